import type { WindStep } from '../locate.js';
import type { SmokeRules } from '../rules.js';
import { HOUR_MS, MINUTE_MS } from '../time.js';
import { meanWind, type Wind } from '../wind.js';
import type { WindSample, WindState } from './state.js';

/** Samples before `to` become steps; steps too old to tell of smoke that is under way are dropped. */
export function closeWind({ open, steps }: WindState, to: number, { locate }: SmokeRules): WindState {
  const keepFrom = to - locate.hours * HOUR_MS - locate.travelMinutes * MINUTE_MS;
  const closed = stepsOf(
    open.filter(([, ts]) => ts < to),
    locate.windStepMinutes * MINUTE_MS,
  );
  return {
    open: open.filter(([, ts]) => ts >= to),
    steps: [...steps, ...closed].filter(({ start }) => start >= keepFrom),
  };
}

/** Winds of steps of `length` ms: the mean of each mast, and of those, each counting as much however often it measures. */
export function stepsOf(samples: readonly WindSample[], length: number): WindStep[] {
  const groups = new Map<number, WindSample[]>();
  for (const sample of samples) {
    const start = Math.floor(sample[1] / length) * length;
    groups.set(start, [...(groups.get(start) ?? []), sample]);
  }
  return [...groups.entries()].sort(([a], [b]) => a - b).map(([start, own]) => stepOf(start, own));
}

function stepOf(start: number, samples: readonly WindSample[]): WindStep {
  const masts = new Map<string, Wind[]>();
  for (const [mast, , from, speed] of samples) masts.set(mast, [...(masts.get(mast) ?? []), { from, speed }]);
  const { from, speed, spread } = meanWind([...masts.values()].map((own) => meanWind(own)!))!;
  const sun = samples.flatMap(([, , , , radiation]) => (radiation === null ? [] : [radiation]));
  return {
    ...{ start, from: Math.round(from * 10) / 10, speed: Math.round(speed * 100) / 100 },
    ...(sun.length > 0 && { radiation: Math.round(sun.reduce((a, b) => a + b) / sun.length) }),
    ...(masts.size > 1 && { masts: masts.size, apart: Math.round(spread * 10) / 10 }),
  };
}
