import type { DeviceEvent, Metric, Packet } from '#hub/contracts';
import type { AccountPlan, DevicePlan } from './plan.js';

/** What a codec read, before it is graded. `ts`: undefined where the sender gave no time, NaN where it is unreadable. */
export interface Measured {
  is: 'measured';
  plan: DevicePlan;
  ts: number | undefined;
  /** Finite numbers in the catalogue's units. */
  values: Partial<Record<Metric, number>>;
  /** Metrics the sender named without a usable number. */
  marks?: Partial<Record<Metric, 'missing' | 'fault'>>;
  /** The sender's idempotency key: the same device and key again is a repeat. */
  repeatKey?: string;
}
export interface Happened {
  is: 'happened';
  plan: DevicePlan;
  ts: number | undefined;
  event: string;
  eventId?: string;
  phase: DeviceEvent['phase'];
  zones?: string[];
  score?: number;
}
export interface LinkSaid {
  is: 'link';
  plan: DevicePlan;
  online: boolean;
  /** By a packet of the device that says nothing else. */
  heard?: true;
}
export interface StillSeen {
  is: 'still';
  plan: DevicePlan;
  jpeg: Uint8Array;
}
/** What became of a command. */
export interface Answered {
  is: 'answered';
  plan: DevicePlan;
  command: string;
  ok: boolean;
  detail?: string;
}
export type Draft = Measured | Happened | LinkSaid | StillSeen | Answered;

export interface Problem {
  is: 'unrecognised' | 'undecodable';
  reason: string;
}
export interface Items {
  is: 'items';
  drafts: Draft[];
  /** Keys of this device that carry values and are not in the catalogue: said once per device and key. */
  unknown?: { plan: DevicePlan; keys: string[] };
  /** Part of the packet could not be used; it is kept beside what could. */
  problem?: Problem;
}
/** Known traffic that carries nothing for the hub (bridge logs). */
export interface Ignored {
  is: 'ignored';
}
export type Decoded = Items | Ignored | Problem;

/** Reads a packet of an account. Never throws for bad input; keys from the wire never become field names. */
export type Decode = (packet: Packet, account: AccountPlan) => Decoded;

export const heardFrom = (plan: DevicePlan): LinkSaid => ({ is: 'link', plan, online: true, heard: true });
export const IGNORED: Ignored = { is: 'ignored' };
export const unrecognised = (reason: string): Problem => ({ is: 'unrecognised', reason });
export const undecodable = (reason: string): Problem => ({ is: 'undecodable', reason });
export const items = (...drafts: Draft[]): Items => ({ is: 'items', drafts });

/** Notes a value under its metric; NaN stands for "named, but no number". The first value of a metric stays. */
export function put(into: Measured, metric: Metric, value: number, mark: 'missing' | 'fault' = 'missing'): void {
  if (into.values[metric] !== undefined) return;
  if (Number.isFinite(value)) {
    into.values[metric] = value;
    if (into.marks) delete into.marks[metric];
  } else (into.marks ??= {})[metric] = mark;
}
export const measuredAnything = (m: Measured): boolean => m.marks !== undefined || !isEmpty(m.values);

function isEmpty(values: object): boolean {
  for (const _ in values) return false;
  return true;
}
