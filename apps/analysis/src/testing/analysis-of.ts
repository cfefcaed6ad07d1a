import { deserialize, serialize } from 'node:v8';
import {
  changesIn,
  type Device,
  type DeviceEvent,
  type FindingChange,
  type FindingsItem,
  type Reading,
  type ReadingsItem,
  type SmokeReport,
  type Stream,
  type StreamItems,
  type TrustLook,
} from '#hub/contracts';
import { DeviceDirectory, releaseProfiles } from '#hub/registry';
import { readReference } from '#hub/service-kit';
import type { Hotspot, SmokeRules } from '#hub/smoke';
import { AnalysisService } from '../analysis.service.js';
import { SmokeDesk } from '../smoke/smoke-desk.js';
import { TrustDesk } from '../trust/trust-desk.js';
import { OutletDesk, type OutletRules, probesOf } from '../water/outlet-desk.js';
import { WaterDesk, type WaterRules } from '../water/water-desk.js';
import type { Known } from '../analysis.service.js';
import type { TrustRules } from '#hub/water';

export const MINUTE = 60_000;
const profiles = releaseProfiles();
const rules = readReference('smoke.json') as SmokeRules;

/** Metres east and north of a point of the delta. */
export const at = (x: number, y: number): Pick<Device, 'lat' | 'lon'> => ({
  lat: 20.4 + y / 110_700,
  lon: 106.3 + x / 104_400,
});
export const aDevice = (id: string, profile: string, place: object, more: Partial<Device> = {}): Device => ({
  ...{ id, commune: '26734', profile, state: 'installed', name: id, simulated: false, installedAt: 0 },
  ...place,
  ...more,
});
export const aReading = (
  device: Device,
  ts: number,
  values: Reading['values'],
  more: Partial<Reading> = {},
): Reading => ({
  ...{ type: 'reading', commune: device.commune, device: device.id, ts, received: ts, late: false, values },
  ...{ kind: profiles.find(({ id }) => id === device.profile)!.kind, simulated: device.simulated },
  ...more,
});

/** The analysis with a log in memory: batches are committed or not, and a restart knows what was committed. */
export class Analysis {
  readonly #state = new Map<string, Buffer>();
  readonly #items: ReadingsItem[] = [];
  readonly findings: FindingChange[] = [];
  readonly looks: TrustLook[] = [];
  readonly events: DeviceEvent[] = [];
  hotspots: readonly Hotspot[] = [];
  #reports: readonly SmokeReport[] = [];
  #service: AnalysisService;

  constructor(
    private readonly devices: readonly Device[],
    private known?: Known,
  ) {
    this.#service = this.#start(true);
  }

  /** A batch; with `fails` the process ends before it is committed. */
  take(items: readonly ReadingsItem[], fails = false): void {
    const appended: [Stream, readonly unknown[]][] = [];
    const puts: [string, unknown][] = [];
    const after: (() => void)[] = [];
    this.#items.push(...items);
    this.#service.onReadings(items, {
      append: <S extends Stream>(stream: S, some: readonly StreamItems[S][]) => void appended.push([stream, some]),
      put: (key, value) => void puts.push([key, value]),
      afterCommit: (done) => void after.push(done),
    });
    if (fails) {
      this.#items.splice(-items.length);
      return;
    }
    for (const [key, value] of puts)
      if (value === undefined) this.#state.delete(key);
      else this.#state.set(key, serialize(value));
    for (const [stream, some] of appended) {
      if (stream === 'findings') {
        this.findings.push(...changesIn(some as FindingsItem[]));
        this.looks.push(...(some as FindingsItem[]).filter((item) => item.type === 'trust-look'));
      }
      if (stream === 'readings') this.events.push(...(some as DeviceEvent[]));
    }
    for (const done of after) done();
  }

  /** Minute by minute: what is measured then, and the log's clock after it. */
  run(from: number, to: number, measured: (ts: number) => readonly ReadingsItem[]): this {
    for (let ts = from; ts < to; ts += MINUTE)
      this.take([...measured(ts), { type: 'tick', received: ts + MINUTE / 2, clock: 'ok' }]);
    return this;
  }

  /** The registry was looked at again. */
  know(known: Known): void {
    this.known = known;
    this.#service.know(known);
  }

  /** What residents told of was looked at again. */
  reported(reports: readonly SmokeReport[]): void {
    this.#reports = reports;
    this.#service.reported(reports);
  }

  /** `looks`: whether the registry is known again at once. */
  restart({ looks = true } = {}): void {
    this.#service.stop();
    this.#service = this.#start(looks);
  }

  get stateBytes(): number {
    return [...this.#state].reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  }

  #start(looks: boolean): AnalysisService {
    const directory = new DeviceDirectory();
    directory.replace({
      devices: this.devices.map((device) => ({ device, secretHashes: [] })),
      gateways: [],
      profiles,
    });
    const state = this.#state;
    const items = this.#items;
    const log = {
      *state<T>(_group: string, prefix = ''): Iterable<[string, T]> {
        for (const key of [...state.keys()].sort())
          if (key.startsWith(prefix)) yield [key, deserialize(state.get(key)!) as T];
      },
      *scanBack() {
        for (let i = items.length - 1; i >= 0; i--) yield { position: { record: i, index: 0 }, item: items[i]! };
      },
    };
    const ofWater = readReference('water.json') as WaterRules & OutletRules;
    const trust = new TrustDesk(readReference('trust.json') as TrustRules, directory);
    const service = new AnalysisService({
      ...{ log: log as never, directory, rules, season: 'red-river', trust },
      smoke: new SmokeDesk(rules, () => this.hotspots),
      water: new WaterDesk(ofWater),
      outlets: new OutletDesk(ofWater, probesOf(directory, trust)),
    });
    service.start();
    if (looks && this.known) service.know(this.known);
    service.reported(this.#reports);
    return service;
  }
}
