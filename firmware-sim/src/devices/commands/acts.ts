import type { CommandPacket } from '#hub/contracts';
import type { World } from '../../world/world.js';
import type { Instrument } from '../instrument.js';

type Act = (
  device: { id: string; instrument: Instrument },
  args: CommandPacket['args'],
  world: World,
) => string | undefined;

const UNKNOWN = 'thiết bị không biết lệnh này';

/** What each command moves; gives the reason where it does not. */
const ACTS: Record<string, Act> = {
  'pump-start': ({ id }, { minutes }, { works, ms }) => {
    const pump = works.pumps.get(id);
    return pump ? pump.start(typeof minutes === 'number' ? ms + minutes * 60_000 : undefined) : UNKNOWN;
  },
  'pump-stop': ({ id }, _, { works }) => (works.pumps.get(id) ? works.pumps.get(id)!.stop() : UNKNOWN),
  'gate-set': ({ id }, { opening }, { works }) => {
    const gate = works.gates.get(id);
    return gate && typeof opening === 'number' ? gate.move(opening) : UNKNOWN;
  },
  'siren-sound': ({ id }, { seconds }, { works, ms }) => {
    const siren = works.sirens.get(id);
    return siren && typeof seconds === 'number' ? siren.sound(ms + seconds * 1000) : UNKNOWN;
  },
  'siren-stop': ({ id }, _, { works }) => (works.sirens.get(id) ? works.sirens.get(id)!.stop() : UNKNOWN),
  configure: ({ instrument }, { intervalS }) => {
    if (typeof intervalS !== 'number') return UNKNOWN;
    instrument.everyMs = intervalS * 1000;
    return undefined;
  },
};

/** Does what a station was told; the reason where it could not. */
export function actOn(instrument: Instrument, { name, args }: CommandPacket, world: World): string | undefined {
  const act = Object.hasOwn(ACTS, name) ? ACTS[name] : undefined;
  return act ? act({ id: instrument.station.id, instrument }, args, world) : UNKNOWN;
}
