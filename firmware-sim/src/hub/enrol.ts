import type { Commune } from '#hub/contracts';
import { type HubApi, HubRefusedError, type NewDevice, type NewGateway } from './hub-api.js';
import type { StateFolder } from './state-folder.js';

/** The hub already serves a commune that is not simulated: nothing simulated may be mixed into it. */
export class RealCommuneError extends Error {
  override readonly name = 'RealCommuneError';
}

/** What a simulation brings along. Without a commune its devices belong to the one that the hub serves. */
export interface Newcomers {
  commune?: Commune;
  /** Registers what the devices stand in. */
  land?: () => Promise<void>;
  gateways?: readonly NewGateway[];
  devices: readonly NewDevice[];
}

export interface Enrolled {
  /** Devices that were not known to the hub before. */
  fresh: Set<string>;
  /** Devices that somebody has retired there: they stay so. */
  retired: Set<string>;
  /** Code of the commune that the hub counts each device to. */
  communes: Map<string, string>;
}

/** How many registrations are asked for at once. */
const AT_ONCE = 4;

/**
 * Registers what the hub does not know yet and sees to it that each account's secret is in the state folder. Whatever is
 * simulated comes to a hub this way alone. @throws RealCommuneError before anything was changed
 */
export async function enrol(
  api: HubApi,
  state: StateFolder,
  { commune, land, gateways = [], devices }: Newcomers,
): Promise<Enrolled> {
  await refuseRealCommune(api);
  if (commune) await api.putCommune(commune);
  await land?.();
  const knownGateways = new Set((await api.gateways()).map((g) => g.id));
  await eachOf(gateways, async (gateway) => {
    const secret = knownGateways.has(gateway.id) ? undefined : await added(api.addGateway(gateway));
    await keepSecret(api, state, 'gateways', gateway.id, secret?.secret);
  });
  const known = new Map((await api.devices()).map((d) => [d.id, d]));
  const enrolled: Enrolled = { fresh: new Set(), retired: new Set(), communes: new Map() };
  await eachOf(devices, async (device) => {
    const before = known.get(device.id);
    if (before) enrolled.communes.set(device.id, before.commune);
    if (before?.state === 'retired') {
      enrolled.retired.add(device.id);
      return;
    }
    const now = before ? undefined : await added(api.addDevice(device));
    if (now) {
      enrolled.fresh.add(device.id);
      enrolled.communes.set(device.id, now.device.commune);
    }
    if (!device.gateway) await keepSecret(api, state, 'devices', device.id, now?.secret);
  });
  return enrolled;
}

/** A hub that was not told of its commune yet may be simulated with. */
export async function refuseRealCommune(api: HubApi): Promise<void> {
  const there = await api.commune();
  if (!there || there.simulated) return;
  throw new RealCommuneError(
    `Hub đang phục vụ ${there.name}, không phải xã mô phỏng. Hãy chạy hub khác (DATA_DIR khác) cho mô phỏng. / ` +
      `This hub serves ${there.name}, a real commune: give the simulation a hub of its own (another DATA_DIR).`,
  );
}

/** What was added, or undefined where somebody else was quicker. */
async function added<T>(adding: Promise<T>): Promise<T | undefined> {
  try {
    return await adding;
  } catch (error) {
    if (error instanceof HubRefusedError && error.code === 'id-taken') return undefined;
    throw error;
  }
}

async function keepSecret(
  api: HubApi,
  state: StateFolder,
  kind: 'devices' | 'gateways',
  id: string,
  secret: string | undefined,
): Promise<void> {
  if (secret !== undefined) state.keepSecret(id, secret);
  else if (state.secret(id) === undefined) state.keepSecret(id, await api.newSecret(kind, id));
}

async function eachOf<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await act(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
