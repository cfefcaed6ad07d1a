import type { Interval } from '../calendar.js';
import type { Reason } from '../reference.js';
import type { Basis } from '../season/plot.js';

export type AdviceVerdict = 'irrigate' | 'not-needed' | 'wait-for-rain' | 'hold-salty' | 'drain' | 'unknown';
/** `urgent` is told at night too. */
export type Urgency = 'none' | 'soon' | 'urgent';

/** What a farmer is told of a plot, as data: a sentence in either language is made of it elsewhere. */
export interface Advice {
  plot: string;
  owner?: string;
  /** When it was reckoned. */
  at: number;
  verdict: AdviceVerdict;
  urgency: Urgency;
  /** That pump or gate runs, rounded; undefined where nobody knows what it gives. */
  hours?: number;
  /** To take from the canal, rounded. */
  m3?: number;
  /** Exactly: mm and m³ on the field, and m³ to take. There also where it is too little to be told, for the block's turn. */
  need?: { mm: number; net: number; gross: number };
  /** Latest moment to begin, and when it is done; both undefined where there is no time in which water may be taken. */
  deadline?: number;
  doneBy?: number;
  /** When pump or gate runs at the latest. */
  times?: readonly Interval[];
  /** When the field comes to its threshold, without rain that is forecast. */
  thresholdAt?: number;
  /** Not before this moment a notice goes out. */
  sendFrom?: number;
  /** As people see it: cm against the surface, or mm that are missing. */
  level?: number;
  depleted?: number;
  stage?: string;
  basis?: Basis;
  /** Salt of the source now, g/l, and from when on it is not to be taken; undefined where that is old, doubted or not known. */
  source?: { value: number; limit: number; at: number };
  /** It rests on a level that was never measured, here or near by, and most days' weather is not known either: a rough estimate. */
  guessed?: true;
  /** The first is why; the others are what is to be said beside it. */
  why: readonly Reason[];
}
