import { type Codec, type Device, GONE, THINGS } from '#hub/contracts';
import { type EntityManager, In, Not } from 'typeorm';
import { DeviceRow } from '../entities/device.entity.js';
import { GatewayRow } from '../entities/gateway.entity.js';
import { ProfileRow } from '../entities/profile.entity.js';
import { AddressTakenError, InvalidInputError, UnknownProfileError } from '../registry.errors.js';
import { thingOf } from '../things/find-thing.js';

const PLACES = { block: 'block', plot: 'plot', cameraGroup: 'camera-group' } as const;

/** What it newly names is there. @throws InvalidInputError */
export async function checkPlaces(manager: EntityManager, device: Device, before?: Device): Promise<void> {
  for (const field of ['block', 'plot', 'cameraGroup'] as const) {
    const id = device[field];
    if (id === undefined || id === before?.[field] || (await thingOf(manager, PLACES[field], id))) continue;
    const what = THINGS[PLACES[field]].vi.toLowerCase();
    throw new InvalidInputError([{ field, problem: `không có ${what} "${id}"` }]);
  }
}

type Placed = Pick<Device, 'id' | 'gateway' | 'address'>;

/** @throws UnknownProfileError */
export async function knownProfile(manager: EntityManager, profile: string): Promise<void> {
  const rows = await manager.find(ProfileRow, {
    select: { id: true },
    where: { removed: false },
    order: { id: 'ASC' },
  });
  const known = rows.map(({ id }) => id);
  if (!known.includes(profile)) throw new UnknownProfileError(profile, known);
}

/** The gateway is there, and no other device in use has the name there. @throws InvalidInputError, AddressTakenError */
export async function freePlace(manager: EntityManager, device: Placed): Promise<void> {
  if (!device.gateway) return;
  const gateway = await manager.findOneBy(GatewayRow, { id: device.gateway });
  if (!gateway)
    throw new InvalidInputError([{ field: 'gateway', problem: `chưa đăng ký gateway "${device.gateway}"` }]);
  const names = namesOf(device, gateway.codec);
  const others = await manager.findBy(DeviceRow, { gateway: gateway.id, id: Not(device.id), state: Not(In(GONE)) });
  for (const other of others) {
    const taken = namesOf({ ...other, address: other.address ?? undefined }, gateway.codec).find((n) =>
      names.includes(n),
    );
    if (taken !== undefined) throw new AddressTakenError(gateway.id, taken, other.id);
  }
}

/** What packets of the gateway may call it. Native ones name it by its id, whatever else the gateway calls it. */
function namesOf({ id, address = id }: Pick<Placed, 'id' | 'address'>, codec: Codec | string): string[] {
  return codec === 'native' ? [id, address] : [address];
}
