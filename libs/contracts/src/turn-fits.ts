/** Why a turn cannot be where a keeper wants it. */
export type TurnRefusal = { key: 'past' } | { key: 'overlap'; with: string; from: number; to: number };

interface Asked {
  plot: string;
  from: number;
  to: number;
  /** What the plot's own pump gives, m³/h; undefined: its turn takes all that comes. */
  pump?: number | undefined;
}
interface Stands extends Asked {
  /** Stays where it is: set by the keeper, or begun. */
  stays: boolean;
  done: boolean;
}

/** A thumb needs its time. */
const SLACK_MS = 5 * 60_000;

/**
 * Whether a turn may be set: it does not begin or lie in the past (what has begun may be longer or shorter), and with those
 * that stay it takes no more than comes to the block, m³/h. Where nobody knows what comes that is not asked. Undefined: it may.
 */
export function turnRefusal(
  turn: Asked,
  others: readonly Stands[],
  { now, flow }: { now: number; flow?: number | undefined },
): TurnRefusal | undefined {
  const begun = others.some(({ plot, from }) => plot === turn.plot && from === turn.from);
  if (turn.to <= now || (!begun && turn.from < now - SLACK_MS)) return { key: 'past' };
  if (flow === undefined) return undefined;
  const taken = ({ pump }: Asked) => Math.min(pump ?? flow, flow);
  const beside = others.filter(
    (one) => one.stays && !one.done && one.plot !== turn.plot && one.from < turn.to && one.to > turn.from,
  );
  // it is worst where another one begins, or this one does
  for (const at of [turn.from, ...beside.map(({ from }) => Math.max(from, turn.from))]) {
    const together = beside.filter(({ from, to }) => from <= at && at < to);
    const sum = together.reduce((all, one) => all + taken(one), taken(turn));
    const last = together.at(-1);
    if (last && sum > flow) return { key: 'overlap', with: last.plot, from: last.from, to: last.to };
  }
  return undefined;
}
