import { type Commune, type Device, type Incident, isDrillSensor } from '#hub/contracts';
import { createStore } from '../../live/plain-store.js';
import { getJson, listIn } from '../../live/rest.js';
import { Asker } from '../../phone/offline/asker.js';
import { BELL } from './bell.js';
import type { PhoneStore } from '../../phone/storage/phone-store.js';

/** What the hub said last, kept for when it cannot be asked. */
export interface Known {
  incidents: readonly Incident[];
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
const NOTHING: Known = { incidents: [], devices: [], cameras: [], simulated: false, at: 0 };

const EVERY_MS = 5000;
const RETRY_MS = 5000;
/** Where things are changes seldom, and is much for a slow line. */
const PLACES_MS = 30 * 60_000;
const MOST = 50;

/** Asks the hub for what is open, again and again while the page is seen. */
export class KnownIncidents {
  readonly known = createStore<Known>(NOTHING);
  readonly bell = createStore<number | undefined>(undefined);
  private readonly asker = new Asker(() => this.ask(), EVERY_MS, RETRY_MS);
  readonly line = this.asker.line;
  private placesAt = 0;

  constructor(
    private readonly store: PhoneStore,
    private readonly now: () => number,
  ) {}

  async open(): Promise<void> {
    this.known.set((await this.store.get<Known>('known', 'incidents')) ?? NOTHING);
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
    this.keep({ ...this.known.get(), ...places, incidents, at: this.now() });
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
