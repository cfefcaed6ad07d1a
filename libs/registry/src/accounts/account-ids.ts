import { isGone } from '#hub/contracts';
import type { EntityManager } from 'typeorm';
import { DeviceRow } from '../entities/device.entity.js';
import { GatewayRow } from '../entities/gateway.entity.js';
import { IdTakenError } from '../registry.errors.js';

/** Devices and gateways sign in with their ids: one id, one account. @throws IdTakenError */
export async function claimId(manager: EntityManager, id: string): Promise<void> {
  const device = await manager.findOneBy(DeviceRow, { id });
  if (device) throw new IdTakenError(id, isGone(device.state) ? 'retired-device' : 'device');
  if (await manager.existsBy(GatewayRow, { id })) throw new IdTakenError(id, 'gateway');
}
