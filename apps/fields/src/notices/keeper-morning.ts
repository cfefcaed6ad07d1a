import { type FarmNotice, isShort, type Plot, plotName, type TurnPlan } from '#hub/contracts';
import { plain, SMS_LENGTH } from '#hub/service-kit';
import type { Round } from '../advising/advisor.js';

/** A keeper's block today. */
export interface KeptDay {
  name: string;
  gates: readonly string[];
  plan: TurnPlan;
  plots: ReadonlyMap<string, Plot>;
}

type Words = Pick<FarmNotice, 'title' | 'body' | 'sms'>;

/** So many turns stand in the message on a phone's screen. */
const SHOWN = 12;

/** Days of the blocks that have turns today, by their names. */
export function keptDays({ situation: { land }, turns }: Round, blocks: ReadonlySet<string>): KeptDay[] {
  const plots = new Map(land.plots.map((plot) => [plot.id, plot]));
  const days = [...blocks].flatMap((id): KeptDay[] => {
    const [plan, block] = [turns?.today.get(id), land.blocks.get(id)];
    return plan && block && plan.turns.length > 0
      ? [{ name: block.name, gates: land.gates.get(id) ?? [], plan, plots }]
      : [];
  });
  return days.sort((a, b) => a.name.localeCompare(b.name, 'vi'));
}

/** Gates and plots of the day in their order: on the screen, and as one text message. */
export function turnWords(days: readonly KeptDay[]): Words {
  const count = days.reduce((sum, { plan }) => sum + plan.turns.length, 0);
  const [first] = days;
  const where = days.length === 1 ? first!.name : `${days.length} khu`;
  return {
    title: {
      vi: `${where}: ${count} lượt nước hôm nay`,
      en: `${days.length === 1 ? first!.name : `${days.length} blocks`}: ${count} ${count === 1 ? 'turn' : 'turns'} of water today`,
    },
    body: { vi: bodyOf(days, 'vi'), en: bodyOf(days, 'en') },
    sms: smsOf(days, count),
  };
}

const clock = (at: number): string => new Date(at + 7 * 3_600_000).toISOString().slice(11, 16);
const nameOf = ({ plots }: KeptDay, id: string, lang: 'vi' | 'en') =>
  plotName({ id, name: plots.get(id)?.ownName }, lang);

function bodyOf(days: readonly KeptDay[], lang: 'vi' | 'en'): string {
  const lines: string[] = [];
  let left = SHOWN;
  for (const day of days) {
    const gates = day.gates.length > 0 ? ` (${day.gates.join(', ')})` : '';
    const short = lang === 'vi' ? ' – thiếu nước, chia đều theo nhu cầu' : ' – short of water, shared by need';
    lines.push(`${day.name}${gates}${isShort(day.plan) ? short : ''}`);
    const { turns } = day.plan;
    for (const { from, to, plot } of turns.slice(0, left))
      lines.push(`${clock(from)}–${clock(to)} ${nameOf(day, plot, lang)}`);
    const more = turns.length - left;
    if (more > 0) lines.push(lang === 'vi' ? `và ${more} lượt khác` : `and ${more} more`);
    left = Math.max(0, left - turns.length);
  }
  return lines.join('\n');
}

/** As many turns as there is room for, in order, and how many more there are. */
function smsOf(days: readonly KeptDay[], count: number): string {
  const listed = days.flatMap((day) =>
    day.plan.turns.map(({ from, plot }, i) => ({
      head: i === 0 ? headOf(day) : '',
      turn: `${clock(from)} ${nameOf(day, plot, 'vi').replace(',', '')}`,
    })),
  );
  for (let n = listed.length; n > 0; n--) {
    const turns = listed
      .slice(0, n)
      .map(({ head, turn }, i) => `${head && i > 0 ? '. ' : ''}${head}${head ? ' ' : ', '}${turn}`)
      .join('');
    const more = count - n;
    const text = plain(`Luot nuoc: ${turns}${more > 0 ? `, con ${more} luot` : ''}. Xem trang Khu.`);
    if (text.length <= SMS_LENGTH) return text;
  }
  return plain(`Hom nay ${count} luot nuoc. Xem trang Khu.`).slice(0, SMS_LENGTH);
}

const headOf = ({ name, gates }: KeptDay): string => `${name}${gates.length > 0 ? `, ${gates[0]}` : ''}:`;
