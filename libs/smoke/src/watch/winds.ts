import type { WindStep } from '../locate.js';
import type { SmokeRules } from '../rules.js';
import { HOUR_MS, MINUTE_MS } from '../time.js';
import { meanWind } from '../wind.js';
import type { WindSample, WindState } from './state.js';

/** Samples before `to` become steps; steps too old to tell of smoke that is under way are dropped. */
export function closeWind({ open, steps }: WindState, to: number, { locate }: SmokeRules): WindState {
  const keepFrom = to - locate.hours * HOUR_MS - locate.travelMinutes * MINUTE_MS;
  const closed = stepsOf(
    open.filter(([ts]) => ts < to),
    locate.windStepMinutes * MINUTE_MS,
  );
  return {
    open: open.filter(([ts]) => ts >= to),
    steps: [...steps, ...closed].filter(({ start }) => start >= keepFrom),
  };
}

export function stepsOf(samples: readonly WindSample[], length: number): WindStep[] {
  const groups = new Map<number, WindSample[]>();
  for (const sample of samples) {
    const start = Math.floor(sample[0] / length) * length;
    groups.set(start, [...(groups.get(start) ?? []), sample]);
  }
  return [...groups.entries()]
    .sort(([a], [b]) => a - b)
    .map(([start, own]) => {
      const { from, speed } = meanWind(own.map(([, degrees, metres]) => ({ from: degrees, speed: metres })))!;
      const sun = own.flatMap(([, , , radiation]) => (radiation === null ? [] : [radiation]));
      const step = { start, from: Math.round(from * 10) / 10, speed: Math.round(speed * 100) / 100 };
      return sun.length > 0 ? { ...step, radiation: Math.round(sun.reduce((a, b) => a + b) / sun.length) } : step;
    });
}
