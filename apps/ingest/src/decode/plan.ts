import {
  type Codec,
  type Device,
  type DeviceProfile,
  type Gateway,
  isGone,
  lateAfterMs,
  type Metric,
  METRICS,
  type NativeTopic,
  type Quality,
  topics,
} from '#hub/contracts';
import { compileFieldMap, type CompiledFieldMap } from '#hub/field-map';
import type { Account, DeviceDirectory } from '#hub/registry';
import { type Lookup, nameTable } from './names.js';

/** All that decoding and grading need to know of a device, looked up once. */
export interface DevicePlan {
  device: Device;
  profile: DeviceProfile;
  simulated: boolean;
  lateAfterMs: number;
  /** Quality that every value gets because of what state the device is in. */
  blanket: Quality | undefined;
  /** Metrics whose probe is not to be trusted now: shown, and nobody is paged for them. */
  doubted: ReadonlySet<Metric> | undefined;
  /** Physical range of the catalogue, narrowed by the profile. */
  ranges: Readonly<Record<Metric, readonly [min: number, max: number]>>;
  /** Vendor's name → metric, for the codec of the device's gateway. */
  lookUp: (key: string) => Lookup;
}

/** All that a codec needs to know of who sent the packet. */
export interface AccountPlan {
  id: string;
  /** Topic of what it posts over HTTP. */
  posted: string;
  codec: Codec;
  gateway: Gateway | undefined;
  fieldMap: CompiledFieldMap | undefined;
  /** Devices that this account may speak for. */
  devices: readonly DevicePlan[];
  /** The device that the account knows under this name. */
  deviceAt(address: string): DevicePlan | undefined;
  /** Registered, but its profile is not there. */
  lacksProfile(address: string): boolean;
  /** Topics taken apart already. Bounded by whoever fills it. */
  topics: Map<string, NativeTopic | undefined>;
}

const BLANKET: Partial<Record<Device['state'], Quality>> = {
  calibrating: 'calibrating',
  // somebody has the probe out of the water: as little to be believed as while it is calibrated
  maintenance: 'calibrating',
  faulty: 'fault',
};

/** Metrics of a device that are doubted; undefined: none. */
export type Doubts = (device: string) => ReadonlySet<Metric> | undefined;

export function devicePlan(
  device: Device,
  profile: DeviceProfile,
  codec: Codec,
  { simulated, doubts }: { simulated: boolean; doubts: Doubts },
): DevicePlan {
  // native packets need no names, and every change of the registry makes all plans anew
  let names: DevicePlan['lookUp'] | undefined;
  return {
    device,
    profile,
    simulated: device.simulated || simulated,
    lateAfterMs: lateAfterMs(profile),
    blanket: BLANKET[device.state],
    doubted: doubts(device.id),
    ranges: rangesOf(profile),
    lookUp: (key) => (names ??= nameTable(codec, profile))(key),
  };
}

const RANGES = new WeakMap<DeviceProfile, DevicePlan['ranges']>();

function rangesOf(profile: DeviceProfile): DevicePlan['ranges'] {
  const known = RANGES.get(profile);
  if (known) return known;
  const ranges = Object.create(null) as Record<Metric, readonly [number, number]>;
  for (const [metric, { range }] of Object.entries(METRICS) as [Metric, { range: readonly [number, number] }][]) {
    const narrower = profile.metrics[metric]?.range;
    ranges[metric] = narrower ? [Math.max(range[0], narrower[0]), Math.min(range[1], narrower[1])] : range;
  }
  RANGES.set(profile, ranges);
  return ranges;
}

export function accountPlan(account: Account, directory: DeviceDirectory, doubts: Doubts): AccountPlan {
  const { gateway } = account;
  const codec = gateway?.codec ?? 'native';
  const byAddress = new Map<string, DevicePlan>();
  const bare = new Set<string>();
  // the name of a retired device may be another's now
  const own = gateway
    ? [...directory.devices()].filter((d) => d.gateway === gateway.id && !isGone(d.state))
    : [account.device!];
  for (const device of own) {
    const profile = directory.profile(device.profile);
    const plan = profile && devicePlan(device, profile, codec, { simulated: gateway?.simulated ?? false, doubts });
    for (const name of namesOf(device, codec))
      if (plan) byAddress.set(name, plan);
      else bare.add(name);
  }
  return {
    id: account.id,
    posted: topics.http(account.id),
    codec,
    gateway,
    fieldMap: gateway?.fieldMap && compileFieldMap(gateway.fieldMap),
    devices: [...new Set(byAddress.values())],
    deviceAt: (address) => find(address, (name) => byAddress.get(name)),
    lacksProfile: (address) => find(address, (name) => bare.has(name) || undefined) ?? false,
    topics: new Map(),
  };
}

/** Native packets of a gateway name the device by its id, whatever else the gateway calls it. */
function namesOf(device: Device, codec: Codec): string[] {
  const address = (device.address ?? device.id).normalize('NFC');
  return codec === 'native' && device.gateway ? [device.id, address] : [address];
}

/** Boxes and installers do not agree on capitals (devEui) nor on how to write "ế". */
function find<T>(address: string, at: (name: string) => T | undefined): T | undefined {
  const exact = at(address);
  if (exact !== undefined) return exact;
  const name = address.normalize('NFC');
  return at(name) ?? at(name.toLowerCase()) ?? at(name.toUpperCase());
}
