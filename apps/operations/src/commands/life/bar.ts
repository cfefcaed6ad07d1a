import type { Command, CommandKind, Device, Gateway, Interlock } from '#hub/contracts';
import { type Asked, type Known, lockOn } from './interlocks.js';
import { BARS, type Reason } from './words.js';

export interface Circumstances {
  known: Known;
  interlocks: readonly Interlock[];
  /** Another command of the device that is not over. */
  underWay: Command | undefined;
  /** What of the hub itself forbids any command. */
  hub: Reason | undefined;
  now: number;
}

/** What stands in the way of a command, the first of it; undefined: nothing. */
export function barOf(
  kind: CommandKind,
  asked: Asked & { device: Device; byHand: boolean },
  gateway: Gateway | undefined,
  { known, interlocks, underWay, hub, now }: Circumstances,
): Reason | undefined {
  const { device, byHand } = asked;
  return (
    hub ??
    stateBar(kind, device) ??
    (byHand ? undefined : linkBar(kind, device, gateway, known)) ??
    (underWay && !kind.stops ? busy(underWay) : undefined) ??
    lockOn(interlocks, asked, known, now)
  );
}

function stateBar(kind: CommandKind, { state }: Device): Reason | undefined {
  if (kind.inStates.includes(state)) return undefined;
  if (state === 'maintenance') return BARS.maintenance;
  return state === 'faulty' ? BARS.faulty : BARS.retired;
}

/** Only our own protocol has a way down; a relay of it passes it on where it may listen for its devices. */
function linkBar(kind: CommandKind, { id }: Device, gateway: Gateway | undefined, known: Known): Reason | undefined {
  if (gateway && gateway.codec !== 'native') return BARS.noWay;
  const link = known.presence(id)?.link ?? 'never';
  if (link === 'never') return BARS.never;
  if (link === 'offline') return BARS.offline;
  return link === 'silent' && !kind.whenSilent ? BARS.silent : undefined;
}

const busy = ({ state }: Command): Reason => ({
  reason: 'busy',
  vi: `Thiết bị này đang có lệnh ${state === 'awaiting-approval' ? 'chờ duyệt' : 'chưa xong'}`,
  en: `Another command for this device ${state === 'awaiting-approval' ? 'waits for approval' : 'is not over'}`,
});
