import type { Advice, FarmDay, FarmPlot } from '#hub/contracts';
import { DAY_MS, startOfDay } from '../format/clock.js';
import type { FarmJob } from './outbox/farm-job.js';

/** Builders for specs: a valid thing, and what differs from it. */
export const MORNING = Date.parse('2026-03-12T10:20:00+07:00');
export const TODAY = startOfDay(MORNING);

export const anAdvice = (over: Partial<Advice> = {}): Advice => ({
  ...{ plot: 'sau-dinh', at: MORNING - 1_200_000, verdict: 'irrigate', urgent: false, basis: 'measured' },
  ...{ why: { vi: 'Vì', en: 'Why' }, sms: '', spoken: { vi: '', en: '' }, notes: [], simulated: false },
  ...over,
});
export const aPlot = (over: Partial<FarmPlot> = {}): FarmPlot => ({
  ...{ id: 'sau-dinh', name: 'Ruộng sau đình', crop: 'rice', areaM2: 1800, version: 1, days: [], answers: [] },
  ...over,
});
export const aJob = (order: number, over: Partial<FarmJob> = {}): FarmJob => ({
  ...{ key: `job-${order}`, person: 'sau', plot: 'sau-dinh', order, doneAt: MORNING - 60_000 + order },
  ...{ deed: { did: 'irrigated', hours: 4 }, state: 'queued' },
  ...over,
});
/** So many days from today, and what is known of that one. */
export const aDay = (from: number, over: Partial<FarmDay> = {}): FarmDay => ({ day: TODAY + from * DAY_MS, ...over });
