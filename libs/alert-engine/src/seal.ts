import { LIMITS } from './limits.js';
import type { Changed, SeriesPlan } from './plan.js';
import { after } from './series.js';
import { fold } from './value-watch.js';

/**
 * Keeps memory bounded: folds the oldest samples of a series into the conditions that watch it. Late data older than
 * that is history in the store and changes no incident any more.
 */
export function sealWhenFull(changed: Changed, sp: SeriesPlan): void {
  const { series } = sp;
  const open = series.ts.length - series.sealed;
  if (open > LIMITS.samples) seal(changed, sp, series.ts.length - LIMITS.samplesKept);
  else
    for (const watch of sp.watches) {
      if (watch.incidents.length <= LIMITS.incidents) continue;
      const last = watch.incidents[watch.incidents.length - LIMITS.incidentsKept - 1]!;
      seal(changed, sp, Math.max(after(series, last.end ?? last.start), series.sealed));
      return;
    }
}

function seal(changed: Changed, sp: SeriesPlan, to: number): void {
  const { series } = sp;
  for (const watch of sp.watches) {
    fold(watch, to);
    changed.watches.add(watch.key);
    changed.targets.add(watch.target);
  }
  series.sealed = to;
  series.sealedTo = series.ts[to - 1] ?? series.sealedTo;
  const context = after(series, series.sealedTo - sp.contextMs);
  const drop = Math.max(Math.min(context, to), to - LIMITS.contextSamples);
  series.ts = series.ts.slice(drop);
  series.values = series.values.slice(drop);
  series.sealed -= drop;
  for (const watch of sp.watches)
    if (watch.verdicts) {
      watch.verdicts = watch.verdicts.slice(drop);
      watch.backgrounds = watch.backgrounds!.slice(drop);
    }
}
