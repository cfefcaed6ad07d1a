import { type Commune, type Device, type DeviceProfile, isGone, type MapFeature } from '#hub/contracts';
import { getJson, listIn } from '../../live/rest.js';
import { createStore } from '../../live/store.js';
import type { PhoneStore } from '../../phone/storage/phone-store.js';
import { hamletsOn } from '../place/surroundings.js';

/** What the phone keeps of a device: whose name is taken, and what could be replaced. */
export type KnownBox = Pick<Device, 'id' | 'name' | 'profile' | 'hamlet' | 'lat' | 'lon'>;
const boxOf = ({ id, name, profile, hamlet, lat, lon }: Device): KnownBox => ({ id, name, profile, hamlet, lat, lon });

/** What the hub knows and the phone has to know without it. */
export interface Catalogue {
  /** When it was asked for last, milliseconds; 0: never. */
  at: number;
  profiles: readonly DeviceProfile[];
  hamlets: readonly string[];
  /** Of the commune's map, what a box is found again by, and where the commune ends. */
  features: readonly MapFeature[];
  /** Boxes that are in use. */
  boxes: readonly KnownBox[];
  /** Whom to call, as the commune wrote it. */
  support?: string;
  /** Nobody lives in this commune: it is a simulation. */
  simulated?: boolean;
}
const NOTHING: Catalogue = { at: 0, profiles: [], hamlets: [], features: [], boxes: [] };
const KEY = 'catalogue';
/** A map is large and changes seldom. */
const MAP_FRESH_MS = 24 * 3_600_000;
const LAYERS: readonly MapFeature['properties']['layer'][] = [
  ...(['boundary', 'hamlet', 'canal', 'road', 'sluice', 'river', 'place'] as const),
];

interface Kept extends Catalogue {
  mapAt: number;
}

export class KnownThings {
  readonly catalogue = createStore<Catalogue>(NOTHING);
  private mapAt = 0;

  constructor(
    private readonly store: PhoneStore,
    private readonly now: () => number,
  ) {}

  /** What the phone remembers. */
  async open(): Promise<void> {
    const kept = await this.store.get<Kept>('known', KEY);
    if (!kept || this.catalogue.get().at > 0) return;
    this.mapAt = kept.mapAt;
    // a phone may still have what an older page kept
    this.catalogue.set({ ...NOTHING, ...kept });
  }

  /** Asks the hub; what it does not answer stays as it was. Answers whether it could be asked. */
  async refresh(): Promise<boolean> {
    const map = this.now() - this.mapAt > MAP_FRESH_MS;
    const [profiles, devices, hamlets, commune] = await Promise.all([
      this.ask<DeviceProfile>('/api/profiles', 'profiles'),
      this.ask<Device>('/api/devices', 'devices'),
      this.ask<{ name: string }>('/api/registry/hamlet?limit=500', 'things'),
      map ? getJson<Commune>('/api/commune').catch(() => undefined) : undefined,
    ]);
    if (!profiles) return false;
    const before = this.catalogue.get();
    const features = commune?.map.features.filter(({ properties: { layer } }) => LAYERS.includes(layer));
    if (commune) this.mapAt = this.now();
    const own = (hamlets ?? []).map(({ name }) => name);
    const support = commune?.support ?? before.support;
    const next: Catalogue = {
      at: this.now(),
      profiles,
      hamlets: own.length > 0 ? own : features ? hamletsOn(features) : before.hamlets,
      features: features ?? before.features,
      boxes: devices?.filter(({ state }) => !isGone(state)).map(boxOf) ?? before.boxes,
      ...(support && { support }),
      simulated: commune?.simulated ?? before.simulated ?? false,
    };
    this.catalogue.set(next);
    await this.store
      .write([{ table: 'known', key: KEY, value: { ...next, mapAt: this.mapAt } satisfies Kept }])
      // it is asked for again when the page is opened next
      .catch(() => undefined);
    return true;
  }

  private async ask<T>(path: string, name: string): Promise<T[] | undefined> {
    try {
      return listIn<T>(await getJson(path), name);
    } catch {
      return undefined;
    }
  }
}
