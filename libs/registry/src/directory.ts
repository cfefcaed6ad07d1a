import { isDeepStrictEqual } from 'node:util';
import {
  type Device,
  type DeviceProfile,
  type Gateway,
  type Hamlet,
  isGone,
  type Place,
  type Plot,
} from '#hub/contracts';

/** Who may sign in: a device for itself, or a gateway for the devices registered under it. */
export interface Account {
  id: string;
  commune: string;
  /** SHA-256 of each valid secret, hex: two while one replaces the other. Empty = revoked. */
  secretHashes: string[];
  /** Those of them that nobody has signed in with yet: the first use ends the others. */
  unproven?: readonly string[];
  /** The device is to be sent a new secret. */
  rotating?: boolean;
  device?: Device;
  gateway?: Gateway;
}

export interface DirectorySnapshot {
  devices: readonly ({ device: Device } & Pick<Account, 'secretHashes' | 'unproven' | 'rotating'>)[];
  gateways: readonly { gateway: Gateway; secretHashes: string[] }[];
  profiles: readonly DeviceProfile[];
  /** All of them; absent: none. */
  hamlets?: readonly Pick<Hamlet, 'id' | 'commune' | 'name'>[];
  /** Those that devices stand on. */
  plots?: readonly Pick<Plot, 'id' | 'block' | 'hamlet'>[];
  /** Devices that measure the water of a source before any canal has it; absent: none. */
  effluent?: readonly string[];
}

/** What somebody wants to hear of: devices, gateways, profiles and places, or their secrets as well. */
type About = 'anything' | 'things';

type Whereabouts = Pick<Device, 'commune' | 'hamlet' | 'block' | 'plot' | 'cameraGroup'>;

/**
 * Devices, gateways and profiles in memory: all that the packet path knows of the registry, so that no packet waits for
 * a database. `replace` swaps the whole content at once.
 */
export class DeviceDirectory {
  #accounts = new Map<string, Account>();
  #devices = new Map<string, Device>();
  #addresses = new Map<string, Device>();
  #profiles = new Map<string, DeviceProfile>();
  #hamlets = new Map<string, string>();
  #plots = new Map<string, Pick<Plot, 'block' | 'hamlet'>>();
  #effluent: ReadonlySet<string> = new Set();
  #listeners = new Map<() => void, About>();

  replace(snapshot: DirectorySnapshot): void {
    const things = this.#swap(snapshot);
    for (const [listener, about] of this.#listeners) if (things || about === 'anything') listener();
  }

  /** Gives whether anything but secrets changed. What did not stays the same object, so that its users see that at once. */
  #swap(snapshot: DirectorySnapshot): boolean {
    const accounts = new Map<string, Account>();
    const devices = new Map<string, Device>();
    const addresses = new Map<string, Device>();
    let changed = 0;
    const kept = <T extends object>(known: T | undefined, now: T): T => {
      if (known && isDeepStrictEqual(known, now)) return known;
      changed++;
      return now;
    };
    for (const { gateway: read, secretHashes } of snapshot.gateways) {
      const gateway = kept(this.#accounts.get(read.id)?.gateway, read);
      accounts.set(gateway.id, { id: gateway.id, commune: gateway.commune, secretHashes, gateway });
    }
    for (const { device: read, ...secrets } of snapshot.devices) {
      const device = kept(this.#devices.get(read.id), read);
      devices.set(device.id, device);
      if (device.gateway) {
        // the name of a retired one may be another's now
        if (!isGone(device.state)) addresses.set(`${device.gateway} ${device.address ?? device.id}`, device);
      } else accounts.set(device.id, { id: device.id, commune: device.commune, ...secrets, device });
    }
    const profiles = new Map(snapshot.profiles.map((p) => [p.id, kept(this.#profiles.get(p.id), p)]));
    const hamlets = new Map(snapshot.hamlets?.map(({ id, commune, name }) => [`${commune} ${name}`, id]));
    const plots = new Map(snapshot.plots?.map((plot) => [plot.id, plot]));
    const effluent = new Set(snapshot.effluent);
    const things =
      changed > 0 ||
      devices.size !== this.#devices.size ||
      profiles.size !== this.#profiles.size ||
      accounts.size !== this.#accounts.size ||
      !isDeepStrictEqual([hamlets, plots, effluent], [this.#hamlets, this.#plots, this.#effluent]);
    this.#accounts = accounts;
    this.#devices = devices;
    this.#addresses = addresses;
    this.#profiles = profiles;
    this.#hamlets = hamlets;
    this.#plots = plots;
    this.#effluent = effluent;
    return things;
  }

  account(id: string): Account | undefined {
    return this.#accounts.get(id);
  }
  device(id: string): Device | undefined {
    return this.#devices.get(id);
  }
  /** The device in use that a gateway knows under this name. */
  deviceAt(gateway: string, address: string): Device | undefined {
    return this.#addresses.get(`${gateway} ${address}`);
  }
  profile(id: string): DeviceProfile | undefined {
    return this.#profiles.get(id);
  }
  /**
   * Where a device is, for who may see it. Its hamlet is known by its name, as it stands in sentences; what it does not
   * say itself its plot does.
   */
  placeOf({ commune, hamlet, block, plot, cameraGroup }: Whereabouts): Place {
    const its = plot === undefined ? undefined : this.#plots.get(plot);
    const named = hamlet === undefined ? undefined : this.#hamlets.get(`${commune} ${hamlet}`);
    return { commune, hamlet: named ?? its?.hamlet, block: block ?? its?.block, plot, cameraGroup };
  }
  /** Whether a device measures the water of a source, before any canal has it. */
  measuresEffluent(id: string): boolean {
    return this.#effluent.has(id);
  }
  devices(): Iterable<Device> {
    return this.#devices.values();
  }
  gateways(): Iterable<Account> {
    return [...this.#accounts.values()].filter((a) => a.gateway);
  }
  profiles(): Iterable<DeviceProfile> {
    return this.#profiles.values();
  }
  /** Calls back after each change, or after each but of secrets alone; returns how to stop. */
  onChange(listener: () => void, about: About = 'anything'): () => void {
    this.#listeners.set(listener, about);
    return () => this.#listeners.delete(listener);
  }
}

/** Injection token of the process's one device directory. */
export const DIRECTORY = 'DIRECTORY';
