import { z } from 'zod';
import type { Metric } from './metrics.js';
import type { Tick } from './telemetry.js';

/**
 * What a value is worth; absent means good. All are kept and shown, and none is evidence. `suspect` cannot be, or not
 * then: it never alarms, nor do `calibrating` and `fault`. `doubted` may well be, but its probe is not to be trusted: it
 * never pages alone.
 */
export const QUALITIES = ['suspect', 'calibrating', 'fault', 'missing', 'doubted'] as const;
export const qualitySchema = z.enum(QUALITIES);
export type Quality = z.infer<typeof qualitySchema>;

/** Measurements of one device at one time, after decoding and grading. */
export interface Reading {
  type: 'reading';
  commune: string;
  device: string;
  /** Measurement name in the store (the profile's kind). */
  kind: string;
  /** Event time, milliseconds. */
  ts: number;
  received: number;
  /** `received − ts` was more than the profile's allowance. Decided once, where the profile is known. */
  late: boolean;
  values: Partial<Record<Metric, number>>;
  quality?: Partial<Record<Metric, Quality>>;
  simulated: boolean;
}

/** A value that is beyond a limit which holds at its own place alone: what a sentence about it is made of. */
export interface Beyond {
  metric: Metric;
  /** Event time from which on it has been so: it is told of when it has held. */
  since: number;
  /** In the metric's unit, as are the others: what it is now, the worst so far, and the bound that it passed. */
  value: number;
  peak: number;
  limit: number;
  side: 'above' | 'below';
  /** What the limit is of: "QCVN 40:2011, cột B". */
  limitOf: { vi: string; en: string };
}

/** Something that happened, rather than a quantity: a camera saw a person, a door opened. */
export interface DeviceEvent {
  type: 'event';
  commune: string;
  device: string;
  ts: number;
  received: number;
  late: boolean;
  /** Our own words for what codecs bring: `person`, `vehicle`, `smoke`, `fire`, `motion`, `relay`, … */
  event: string;
  /** The sender's id of the occurrence; repeats carry the same one. */
  eventId?: string;
  /** `end` closes an occurrence that has a length. */
  phase: 'start' | 'update' | 'end';
  zones?: string[];
  score?: number;
  /** The hub says it of the device, which sent nothing: nobody was heard. */
  byHub?: true;
  /** Of an end that the hub says: nothing is heard any more that could tell whether it is over. */
  lost?: true;
  /** What the command that it is about is called. */
  command?: { vi: string; en: string };
  /** Of an event that is about a value and its limit. */
  beyond?: Beyond;
  simulated: boolean;
}

/** What a device says of its own link (last will, LWT, availability). */
export interface DeviceStatus {
  type: 'status';
  commune: string;
  device: string;
  online: boolean;
  /**
   * The device itself sent something (an empty uplink, a contact at rest). Absent where only its link is spoken of: a
   * connection may stay open although the probe is dead.
   */
  heard?: true;
  received: number;
}

/** Items of the `readings` stream. Ticks pass through so that rules see time and data in one order. */
export type ReadingsItem = Reading | DeviceEvent | DeviceStatus | Tick;

/**
 * Items of the `presence` stream: a change of what is known about a device's link. `silent` is against the profile's
 * interval and may name single metrics; `offline` is what the broker or the device itself said.
 */
export interface Presence {
  device: string;
  link: 'online' | 'offline' | 'silent' | 'never';
  /** Since when, milliseconds. */
  since: number;
  /** Last time anything came, milliseconds. */
  lastSeen?: number;
  /** Metrics that stopped while others go on. */
  silentMetrics: Metric[];
}
