import type { BlockDay, SkipReason, Turn, TurnChange } from '#hub/contracts';

type Change = Omit<TurnChange, 'key'>;
type Span = Pick<Turn, 'from' | 'to'>;

const of = ({ day, version }: BlockDay): Pick<Change, 'day' | 'version'> => ({ day, version });
const fixedOf = ({ turns }: BlockDay, without: string) =>
  turns.filter(({ plot, fixed }) => fixed && plot !== without).map(({ plot, from, to }) => ({ plot, from, to }));

/** A plot's turns of a day as one: from its first hour that is not done, as long as all of them. Undefined: it has none. */
export function turnOf({ turns }: BlockDay, plot: string): Turn | undefined {
  const parts = turns.filter((turn) => turn.plot === plot && !turn.done);
  const [first] = parts;
  if (!first) return undefined;
  const sum = (of: (turn: Turn) => number) => parts.reduce((all, turn) => all + of(turn), 0);
  return { ...first, to: first.from + sum(({ from, to }) => to - from), given: sum(({ given }) => given) };
}

/** The plot has its turn then, and the plan goes round it. */
export const fixing = (block: BlockDay, plot: string, { from, to }: Span): Change => ({
  ...of(block),
  fixed: [...fixedOf(block, plot), { plot, from, to }].sort((a, b) => a.from - b.from),
});

/** The plot has no turn on that day. */
export const skipping = (block: BlockDay, plot: string, reason: SkipReason): Change => ({
  ...of(block),
  fixed: fixedOf(block, plot),
  skipped: [...skippedOf(block, plot), { plot, reason }],
});
/** What the keeper made of the plot is taken back. */
export const freeing = (block: BlockDay, plot: string): Change => ({
  ...of(block),
  fixed: fixedOf(block, plot),
  skipped: skippedOf(block, plot),
});
/** The whole day is as the hub proposes it. */
export const proposing = (block: BlockDay): Change => ({ ...of(block), order: [], fixed: [], skipped: [] });

const skippedOf = ({ skipped }: BlockDay, without: string) =>
  skipped.filter(({ plot }) => plot !== without).map(({ plot, key }) => ({ plot, reason: key }));

/** The plots whose turns may still move, in their order: none of a plot's turns has begun, is done or was set. */
function movable({ turns }: BlockDay, now: number): string[] {
  const set = new Set(turns.filter(({ fixed, done, from }) => fixed || done || from <= now).map(({ plot }) => plot));
  return [...new Set(turns.map(({ plot }) => plot))].filter((plot) => !set.has(plot));
}

/** The plot goes before the one before it, or after the one after it. Undefined: there is none. */
export function moving(block: BlockDay, plot: string, by: -1 | 1, now: number): Change | undefined {
  const order = movable(block, now);
  const at = order.indexOf(plot);
  const other = order[at + by];
  if (at < 0 || other === undefined) return undefined;
  order[at] = other;
  order[at + by] = plot;
  return { ...of(block), order };
}

/** Whether the keeper has changed anything of the day that can be taken back. */
export const isChanged = ({ turns, order, skipped }: BlockDay): boolean =>
  order.length > 0 || skipped.length > 0 || turns.some(({ fixed }) => fixed);
