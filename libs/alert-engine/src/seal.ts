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
  const { length, sealed } = series;
  if (length - sealed > LIMITS.samples) seal(changed, sp, length - LIMITS.samplesKept);
  else if (
    length - sealed > LIMITS.samplesAtOnce &&
    series.time(sealed + LIMITS.samplesAtOnce) < series.newest - sp.keepMs
  )
    seal(changed, sp, after(series, series.newest - sp.keepMs));
  else
    for (const watch of sp.watches) {
      if (watch.incidents.length <= LIMITS.incidents) continue;
      const last = watch.incidents[watch.incidents.length - LIMITS.incidentsKept - 1]!;
      seal(changed, sp, Math.max(after(series, last.end ?? last.start), sealed));
      return;
    }
}

function seal(changed: Changed, sp: SeriesPlan, to: number): void {
  const { series } = sp;
  for (const watch of sp.watches) {
    fold(watch, to);
    changed.watches.add(watch.key);
  }
  if (to > 0) series.sealUpTo(series.time(to - 1));
  dropSealed(sp);
}

/** Keeps of the folded samples those that a rate or neighbours still look at. */
export function dropSealed({ series, watches, contextMs }: SeriesPlan): void {
  const { sealed } = series;
  const context = after(series, series.sealedTo - contextMs);
  const drop = Math.max(Math.min(context, sealed), sealed - LIMITS.contextSamples);
  if (drop === 0) return;
  series.keep(drop, series.length);
  for (const watch of watches) watch.judged?.keep(drop, watch.judged.length);
}
