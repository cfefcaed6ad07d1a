import type { Outlook } from '../forecast/forecast.js';
import type { Reason } from '../reference.js';
import type { NoSeason } from '../season/season.js';
import type { PlotState } from '../season/state.js';
import type { Advice, AdviceVerdict } from './advice.js';
import type { Wanted } from './floors.js';
import { type Ahead, hoursLater } from './look-ahead.js';
import type { Saltiness } from './supply.js';

/** Of these nothing is wanted; of the others nothing is known. */
const NO_NEED: readonly NoSeason['reason'][] = ['not-irrigated', 'not-sown-yet'];

/** What is said of a plot that has no balance. Salt at the sluice keeps its gate shut whatever is not known of it. */
export function noAdvice({ plot, reason }: NoSeason, salt: Saltiness, at: number): Advice {
  const noNeed = NO_NEED.includes(reason);
  const salty = salt.stops && !noNeed;
  return {
    plot: plot.id,
    ...(plot.owner !== undefined && { owner: plot.owner }),
    ...(salty ? HOLD : { urgency: 'none', verdict: noNeed ? 'not-needed' : 'unknown' }),
    at,
    why: [
      ...(salty ? salt.reasons : []),
      { key: reason },
      ...(salty || noNeed ? [] : salt.reasons),
      ...(plot.owner === undefined ? [{ key: 'no-owner' }] : []),
    ],
  };
}

export const HOLD = { verdict: 'hold-salty', urgency: 'soon' } as const;

/** Why water is wanted: which floor, where the field is, and when it meets it. */
export function whyNeeded({ at, level, depleted, saltAt }: PlotState, wanted: Wanted, { meets }: Ahead): Reason {
  const figures = {
    ...wanted.figures,
    ...(level !== undefined && { level }),
    ...(depleted !== undefined && { depleted }),
    ...(meets !== undefined && { at: hoursLater(at, meets) }),
  };
  if (wanted.key === 'flush-salt') return { key: 'flush-salt', figures: { since: saltAt! } };
  if (wanted.key === 'level' || wanted.key === 'soil')
    return { key: meets === 0 ? `${wanted.key}-reached` : `${wanted.key}-nears`, figures };
  return { key: wanted.key, figures };
}

/** An estimate: by the model alone, or from the last reading of a neighbour's tube on. */
const wentOn = (borrowed: PlotState['borrowed'], at: number | undefined): Reason =>
  borrowed && at !== undefined ? { key: 'borrowed-until', figures: { ...borrowed, at } } : { key: 'estimated' };

/** What was told and the tube does not show; once it should, only to whoever is to take water all the same. */
function unseenOf({ unseen }: PlotState, verdict: AdviceVerdict): Reason[] {
  if (unseen?.is === 'awaited') return [{ key: 'inflow-awaited' }];
  return unseen && verdict === 'irrigate' ? [{ key: 'inflow-missing', figures: { at: unseen.at } }] : [];
}

/** What goes by the level itself; salt and waste water, and a field that is to run dry, do not wait for a tube to be read. */
const BY_LEVEL: readonly AdviceVerdict[] = ['irrigate', 'not-needed', 'wait-for-rain'];

/** Whether its own level is a guess on which the verdict rests. What is borrowed was measured, if not here. */
export const isGuess = ({ guessed, basis }: PlotState, verdict: AdviceVerdict): boolean =>
  guessed && basis === 'estimated' && BY_LEVEL.includes(verdict);

/** What is said beside any verdict: what was assumed, refused, borrowed, or is old. */
export function besides(state: PlotState, outlook: Outlook, verdict: AdviceVerdict): readonly Reason[] {
  const { basis, borrowed, saltAt, field, notes, measured } = state;
  return [
    ...(saltAt !== undefined && verdict !== 'irrigate' ? [{ key: 'salt-in-field', figures: { since: saltAt } }] : []),
    ...(basis === 'borrowed' ? [{ key: 'borrowed', figures: { ...borrowed! } }] : []),
    ...(basis === 'estimated' ? [wentOn(borrowed, measured?.at)] : []),
    ...unseenOf(state, verdict),
    ...(isGuess(state, verdict) ? [{ key: 'level-guessed' }] : []),
    ...notes,
    ...(outlook.reason ? [outlook.reason] : []),
    ...(field.plot.owner === undefined ? [{ key: 'no-owner' }] : []),
  ];
}
