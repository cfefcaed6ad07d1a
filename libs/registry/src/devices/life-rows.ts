import { type Device, LIFE_CYCLE, type LifeEntry } from '#hub/contracts';
import type { EntityManager } from 'typeorm';
import { actorNow } from '../audit/actor.js';
import { DeviceLifeRow } from '../entities/device-life.entity.js';
import { present } from '../input/present.js';
import { NotNowError } from '../registry.errors.js';

/** What is said with a change of a device's state. */
export interface LifeWords {
  reason?: string | undefined;
  /** The device that takes its place, or whose place it takes. */
  other?: string | undefined;
}

/** Where nobody says how long maintenance takes. */
const USUAL_MAINTENANCE_MS = 8 * 3_600_000;

/** The device with the end of its maintenance: what is said, or as it was, or the usual time; of other states none. */
export function ending<D extends Pick<Device, 'state' | 'maintenanceUntil'>>(device: D, now: number): D {
  const { maintenanceUntil, ...rest } = device;
  if (device.state !== 'maintenance') return rest as D;
  return { ...device, maintenanceUntil: maintenanceUntil ?? now + USUAL_MAINTENANCE_MS };
}

/** @throws NotNowError that says what may follow */
export function mayFollow({ state }: Pick<Device, 'state'>, next: Device['state']): void {
  if (next === state || LIFE_CYCLE[state].next.includes(next)) return;
  const may = LIFE_CYCLE[state].next.map((one) => `"${LIFE_CYCLE[one].vi}"`).join(', ');
  throw new NotNowError(
    `Thiết bị ở tình trạng "${LIFE_CYCLE[state].vi}" không chuyển thành "${LIFE_CYCLE[next].vi}" được; có thể: ${may}`,
  );
}

/** One more line in the life of a device, in the caller's transaction, where there is something to say. */
export async function recordLife(
  m: EntityManager,
  before: Device | undefined,
  { id: device, state: to, maintenanceUntil: until }: Device,
  { reason, other }: LifeWords,
  now: number,
): Promise<void> {
  if (before?.state === to && before.maintenanceUntil === until && other === undefined) return;
  const seq = before ? ((await m.maximum(DeviceLifeRow, 'seq', { device })) ?? 0) + 1 : 1;
  await m.insert(DeviceLifeRow, {
    ...{ id: `${device} ${seq}`, device, seq, from: before?.state ?? null, to, at: now, by: actorNow().by },
    ...{ reason: reason ?? null, until: until ?? null, other: other ?? null },
  });
}

export function toLifeEntry({ id: _, device: __, seq: ___, ...row }: DeviceLifeRow): LifeEntry {
  return present(row) as LifeEntry;
}
