import { CLOCK_TOLERANCE_MS, type ClockState, type DeviceEvent, type Quality, type Reading } from '#hub/contracts';
import type { Happened, Measured } from '../decode/decoded.js';
import { joinCounters } from './channels.js';
import type { DevicePlan } from '../decode/plan.js';

/** However wrong the hub's own clock is: nothing is measured after the year 2100. */
const LAST_MS = Date.UTC(2100, 0, 1);

/** When the packet came, what was known of the hub's clock then, and when it counts as known to the hub. */
export interface Arrival {
  received: number;
  clock: ClockState;
  /** Later than `received` only for a packet that was understood on a second look; it is late against this. */
  learnt: number;
}

export interface EventTime {
  ts: number;
  late: boolean;
  /** Why the device's own time is not used. */
  doubt?: 'unreadable' | 'in-the-future' | 'before-installation';
}

/**
 * Event time: the device's, unless it cannot be. A clock up to ten minutes wrong is believed, ahead of the hub as well
 * as before the installation. While the hub's own clock is behind it is no judge of what lies in the future.
 */
export function eventTime(ts: number | undefined, plan: DevicePlan, arrival: Arrival): EventTime {
  const { received, clock, learnt } = arrival;
  const doubt = ts === undefined ? undefined : doubtOf(ts, plan, received, clock);
  const time = ts === undefined || doubt ? received : ts;
  const late = learnt - time > plan.lateAfterMs;
  return doubt ? { ts: time, late, doubt } : { ts: time, late };
}

function doubtOf(ts: number, plan: DevicePlan, received: number, clock: ClockState): EventTime['doubt'] {
  if (Number.isNaN(ts)) return 'unreadable';
  if (ts > LAST_MS) return 'in-the-future';
  if (ts > received + CLOCK_TOLERANCE_MS && clock !== 'behind') return 'in-the-future';
  if (ts < plan.device.installedAt - CLOCK_TOLERANCE_MS) return 'before-installation';
  return undefined;
}

/** A decoded measurement becomes a reading: its time is checked, and each value gets its quality. */
export function gradeReading(draft: Measured, arrival: Arrival): Reading {
  const { plan, marks } = draft;
  const { values, apart } = joinCounters(draft.values, plan);
  const time = eventTime(draft.ts, plan, arrival);
  const { device } = plan;
  const reading: Reading = {
    type: 'reading',
    commune: device.commune,
    device: device.id,
    kind: plan.profile.kind,
    ts: time.ts,
    received: arrival.received,
    late: time.late,
    values,
    simulated: plan.simulated,
  };
  const all = plan.blanket ?? (time.doubt ? 'suspect' : undefined);
  let quality: Reading['quality'] = marks && { ...marks };
  for (const name in values) {
    const metric = name as keyof typeof values;
    const doubted = plan.doubted?.has(metric) || (apart && metric === 'pm25') ? 'doubted' : undefined;
    const grade = all ?? gradeValue(values[metric]!, plan.ranges[metric]) ?? doubted;
    if (grade) (quality ??= {})[metric] = grade;
  }
  if (quality) reading.quality = quality;
  return reading;
}

const gradeValue = (value: number, [min, max]: readonly [number, number]): Quality | undefined =>
  value < min || value > max ? 'suspect' : undefined;

export function gradeEvent(draft: Happened, arrival: Arrival): DeviceEvent {
  const { plan, event, eventId, phase, zones, score } = draft;
  const { ts, late } = eventTime(draft.ts, plan, arrival);
  return {
    type: 'event',
    commune: plan.device.commune,
    device: plan.device.id,
    ts,
    received: arrival.received,
    late,
    event,
    ...(eventId !== undefined && { eventId }),
    phase,
    ...(zones && { zones }),
    ...(score !== undefined && { score }),
    simulated: plan.simulated,
  };
}
