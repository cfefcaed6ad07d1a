import {
  type Command,
  type CommandChange,
  type CommandEnd,
  type CommandRefused,
  type DeliveryNote,
  isCommandOver,
} from '#hub/contracts';
import { look } from './confirmation.js';
import { type Alarm, ALARMS, BARS, deviceRefused, ENDS, type Reason } from './words.js';

/** Something that happens to a command. Times are event times, milliseconds; nothing here knows another clock. */
export type LifeEvent =
  | { is: 'approve'; by: string; at: number; note?: string | undefined; bar?: Reason | undefined }
  | { is: 'refuse'; by: string; at: number; note?: string | undefined }
  | { is: 'cancel'; by: string; at: number; note?: string | undefined }
  | { is: 'handled'; by: string; at: number; note?: string | undefined }
  | { is: 'delivery'; outcome: DeliveryNote['outcome']; at: number }
  | { is: 'receipt'; ok: boolean; detail?: string | undefined; at: number }
  | { is: 'reading'; value: number; ts: number; at: number }
  /** `pausedMs`: so long the hub was off before, and nobody could have told it anything. */
  | { is: 'tick'; at: number; pausedMs: number }
  /** Something stands in the way of a command that is not sent yet. */
  | { is: 'barred'; bar: Reason; at: number }
  | { is: 'superseded'; by: string; at: number }
  /** The hub's clock went back to before the command. */
  | { is: 'clock-back'; at: number };

export interface Step {
  command: Command;
  /** Absent: to be remembered, and of no interest to anybody. */
  change?: CommandChange;
  at: number;
  by?: string;
  note?: string;
  /** What people must be alerted to. */
  alarm?: Alarm;
}
export type Refusal = Pick<CommandRefused, 'code' | 'reason'>;

/** The broker stops at the expiry; what it said just before is read by then. */
export const DELIVERY_GRACE_MS = 5000;
/** A device that acted at the last moment has so long to say so. */
export const ANSWER_GRACE_MS = 30_000;

/** What becomes of a command. Undefined: nothing does. Once it is over, no event makes anything else of it. */
export function step(command: Command, event: LifeEvent): Step | Refusal | undefined {
  switch (event.is) {
    case 'approve':
      return approve(command, event);
    case 'refuse':
      return refuse(command, event);
    case 'cancel':
      return cancel(command, event);
    case 'handled':
      return handled(command, event);
    case 'delivery':
      return delivered(command, event);
    case 'receipt':
      return answered(command, event);
    case 'reading':
      return seen(command, event);
    case 'tick':
      return waited(command, event);
    case 'barred':
      if (command.state !== 'ready' || command.withdrawing) return undefined;
      return withdraw(command, event.bar, { at: event.at });
    case 'superseded':
      return superseded(command, event);
    case 'clock-back':
      return isCommandOver(command) ? undefined : clockBack(command, event.at);
  }
}

export const isRefusal = (result: Step | Refusal): result is Refusal => 'code' in result;

/** A command that was just asked for. */
export function begin(command: Omit<Command, 'state' | 'updatedAt'>, bar: Reason | undefined): Step {
  const { at, by } = command;
  const state = command.persons > 1 ? 'awaiting-approval' : command.byHand ? 'task' : 'ready';
  const asked: Command = { ...command, state, updatedAt: at };
  if (!bar) return { command: asked, change: 'asked', at, by };
  // whoever asked is told at once: nobody relies on it
  return { command: over(asked, 'refused', bar, at), change: 'asked', at, by };
}

type Of<K extends LifeEvent['is']> = Extract<LifeEvent, { is: K }>;
type Said = { by: string; at: number; note?: string | undefined };
const noted = ({ by, at, note }: Said) => ({ by, at, ...(note && { note }) });

function approve(command: Command, event: Of<'approve'>): Step | Refusal {
  if (command.state !== 'awaiting-approval') return tooLate(command, 'duyệt');
  if (event.by === command.by)
    return { code: 'same-person', reason: 'Người ra lệnh không tự duyệt được: cần người thứ hai' };
  if (event.at >= command.expiresAt) return { code: 'expired', reason: 'Lệnh đã hết hạn' };
  const approved: Command = { ...command, approval: noted(event), updatedAt: event.at };
  if (event.bar) return { command: over(approved, 'refused', event.bar, event.at), change: 'ended', ...noted(event) };
  return { command: { ...approved, state: command.byHand ? 'task' : 'ready' }, change: 'approved', ...noted(event) };
}

/** The second person says no, or whoever is to do it by hand says that it cannot be done. */
function refuse(command: Command, event: Of<'refuse'>): Step | Refusal {
  if (command.state === 'awaiting-approval') {
    if (event.by === command.by) return { code: 'same-person', reason: 'Lệnh của chính mình thì rút lại' };
    return end(command, 'refused', ENDS.declined, event);
  }
  if (command.state !== 'task') return tooLate(command, 'từ chối');
  return { ...end(command, 'failed', ENDS.notPossible, event), alarm: 'failed' };
}

function cancel(command: Command, event: Of<'cancel'>): Step | Refusal | undefined {
  switch (command.state) {
    case 'awaiting-approval':
    case 'task':
      return end(command, 'cancelled', ENDS.cancelled, event);
    case 'ready':
      if (command.withdrawing) return { code: 'under-way', reason: 'Lệnh đang được rút lại' };
      // it may be on its way at this moment: the broker says
      return withdraw(command, ENDS.cancelled, event);
    default:
      return tooLate(command, 'rút lại');
  }
}

function handled(command: Command, event: Of<'handled'>): Step | Refusal {
  if (command.state !== 'task') return tooLate(command, 'báo đã làm');
  if (event.at >= command.expiresAt) return { code: 'expired', reason: 'Lệnh đã hết hạn' };
  return settled({ ...command, handled: noted(event) }, 'handled', event);
}

function delivered(command: Command, { outcome, at }: Of<'delivery'>): Step | undefined {
  if (outcome === 'sent') return sent(command, at);
  if (outcome === 'not-sent') {
    if (command.state !== 'sent') return undefined;
    const { sentAt: _, answerBy: __, ...kept } = command;
    return alarmed(kept, 'expired', ENDS.undelivered, at);
  }
  const { withdrawing } = command;
  if (command.state !== 'ready' || !withdrawing) return undefined;
  return TAKEN_BACK.has(withdrawing.reason)
    ? end(command, 'cancelled', withdrawing, { ...withdrawing, at })
    : alarmed(command, 'refused', withdrawing, at);
}

const TAKEN_BACK: ReadonlySet<string> = new Set([ENDS.cancelled.reason, ENDS.superseded.reason]);

function sent(command: Command, at: number): Step | undefined {
  if (command.sentAt !== undefined) return undefined;
  const left: Command = { ...command, sentAt: at, updatedAt: at };
  if (isCommandOver(command)) return { command: left, change: 'noted', at };
  if (command.state !== 'ready') return undefined;
  delete left.withdrawing;
  return { command: { ...left, state: 'sent', answerBy: command.expiresAt + ANSWER_GRACE_MS }, change: 'sent', at };
}

function answered(command: Command, { ok, detail, at }: Of<'receipt'>): Step | undefined {
  if (command.receipt || command.byHand || command.state === 'awaiting-approval') return undefined;
  const receipt = { ok, ...(detail && { detail }), at };
  if (isCommandOver(command)) return { command: { ...command, receipt, updatedAt: at }, change: 'noted', at };
  const told: Command = { ...command, receipt, sentAt: command.sentAt ?? at };
  delete told.withdrawing;
  if (ok) return settled(told, 'answered', { at });
  return alarmed(told, 'failed', deviceRefused(detail), at);
}

/** Said to be done: it is over where nothing is to show it, or was shown already. */
function settled(command: Command, change: CommandChange, said: Partial<Said> & { at: number }): Step {
  const { confirm, shown } = command;
  const { at } = said;
  if (!confirm) return end(command, 'done', ENDS.done, said);
  if (shown) return end(command, 'verified', ENDS.verified, said);
  const waiting: Command = { ...command, state: 'acknowledged', confirmBy: at + confirm.withinMs, updatedAt: at };
  const { by, note } = said;
  return { command: waiting, change, at, ...(by && { by }), ...(note && { note }) };
}

function seen(command: Command, { value, ts, at }: Of<'reading'>): Step | undefined {
  if (command.state !== 'sent' && command.state !== 'acknowledged') return undefined;
  const after = look(command, { value, ts });
  if (after === command) return undefined;
  if (after.shown && after.state === 'acknowledged') return end(after, 'verified', ENDS.verified, { at });
  return { command: after, at };
}

function waited(command: Command, { at, pausedMs }: Of<'tick'>): Step | undefined {
  const { expiresAt, answerBy, confirmBy, state } = command;
  switch (state) {
    case 'awaiting-approval':
      return at >= expiresAt ? end(command, 'expired', ENDS.unapproved, { at }) : undefined;
    case 'task':
      return at >= expiresAt ? alarmed(command, 'expired', ENDS.notHandled, at) : undefined;
    case 'ready':
      return at >= expiresAt + DELIVERY_GRACE_MS ? alarmed(command, 'expired', ENDS.undelivered, at) : undefined;
    case 'sent':
      if (pausedMs > 0) return { command: { ...command, answerBy: answerBy! + pausedMs }, at };
      if (at < answerBy!) return undefined;
      return alarmed(command, 'unanswered', command.shown ? ENDS.shownUnanswered : ENDS.unanswered, at);
    case 'acknowledged':
      if (pausedMs > 0) return { command: { ...command, confirmBy: confirmBy! + pausedMs }, at };
      return at >= confirmBy! ? alarmed(command, 'unconfirmed', ENDS.unconfirmed, at) : undefined;
    default:
      return undefined;
  }
}

/** Not a state of its own: whether it left before, the broker knows. */
function withdraw(command: Command, reason: Reason, said: Partial<Said> & { at: number }): Step {
  const { at, by, note } = said;
  const withdrawing = { ...reason, ...(by && { by }), ...(note && { note }) };
  const changed: Command = { ...command, withdrawing, updatedAt: at };
  return { command: changed, change: 'withdrawing', at, ...(by && { by }), ...(note && { note }) };
}

function superseded(command: Command, { by, at }: Of<'superseded'>): Step | undefined {
  if (isCommandOver(command)) return undefined;
  if (command.state !== 'ready') return end(command, 'cancelled', ENDS.superseded, { at, by });
  return command.withdrawing ? undefined : withdraw(command, ENDS.superseded, { at, by });
}

function clockBack(command: Command, at: number): Step {
  switch (command.state) {
    case 'ready':
      // the broker does not send it with such a clock either
      return withdraw(command, BARS.clock, { at });
    case 'sent':
      return alarmed(command, 'unanswered', ENDS.clockBack, at);
    case 'acknowledged':
      return alarmed(command, 'unconfirmed', ENDS.clockBack, at);
    case 'task':
      return alarmed(command, 'expired', ENDS.clockBack, at);
    default:
      return end(command, 'expired', ENDS.clockBack, { at });
  }
}

function over(command: Command, state: CommandEnd, reason: Reason, at: number, said: Partial<Said> = {}): Command {
  const { by, note } = said;
  const { reason: name, vi, en } = reason;
  const ending = { reason: name, vi, en, at, ...(by && { by }), ...(note && { note }) };
  const ended: Command = { ...command, state, updatedAt: at, ending };
  delete ended.withdrawing;
  return ended;
}

function end(command: Command, state: CommandEnd, reason: Reason, said: Partial<Said> & { at: number }): Step {
  const { at, by, note } = said;
  return {
    command: over(command, state, reason, at, said),
    change: 'ended',
    at,
    ...(by && { by }),
    ...(note && { note }),
  };
}

function alarmed(command: Command, state: CommandEnd, reason: Reason, at: number): Step {
  const alarm = ALARMS[state];
  return { ...end(command, state, reason, { at }), ...(alarm && { alarm }) };
}

function tooLate(command: Command, what: string): Refusal {
  const { ending, state } = command;
  if (ending && isCommandOver(command)) return { code: 'over', reason: `Không ${what} được nữa: ${ending.vi}` };
  if (state === 'sent' || state === 'acknowledged')
    return { code: 'sent', reason: `Không ${what} được nữa: lệnh đã gửi đi. Cần thì ra lệnh dừng` };
  return { code: 'not-now', reason: `Không ${what} được lúc này` };
}
