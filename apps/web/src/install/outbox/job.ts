import type { DeviceCheck } from '#hub/contracts';
import type { Registration } from '../draft/draft.js';

/** Why the hub did not take a box, and what somebody can do about it. */
export interface Problem {
  /** The hub's name for it: `already-claimed`, `name-taken`, `unknown-code`, `expired` … */
  code: string;
  /** The hub's words, Vietnamese. */
  message: string;
  /** When it said so. */
  at: number;
  /** Of `already-claimed`: who put it up, and when. */
  by?: string;
  /** It was whoever sent this. */
  own?: boolean;
  claimedAt?: number;
  /** Id of the device that it is, or that has the name. */
  device?: string;
  fields?: { field: string; problem: string }[];
}

/** A box that was put up: it waits to be sent, was not taken, or is registered and followed until it is heard. */
export interface Job {
  /** The installation's key. */
  key: string;
  person: string;
  /** Jobs are sent in this order. */
  order: number;
  registration: Registration;
  hasPhoto: boolean;
  state: 'queued' | 'refused' | 'sent';
  problem?: Problem;
  sentAt?: number;
  /** Its id in the hub, once it is registered. */
  device?: string;
  /** How it did when the hub was last asked. */
  check?: DeviceCheck;
  checkedAt?: number;
  /** When its first values were seen here, or shown to somebody. */
  heardAt?: number;
  /** A refusal that was answered by a new password, by its time at the hub: only a later one counts. */
  answered?: number;
}

/** How it does, without a refusal that was answered. */
export function checkOf({ check, answered }: Job): DeviceCheck | undefined {
  if (check?.state !== 'refused' || !check.refusal || check.refusal.last > (answered ?? -Infinity)) return check;
  const { refusal: _, ...rest } = check;
  return { ...rest, state: 'waiting' };
}

/** How a job stands, in one word. */
export type JobState = 'queued' | 'refused' | 'waiting' | 'turned-away' | 'off-profile' | 'heard';
export function stateOf(job: Job): JobState {
  if (job.state !== 'sent') return job.state;
  const state = checkOf(job)?.state ?? 'waiting';
  return state === 'refused' ? 'turned-away' : state;
}

/** Problems that somebody can do something about here, each in its own way. */
export const PROBLEMS = [
  'already-claimed',
  'name-taken',
  'not-now',
  'unknown-code',
  'expired',
  'forbidden',
  'too-large',
] as const;
export type ProblemKind = (typeof PROBLEMS)[number] | 'other';
export const problemKind = (code: string): ProblemKind => PROBLEMS.find((one) => one === code) ?? 'other';
