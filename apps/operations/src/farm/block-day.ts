import {
  type BlockDay,
  type Block,
  isShort,
  type Plot,
  SKIP_REASONS,
  type SkipReason,
  TURN_PROBLEMS,
  type TurnPlan,
} from '#hub/contracts';
import type { FarmBoard } from './farm-board.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const OFFSET_MS = 7 * HOUR_MS;

/** First moment of the day in Vietnam. */
export const startOfDay = (at: number): number => Math.floor((at + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS;

/** What a block's day is made of beside its plan. */
interface About {
  block: Block;
  plots: readonly Plot[];
  gates: readonly string[];
  /** Of people, by their ids. */
  names: Readonly<Record<string, string>>;
}

/** A keeper's view of a plan: names in place of ids, problems in words, and what the block's plots are advised. */
export function blockDay(
  board: FarmBoard,
  { block, plots, gates, names }: About,
  { day, plan }: { day: number; plan: TurnPlan | undefined },
): BlockDay {
  const { turns = [], needs = {}, capacity, open = [], order = [], skipped = [], version = 0 } = plan ?? {};
  const byId = new Map(plots.map((plot) => [plot.id, plot]));
  const nameOf = (id: string) => byId.get(id)?.ownName ?? id;
  const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0);
  const hoursOf = (list: readonly { from: number; to: number }[]) =>
    sum(list.map(({ from, to }) => (to - from) / HOUR_MS));
  const need = sum(Object.values(needs));
  return {
    ...{ block: block.id, name: block.name, day, version, gates: [...gates], order, open },
    turns: turns.map(({ plot, from, to, m3, fixed, done }) => {
      const owner = names[byId.get(plot)?.owner ?? ''];
      const pump = byId.get(plot)?.pumpM3h;
      return {
        ...{ plot, name: nameOf(plot), ...(owner !== undefined && { owner }), from, to, fixed, done },
        ...{ need: Math.round(needs[plot] ?? 0), given: Math.round(m3), ...(pump !== undefined && { pump }) },
      };
    }),
    skipped: skipped.map(({ plot, reason }) => ({ plot, name: nameOf(plot), key: reason, reason: skipWords(reason) })),
    ...(capacity !== undefined && { flow: capacity }),
    ...{ hours: hoursOf(turns), need: Math.round(need) },
    ...(capacity !== undefined && { available: Math.round(capacity * hoursOf(open)) }),
    short: plan !== undefined && isShort(plan),
    problems: problemsOf(plan, nameOf),
    advice: plots.flatMap(({ id }) => board.of(id)?.advice ?? []),
    simulated: plan?.simulated ?? false,
  };
}

const skipWords = (reason: SkipReason) => ({ vi: SKIP_REASONS[reason].vi, en: SKIP_REASONS[reason].en });

/** So many plots stand by name in one sentence. */
const NAMED = 5;

function problemsOf(plan: TurnPlan | undefined, nameOf: (plot: string) => string): BlockDay['problems'] {
  return (plan?.problems ?? []).map(({ key, plots = [] }) => {
    const { vi, en } = TURN_PROBLEMS[key];
    if (plots.length === 0) return { vi: `${vi}.`, en: `${en}.` };
    const named = plots.slice(0, NAMED).map(nameOf).join(', ');
    const more = plots.length - NAMED;
    return {
      vi: `${vi}: ${named}${more > 0 ? ` và ${more} thửa khác` : ''}.`,
      en: `${en}: ${named}${more > 0 ? ` and ${more} more` : ''}.`,
    };
  });
}

/** A plot's turn that is on or comes next, today or tomorrow. */
export function nextTurn(board: FarmBoard, { id, block }: Plot, now: number): { from: number; to: number } | undefined {
  if (block === undefined) return undefined;
  const today = startOfDay(now);
  for (const day of [today, today + DAY_MS]) {
    const turns = board.planOf(block, day)?.turns ?? [];
    const next = turns.find((turn) => turn.plot === id && !turn.done && turn.to > now);
    if (next) return { from: next.from, to: next.to };
  }
  return undefined;
}

/** Why a plot has no turn today, as its keeper said. */
export function skippedToday(
  board: FarmBoard,
  { id, block }: Plot,
  now: number,
): { vi: string; en: string } | undefined {
  const plan = block === undefined ? undefined : board.planOf(block, startOfDay(now));
  const found = plan?.skipped?.find(({ plot }) => plot === id);
  return found && skipWords(found.reason);
}
