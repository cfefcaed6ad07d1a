import {
  type Advice,
  type BlockDay,
  type Block,
  type FarmRecord,
  isShort,
  OBSTACLES,
  type Plot,
  plotName,
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
  /** What was said of its plots on that day. */
  records: readonly FarmRecord[];
  /** Of people, by their ids. */
  names: Readonly<Record<string, string>>;
}

/** A keeper's view of a plan: names in place of ids, problems in words, and what the block's plots are advised. */
export function blockDay(
  board: FarmBoard,
  { block, plots, gates, names, records }: About,
  { day, plan }: { day: number; plan: TurnPlan | undefined },
): BlockDay {
  const { turns = [], needs = {}, capacity, open = [], order = [], skipped = [], version = 0 } = plan ?? {};
  const byId = new Map(plots.map((plot) => [plot.id, plot]));
  const nameOf = (id: string) => byId.get(id)?.ownName ?? id;
  const ownerOf = (id: string) => {
    const owner = names[byId.get(id)?.owner ?? ''];
    return owner === undefined ? {} : { owner };
  };
  const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0);
  const hoursOf = (list: readonly { from: number; to: number }[]) =>
    sum(list.map(({ from, to }) => (to - from) / HOUR_MS));
  const need = sum(Object.values(needs));
  const advice = plots.flatMap(({ id }) => board.of(id)?.advice ?? []);
  const unknown = advice
    .filter(({ verdict }) => verdict === 'unknown')
    .map(({ plot, why }) => ({ plot, name: nameOf(plot), ...ownerOf(plot), why }));
  return {
    ...{ block: block.id, name: block.name, day, version, gates: [...gates], order, open },
    turns: turns.map(({ plot, from, to, m3, fixed, done }) => {
      const pump = byId.get(plot)?.pumpM3h;
      return {
        ...{ plot, name: nameOf(plot), ...ownerOf(plot), from, to, fixed, done },
        ...{ need: Math.round(needs[plot] ?? 0), given: Math.round(m3), ...(pump !== undefined && { pump }) },
      };
    }),
    skipped: skipped.map(({ plot, reason }) => ({ plot, name: nameOf(plot), key: reason, reason: skipWords(reason) })),
    couldNot: obstaclesIn(records).map(({ plot, reason, at }) => ({
      ...{ plot, name: nameOf(plot), ...ownerOf(plot), reason, at },
    })),
    ...(unknown.length > 0 && { unknown }),
    ...(capacity !== undefined && { flow: capacity }),
    ...{ hours: hoursOf(turns), need: Math.round(need) },
    ...(capacity !== undefined && { available: Math.round(capacity * hoursOf(open)) }),
    short: plan !== undefined && isShort(plan),
    problems: [...problemsOf(plan, byId), ...unownedIn(block, plots)],
    advice,
    simulated: plan?.simulated ?? false,
  };
}

const skipWords = (reason: SkipReason) => ({ vi: SKIP_REASONS[reason].vi, en: SKIP_REASONS[reason].en });

/** So many plots stand by name in one sentence. */
const NAMED = 5;

type Both = { vi: string; en: string };

/** A sentence, and the plots that it is about by their names. */
function about({ vi, en }: Both, plots: readonly Pick<Plot, 'id' | 'ownName'>[]): Both {
  if (plots.length === 0) return { vi: `${vi}.`, en: `${en}.` };
  const named = (lang: 'vi' | 'en') =>
    plots
      .slice(0, NAMED)
      .map(({ id, ownName }) => plotName({ id, name: ownName }, lang).replace(',', ''))
      .join(', ');
  const more = plots.length - NAMED;
  return {
    vi: `${vi}: ${named('vi')}${more > 0 ? ` và ${more} thửa khác` : ''}.`,
    en: `${en}: ${named('en')}${more > 0 ? ` and ${more} more` : ''}.`,
  };
}

const problemsOf = (plan: TurnPlan | undefined, byId: ReadonlyMap<string, Plot>): BlockDay['problems'] =>
  (plan?.problems ?? []).map(({ key, plots = [] }) =>
    about(
      TURN_PROBLEMS[key],
      plots.map((id) => byId.get(id) ?? { id }),
    ),
  );

const UNOWNED: Both = {
  vi: 'Chưa khai chủ, khu báo cho từng nhà nên báo cho người giữ nước thay',
  en: 'No owner is entered; the block tells each farmer, so its keeper is told instead',
};
function unownedIn({ told }: Block, plots: readonly Plot[]): BlockDay['problems'] {
  const without = plots.filter(({ owner }) => owner === undefined);
  return told === 'farmers' && without.length > 0 ? [about(UNOWNED, without)] : [];
}

/** Of each plot what was said last of pumping, where it is that it could not be. */
export function obstaclesIn(records: readonly FarmRecord[]): { plot: string; reason: Both; at: number }[] {
  const taken = new Set(records.flatMap(({ deed }) => (deed.did === 'taken-back' ? [deed.of] : [])));
  const last = new Map<string, FarmRecord>();
  for (const record of records) {
    if (taken.has(record.key) || !['irrigated', 'running', 'could-not'].includes(record.deed.did)) continue;
    const before = last.get(record.plot);
    if (!before || before.at <= record.at) last.set(record.plot, record);
  }
  return [...last.values()].flatMap(({ plot, deed, at }) => {
    if (deed.did !== 'could-not') return [];
    const { vi, en } = OBSTACLES[deed.obstacle];
    return [{ plot, reason: { vi, en }, at }];
  });
}

/** A plot's turn that is on or comes next, today or tomorrow; else today's that is done. */
export function nextTurn(board: FarmBoard, { id, block }: Plot, now: number): FarmPlotTurn | undefined {
  if (block === undefined) return undefined;
  const today = startOfDay(now);
  const [own, other] = [today, today + DAY_MS].map((day) =>
    (board.planOf(block, day)?.turns ?? []).filter(({ plot }) => plot === id),
  );
  const coming = (turns: TurnPlan['turns'] = []) => turns.find(({ done, to }) => !done && to > now);
  const done = own?.find((turn) => turn.done);
  const found = coming(own) ?? done ?? coming(other);
  return found && { from: found.from, to: found.to, ...(found === done && { done: true }) };
}
type FarmPlotTurn = NonNullable<Advice['turn']>;

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
