import { type Commune, type Device, type Incident, isDrillSensor } from '#hub/contracts';
import { createStore } from '../../live/plain-store.js';
import { getJson, listIn } from '../../live/rest.js';
import { Asker } from '../../phone/offline/asker.js';
import { BELL } from './bell.js';
import type { PhoneStore } from '../../phone/storage/phone-store.js';

/** What the hub said last, kept for when it cannot be asked. */
export interface Known {
  incidents: readonly Incident[];
  /** Those that ended within a day, so that whoever had one reads what came of it. */
  over: readonly Incident[];
  devices: readonly Pick<Device, 'id' | 'name' | 'lat' | 'lon'>[];
  /** Ids of cameras. */
  cameras: readonly string[];
  /** Its name. */
  commune?: string;
  /** Whom to call, as the commune wrote it. */
  support?: string;
  simulated: boolean;
  /** When the incidents were asked for, the phone's time; 0: never. */
  at: number;
}
const NOTHING: Known = { incidents: [], over: [], devices: [], cameras: [], simulated: false, at: 0 };

const EVERY_MS = 5000;
const RETRY_MS = 5000;
/** Where things are changes seldom, and is much for a slow line. */
const PLACES_MS = 30 * 60_000;
/** What ended is asked for when something did, and now and then for what was said of it later. */
const OVER_MS = 5 * 60_000;
const DAY_MS = 86_400_000;
const MOST = 50;

/** Asks the hub for what is open, again and again while the page is seen. */
export class KnownIncidents {
  readonly known = createStore<Known>(NOTHING);
  readonly bell = createStore<number | undefined>(undefined);
  private readonly asker = new Asker(() => this.ask(), EVERY_MS, RETRY_MS);
  readonly line = this.asker.line;
  private placesAt = 0;
  private overAt = 0;

  constructor(
    private readonly store: PhoneStore,
    private readonly now: () => number,
  ) {}

  async open(): Promise<void> {
    // an earlier release kept less
    this.known.set({ ...NOTHING, ...(await this.store.get<Known>('known', 'incidents')) });
    await this.hearBell();
  }

  async hearBell(): Promise<void> {
    this.bell.set(await this.store.get<number>('known', BELL));
  }

  start(): void {
    this.asker.start();
  }

  stop(): void {
    this.asker.stop();
  }

  refresh(): Promise<void> {
    return this.asker.refresh();
  }

  private async ask(): Promise<void> {
    const incidents = listIn<Incident>(await getJson(`/api/incidents?active=true&limit=${MOST}`), 'incidents');
    const places = this.now() - this.placesAt > PLACES_MS ? await this.places() : {};
    const before = this.known.get();
    const ended = before.incidents.some(({ id }) => !incidents.some((one) => one.id === id));
    const over = ended || this.now() - this.overAt > OVER_MS ? await this.ended() : before.over;
    this.keep({ ...before, ...places, incidents, over, at: this.now() });
  }

  private async ended(): Promise<Incident[]> {
    const from = this.now() - DAY_MS;
    const over = listIn<Incident>(await getJson(`/api/incidents?active=false&from=${from}&limit=${MOST}`), 'incidents');
    this.overAt = this.now();
    return over;
  }

  private async places(): Promise<Partial<Known>> {
    const [devices, profiles, commune] = await Promise.all([
      getJson<unknown>('/api/devices'),
      getJson<unknown>('/api/profiles'),
      getJson<Commune>('/api/commune').catch(() => undefined),
    ]);
    this.placesAt = this.now();
    const all = listIn<Device>(devices, 'devices');
    const kinds = listIn<{ id: string; kind: string }>(profiles, 'profiles').filter(({ kind }) => kind === 'camera');
    return {
      devices: all.map(({ id, name, lat, lon }) => ({ id, name, lat, lon })),
      cameras: all.filter(({ profile }) => kinds.some(({ id }) => id === profile)).map(({ id }) => id),
      simulated: commune?.simulated === true || all.some(({ id, simulated }) => simulated && !isDrillSensor(id)),
      ...(commune?.name !== undefined && { commune: commune.name }),
      ...(commune?.support !== undefined && { support: commune.support }),
    };
  }

  private keep(next: Known): void {
    this.known.set(next);
    void this.store.write([{ table: 'known', key: 'incidents', value: next }]).catch(() => undefined);
  }
}
