import type { Interval } from '../calendar.js';

/** What a plot of a block wants. */
export interface PlotNeed {
  plot: string;
  /** Gate that lets it in. */
  gate?: string | undefined;
  /** To take from the canal, m³. */
  m3: number;
  /** It suffers already. */
  stress?: boolean | undefined;
  /** Share of its need that it got last time, 0…1; undefined: it was not in want. */
  lastShare?: number | undefined;
}

/** A gate is open for a plot. */
export interface Turn extends Interval {
  plot: string;
  gate?: string;
  m3: number;
  /** Set by the keeper: stays where it is. */
  locked?: boolean;
}
