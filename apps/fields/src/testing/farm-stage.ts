import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Block, FarmDeed, FarmNotice, FarmRecord, Plot, TurnChange } from '#hub/contracts';
import {
  dayName,
  dayNumber,
  dayOf,
  type Interval,
  type IrrigationTable,
  type Measurement,
  startOfDay,
  type WeatherDay,
} from '#hub/irrigation';
import { openRegistry, type Registry } from '#hub/registry';
import { readReference } from '#hub/service-kit';
import { aField } from '#hub/testkit';
import { inTurns, reckonAll, type Reckoned } from '../advising/reckon.js';
import type { Situation } from '../advising/situation.js';
import { Teller, type TellerDeps } from '../notices/teller.js';
import { TurnKeeper } from '../turns/turn-keeper.js';
import { loadTemplates } from '../words/templates.js';

const HOUR = 3_600_000;
const table = readReference('irrigation.json') as IrrigationTable;
const templates = loadTemplates();
/** Fields with tubes, their people and a canal, moment by moment: real advice, turns and messages, a real registry. */
export class FarmStage {
  readonly told: FarmNotice[] = [];
  readonly #plots: Plot[] = [];
  readonly #blocks = new Map<string, Block>();
  readonly #levels = new Map<string, Measurement[]>();
  readonly #records: FarmRecord[] = [];
  #changes = 0;
  salt: { value: number; fresh?: Interval[] } = { value: 0.4 };
  /** Forecast for each day to come, mm. */
  rain = 0;
  reckoned: Reckoned[] = [];
  #teller!: Teller;
  #turns!: TurnKeeper;

  private constructor(
    readonly registry: Registry,
    private readonly dir: string,
    private readonly clock: { at: number; now(): number },
  ) {
    this.restart();
  }

  static async open(): Promise<FarmStage> {
    const dir = mkdtempSync(join(tmpdir(), 'farm-'));
    const clock = { at: 0, now: () => clock.at };
    const registry = openRegistry({ path: join(dir, 'registry.sqlite'), clock });
    await registry.start();
    return new FarmStage(registry, dir, clock);
  }
  async close(): Promise<void> {
    await this.registry.stop();
    rmSync(this.dir, { recursive: true, force: true });
  }

  /** The process ends and begins again: it knows what it wrote down. */
  restart(): void {
    const { settings, turns } = this.registry;
    const log: TellerDeps['log'] = {
      append: async (stream, items) => {
        if (stream === 'notices') this.told.push(...(items as unknown as FarmNotice[]));
      },
    };
    this.#teller = new Teller({ log, settings, templates, table, morning: '05:30' });
    this.#turns = new TurnKeeper({ log, turns, table, morning: '05:30' });
  }

  /** A block whose farmers are told, two plots of one owner and one of another, all dry since four in the morning. */
  dryBlock(): this {
    this.block('dong', { told: 'farmers', keeper: 'giu-nuoc', flowM3h: 200, hours: [{ from: 300, to: 1080 }] })
      .plot('to5-101', { block: 'dong', owner: 'chu', ownName: 'Ruộng Gò' })
      .plot('to5-102', { block: 'dong', owner: 'chu' })
      .plot('to5-103', { block: 'dong', owner: 'khac' });
    for (const plot of ['to5-101', 'to5-102', 'to5-103']) this.level(plot, hour(4), -16);
    return this;
  }
  block(id: string, more: object): this {
    this.#blocks.set(id, { id, name: `Khu ${id}`, version: 1, ...more } as never);
    return this;
  }
  plot(id: string, more: Partial<Plot>): this {
    const about = { crop: 'rice', soil: 'silty-clay', areaM2: 1800, pumpM3h: 35, sownOn: '2026-10-23', version: 1 };
    this.#plots.push({ id, area: aField(0), ...about, ...more } as Plot);
    return this;
  }
  /** What its tube says then, cm. */
  level(plot: string, at: number, value: number): this {
    const known = (this.#levels.get(plot) ?? []).filter((one) => one.at !== at);
    this.#levels.set(plot, [...known, { at, metric: 'field_level', value }]);
    return this;
  }
  /** What is said of it; its key. */
  says(plot: string, at: number, deed: FarmDeed, person = 'chu'): string {
    const key = `loi-${this.#records.length}-0000`;
    this.#records.push({ key, plot, deed, at, received: at, person, by: 'Bà Gò' });
    return key;
  }

  /** The keeper of a block changes a day, as it stands. */
  async keeps(block: string, at: number, change: Omit<TurnChange, 'key' | 'version'>): Promise<void> {
    this.#changes++;
    const [plan] = (await this.registry.turns.since(change.day)).filter(
      (one) => one.block === block && one.day === change.day,
    );
    const request = {
      type: 'turns' as const,
      id: `r-${this.#changes}`,
      block,
      at,
      by: 'Chú Mương',
      person: 'giu-nuoc',
    };
    const key = `doi-${this.#changes}-0000`;
    const item = await this.#turns.change({ ...request, change: { ...change, key, version: plan?.version ?? 0 } });
    if (item.type !== 'turns') throw new Error(`the change was refused: ${JSON.stringify(item)}`);
  }

  /** A look at everything; what was told by it. */
  async look(at: number): Promise<FarmNotice[]> {
    this.clock.at = at;
    const situation = this.#situation(at);
    const reckoned = [...reckonAll(situation, { templates, table })].filter((one) => one !== undefined);
    const turns = await this.#turns.round({ situation, plots: reckoned });
    const plots = inTurns(reckoned, turns.coming, situation, { templates, table });
    this.reckoned = plots;
    const before = this.told.length;
    await this.#teller.after({ situation, plots, turns });
    return this.told.slice(before);
  }

  #situation(now: number): Situation {
    const byPlot = new Map<string, FarmRecord[]>();
    for (const record of this.#records.filter((one) => one.at <= now))
      byPlot.set(record.plot, [...(byPlot.get(record.plot) ?? []), record]);
    const first = dayNumber('2026-10-23');
    const weather = Array.from(
      { length: dayOf(now) - first + 1 },
      (_, i): WeatherDay => ({
        ...{ day: dayName(first + i), method: 'hourly', et0: 4.5, rain: 0, rainHours: 24, filled: [], hours: [] },
      }),
    );
    const { value, fresh } = this.salt;
    const supply = { salinity: { value, at: now - HOUR / 2 }, ...(fresh && { fresh }) };
    const blocks = ['', ...this.#blocks.keys()];
    return {
      ...{ now, simulated: false, records: byPlot, turns: new Map(), foul: new Map() },
      forecast: {
        ...{ source: 'x', issuedAt: now, hours: [] },
        days: [0, 1, 2].map((i) => ({ day: dayName(dayOf(now) + i), rain: this.rain })),
      },
      land: { plots: this.#plots, blocks: this.#blocks, gates: new Map(), canals: new Map() },
      measurements: new Map([...this.#levels].map(([plot, read]) => [plot, read.filter(({ at }) => at <= now)])),
      weather: new Map(blocks.map((id) => [id, weather])),
      supplies: new Map(blocks.map((id) => [id, supply])),
    };
  }
}

/** So many hours into 27 November 2026 by Vietnam's clock. */
export const hour = (h: number): number => startOfDay(dayNumber('2026-11-27')) + h * HOUR;
