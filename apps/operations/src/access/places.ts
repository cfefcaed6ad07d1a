import type { Device, Permission, Place } from '#hub/contracts';
import { type DeviceDirectory, DIRECTORY } from '#hub/registry';
import { Inject, Injectable } from '@nestjs/common';
import { notFound } from '../http/errors.js';
import type { Caller } from './caller.js';

/** Where devices are, for whoever asks about one. */
@Injectable()
export class Places {
  constructor(@Inject(DIRECTORY) private readonly directory: DeviceDirectory) {}

  /** Of a device, by its id. One that nobody knows any more is in no scope but the whole hub's. */
  readonly of = (id: string): Place => {
    const device = this.directory.device(id);
    return device ? this.directory.placeOf(device) : { commune: '' };
  };

  /** Of something that is not registered yet. */
  readonly at = (where: Parameters<DeviceDirectory['placeOf']>[0]): Place => this.directory.placeOf(where);

  /** The device, where it is the caller's to see; of all others nobody learns that they are there. @throws ApiError 404 */
  device(who: Caller, permission: Permission, id: string): Device {
    const device = this.directory.device(id);
    if (!device || !who.can(permission, this.of(id))) throw notFound(`Không có thiết bị "${id}"`);
    return device;
  }

  /** Ids of the devices that are the caller's to see. */
  devices(who: Caller, permission: Permission): string[] {
    return [...this.directory.devices()].map(({ id }) => id).filter((id) => who.can(permission, this.of(id)));
  }
}
