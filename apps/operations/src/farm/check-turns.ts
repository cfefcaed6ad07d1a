import {
  type Block,
  type FixedTurn,
  type Plot,
  plotName,
  type TurnChange,
  type TurnPlan,
  turnRefusal,
} from '#hub/contracts';
import { invalidInput } from '../http/errors.js';
import { startOfDay } from './block-day.js';

const DAY_MS = 86_400_000;
const hhmm = (at: number): string => new Date(at + 7 * 3_600_000).toISOString().slice(11, 16);

interface About {
  now: number;
  block: Block;
  plots: readonly Plot[];
  plan: TurnPlan | undefined;
}

/** Whether a keeper's change can be. What was fixed before and stays as it was is not asked again. @throws ApiError 400 in words */
export function checkTurns(change: TurnChange, about: About): void {
  const { day, order = [], fixed = [], skipped = [] } = change;
  const { now, plots, plan } = about;
  const today = startOfDay(now);
  if (day !== today && day !== today + DAY_MS) throw refused('day', 'chỉ sửa được lượt của hôm nay và ngày mai');
  const known = new Set(plots.map(({ id }) => id));
  const named = [...order, ...[...fixed, ...skipped].map(({ plot }) => plot)];
  const strange = named.find((plot) => !known.has(plot));
  if (strange !== undefined) throw refused('fixed', `thửa "${strange}" không thuộc khu này`);
  if (fixed.some(({ from, to }) => from < day || to > day + DAY_MS))
    throw refused('fixed', 'lượt phải nằm trong ngày đó');
  const both = skipped.find(({ plot }) => fixed.some((turn) => turn.plot === plot));
  if (both) throw refused('skipped', 'một thửa không thể vừa chốt giờ vừa bỏ lượt');
  const isSame = (a: FixedTurn, b: FixedTurn) => a.plot === b.plot && a.from === b.from && a.to === b.to;
  for (const turn of fixed) if (!plan?.fixed.some((one) => isSame(one, turn))) checkOne(turn, fixed, about);
}

const refused = (field: string, message: string) => invalidInput([{ path: [field], message }]);

function checkOne(turn: FixedTurn, fixed: readonly FixedTurn[], { now, block, plots, plan }: About): void {
  const pumpOf = (plot: string) => plots.find(({ id }) => id === plot)?.pumpM3h;
  const beside = fixed.filter((one) => one !== turn);
  const set = new Set(fixed.map(({ plot }) => plot));
  const others = [
    ...beside.map((one) => ({ ...one, stays: true, done: false, pump: pumpOf(one.plot) })),
    ...(plan?.turns ?? [])
      .filter(({ plot }) => plot === turn.plot || !set.has(plot))
      .map((one) => ({ ...one, stays: !one.fixed && one.from <= now, pump: pumpOf(one.plot) })),
  ];
  const own = beside.filter(({ plot }) => plot === turn.plot);
  if (own.some(({ from, to }) => from < turn.to && to > turn.from))
    throw refused('fixed', 'hai lượt của một thửa trùng giờ nhau');
  const refusal = turnRefusal({ ...turn, pump: pumpOf(turn.plot) }, others, { now, flow: block.flowM3h });
  if (refusal?.key === 'past') throw refused('fixed', 'giờ đó đã qua');
  if (refusal?.key !== 'overlap') return;
  const name = plotName({ id: refusal.with, name: plots.find(({ id }) => id === refusal.with)?.ownName }, 'vi');
  const when = `${hhmm(refusal.from)}–${hhmm(refusal.to)}`;
  throw refused('fixed', `trùng giờ với lượt của ${name} (${when}): nước về khu chỉ có ${block.flowM3h} m³/giờ`);
}
