import {
  type Device,
  effluentDevices,
  type Gateway,
  type Hamlet,
  isGone,
  type Plot,
  type Source,
} from '#hub/contracts';
import { type EntityManager, In, IsNull, MoreThan } from 'typeorm';
import { toDevice } from '../devices/change-device.js';
import type { DirectorySnapshot } from '../directory.js';
import { CredentialRow } from '../entities/credential.entity.js';
import { DeviceRow } from '../entities/device.entity.js';
import { GatewayRow } from '../entities/gateway.entity.js';
import { ProfileRow } from '../entities/profile.entity.js';
import { RotationRow } from '../entities/rotation.entity.js';
import { ThingRow } from '../entities/thing.entity.js';
import { topicsFor } from '../gateways/gateway-topics.js';
import { inChunks } from '../input/in-chunks.js';
import { toGateway } from '../gateways/gateways.repository.js';

export interface Snapshot extends DirectorySnapshot {
  /** When the next secret of it ends, or the next maintenance; milliseconds. */
  until: number;
}

/** All that the packet path knows of the registry, of one moment. */
export async function readSnapshot(m: EntityManager, now: number): Promise<Snapshot> {
  const devices = (await m.find(DeviceRow)).map((row) => inUseAgain(toDevice(row), now));
  const gateways = (await m.find(GatewayRow)).map(toGateway);
  const profiles = await m.findBy(ProfileRow, { removed: false });
  const credentials = await m.findBy(CredentialRow, [{ revoked: IsNull() }, { revoked: MoreThan(now) }]);

  const rotating = new Set((await m.find(RotationRow)).map(({ account }) => account));
  const hashes = new Map<string, string[]>();
  const unproven = new Map<string, string[]>();
  const enter = (among: Map<string, string[]>, account: string, hash: string) => {
    const known = among.get(account);
    if (known) known.push(hash);
    else among.set(account, [hash]);
  };
  for (const { account, secretHash, offered } of credentials) {
    enter(hashes, account, secretHash);
    if (offered !== null) enter(unproven, account, secretHash);
  }
  const hashesOf = (id: string) => hashes.get(id) ?? [];
  return {
    devices: devices.map((device) => {
      const fresh = unproven.get(device.id);
      return {
        ...{ device, secretHashes: hashesOf(device.id) },
        ...(fresh && { unproven: fresh }),
        ...(rotating.has(device.id) && { rotating: true }),
      };
    }),
    gateways: gateways.map((gateway) => ({
      gateway: { ...gateway, topics: usableTopics(gateway, devices) },
      secretHashes: hashesOf(gateway.id),
    })),
    profiles: profiles.map(({ body }) => body),
    hamlets: await hamletsOf(m),
    plots: await plotsOf(m, devices),
    effluent: await effluentOf(m),
    until: Math.min(
      ...credentials.map(({ revoked }) => revoked ?? Infinity),
      ...devices.map(({ maintenanceUntil }) => maintenanceUntil ?? Infinity),
    ),
  };
}

/** Maintenance is over when its time is up, whether or not anybody has written that down yet. */
function inUseAgain(device: Device, now: number): Device {
  const { maintenanceUntil, ...rest } = device;
  return maintenanceUntil !== undefined && maintenanceUntil <= now ? { ...rest, state: 'installed' } : device;
}

async function hamletsOf(m: EntityManager): Promise<Hamlet[]> {
  const rows = await m.findBy(ThingRow, { kind: 'hamlet', removed: IsNull() });
  return rows.map(({ body }) => body as Hamlet);
}

async function plotsOf(m: EntityManager, devices: readonly Device[]): Promise<Plot[]> {
  const ids = [...new Set(devices.flatMap(({ plot }) => plot ?? []))];
  const plots: Plot[] = [];
  await inChunks(ids, async (some) => {
    for (const { body } of await m.findBy(ThingRow, { kind: 'plot', id: In(some) })) plots.push(body as Plot);
  });
  return plots;
}

async function effluentOf(m: EntityManager): Promise<string[]> {
  const rows = await m.findBy(ThingRow, { kind: 'source', removed: IsNull() });
  return rows.flatMap(({ body }) => effluentDevices(body as Source));
}

/** A native gateway speaks and listens for its own devices, however wide its topics are. */
function usableTopics({ id, codec, topics }: Gateway, devices: readonly Device[]): string[] {
  if (codec !== 'native') return topics;
  const own = devices.filter((device) => device.gateway === id && !isGone(device.state));
  return own.flatMap((device) => topicsFor(topics, device));
}
