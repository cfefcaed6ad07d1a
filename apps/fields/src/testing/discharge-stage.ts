import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { AlertsItem, FarmItem, FarmNotice, FindingChange, Stream, StreamItems } from '#hub/contracts';
import type { Commit } from '#hub/event-log';
import type { IrrigationTable } from '#hub/irrigation';
import { asActor, openRegistry, readOnChange, type Registry } from '#hub/registry';
import { readReference } from '#hub/service-kit';
import { aField } from '#hub/testkit';
import { DischargeDesk } from '../discharge/discharge-desk.js';
import { readLand } from '../land/land.js';
import { loadTemplates } from '../words/templates.js';

const MINUTE = 60_000;

/** A canal with a gate and two blocks: one whose keeper is told, one whose farmers are; a real registry, a log in memory. */
export class DischargeStage {
  readonly notices: FarmNotice[] = [];
  changes = 0;
  /** Ids of people. */
  readonly people: Record<string, string> = {};
  #desk!: DischargeDesk;
  readonly #state = new Map<string, Buffer>();
  readonly #waiting: FarmItem[] = [];

  private constructor(
    readonly registry: Registry,
    private readonly dir: string,
    readonly clock: { at: number; now(): number },
  ) {}

  static async open(at: number): Promise<DischargeStage> {
    const dir = mkdtempSync(join(tmpdir(), 'discharge-'));
    const clock = { at, now: () => clock.at };
    const registry = openRegistry({ path: join(dir, 'registry.sqlite'), clock });
    await registry.start();
    const stage = new DischargeStage(registry, dir, clock);
    await asActor({ by: 'test' }, () => stage.#settle());
    stage.restart();
    return stage;
  }
  async close(): Promise<void> {
    this.#desk.stop();
    await this.registry.stop();
    rmSync(this.dir, { recursive: true, force: true });
  }

  async #settle(): Promise<void> {
    const { things, people } = this.registry;
    for (const name of ['keeper', 'farmer', 'other']) this.people[name] = (await people.add({ name, grants: [] })).id;
    const { keeper, farmer, other } = this.people;
    const node = (id: string, i: number) => ({ id, lat: 20.9, lon: 106.3 + i * 0.01 });
    await things.add('canal', {
      ...{ id: 'giua', name: 'Kênh Giữa', nodes: [node('a', 0), node('b', 1)] },
      reaches: [{ id: 'ab', from: 'a', to: 'b', lengthM: 1000, travelMin: 60 }],
    });
    await things.add('block', { id: 'trong', name: 'Khu Trong', keeper, told: 'keeper' });
    await things.add('block', { id: 'ngoai', name: 'Khu Ngoài', keeper, told: 'farmers' });
    const gate = { type: 'gate', lat: 20.9, lon: 106.31, canal: 'giua', node: 'b' };
    await things.add('structure', { id: 'cong-1', name: 'Cống Đình', block: 'trong', ...gate });
    await things.add('structure', { id: 'cong-2', name: 'Cống Ngoài', block: 'ngoai', ...gate });
    const plots: [string, object][] = [
      ['t-1', { block: 'trong', owner: farmer }],
      ['t-2', { block: 'trong' }],
      ['n-1', { block: 'ngoai', owner: farmer, ownName: 'Ruộng Gò' }],
      ['n-2', { block: 'ngoai', owner: farmer, ownName: 'Cửa Đình' }],
      ['n-3', { block: 'ngoai', owner: other }],
      ['n-4', { block: 'ngoai' }],
    ];
    for (const [i, [id, more]] of plots.entries())
      await things.add('plot', { id, crop: 'rice', area: aField(i), ...more });
  }

  /** The process ends and begins again: it knows what was committed. */
  restart(): void {
    this.#desk?.stop();
    const state = this.#state;
    this.#desk = new DischargeDesk({
      ...{ registry: this.registry, clock: this.clock, templates: loadTemplates() },
      land: readOnChange(this.registry, () => readLand(this.registry)),
      table: readReference('irrigation.json') as IrrigationTable,
      log: {
        append: async (_, items) => void this.#waiting.push(...(items as unknown as FarmItem[])),
        *state<T>(_group: string, prefix = ''): Iterable<[string, T]> {
          for (const key of [...state.keys()].sort())
            if (key.startsWith(prefix)) yield [key, deserialize(state.get(key)!) as T];
        },
      },
    });
    this.#desk.onChange(() => void this.changes++);
  }

  findings(items: FindingChange[], fails = false): Promise<FarmNotice[]> {
    return this.#batch((desk, commit) => desk.findings(items, commit), fails);
  }
  alerts(items: AlertsItem[], fails = false): Promise<FarmNotice[]> {
    return this.#batch((desk, commit) => desk.alerts(items, commit), fails);
  }
  /** Minute by minute; what was told meanwhile. */
  async pass(minutes: number): Promise<FarmNotice[]> {
    const told: FarmNotice[] = [];
    for (let i = 0; i < minutes; i++) {
      this.clock.at += MINUTE;
      await this.#desk.look();
      const due = this.#waiting.splice(0);
      if (due.length > 0) told.push(...(await this.#batch((desk, commit) => desk.due(due, commit), false)));
    }
    return told;
  }
  foul(): ReturnType<DischargeDesk['foul']> {
    return this.#desk.foul(this.clock.at);
  }

  async #batch(take: (desk: DischargeDesk, commit: Commit) => Promise<void>, fails: boolean): Promise<FarmNotice[]> {
    const appended: [Stream, readonly unknown[]][] = [];
    const puts: [string, unknown][] = [];
    const after: (() => void)[] = [];
    await take(this.#desk, {
      append: <S extends Stream>(stream: S, some: readonly StreamItems[S][]) => void appended.push([stream, some]),
      put: (key, value) => void puts.push([key, value]),
      afterCommit: (done) => void after.push(done),
    });
    if (fails) return [];
    for (const [key, value] of puts)
      if (value === undefined) this.#state.delete(key);
      else this.#state.set(key, serialize(value));
    const told = appended.flatMap(([stream, some]) => (stream === 'notices' ? (some as FarmNotice[]) : []));
    this.notices.push(...told);
    for (const done of after) done();
    return told;
  }
}
