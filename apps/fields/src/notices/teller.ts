import { STREAM } from '#hub/contracts';
import type { EventLog } from '#hub/event-log';
import { dayName, dayOf } from '#hub/irrigation';
import type { Registry } from '#hub/registry';
import type { Round } from '../advising/advisor.js';
import { isMorning, morningNotices, urgentIds, urgentNotices } from './morning.js';

export interface TellerDeps {
  log: Pick<EventLog, 'append'>;
  settings: Pick<Registry['settings'], 'get' | 'put'>;
  /** "05:30". */
  morning: string;
}

/** What was told, so that a restart tells nothing twice. */
interface Told {
  /** Day of which the morning was told. */
  morning?: string;
  day: string;
  urgent: string[];
}
const KEY = 'farm.told';
/** What is kept of it must fit into a setting. */
const MOST_TOLD = 800;

/** Tells people of water: in the morning all that is to be done, later only what does not wait. */
export class Teller {
  #told: Told | undefined;

  constructor(private readonly deps: TellerDeps) {}

  async after(round: Round): Promise<void> {
    const { now } = round.situation;
    const day = dayName(dayOf(now));
    const known = await this.#known(day);
    const first = known.morning !== day && isMorning(now, this.deps.morning);
    const notices = first ? morningNotices(round) : urgentNotices(round, (id) => known.urgent.includes(id));
    if (!first && notices.length === 0) return;
    if (notices.length > 0) await this.deps.log.append(STREAM.notices, notices);
    const urgent = [...new Set([...known.urgent, ...urgentIds(round)])].slice(-MOST_TOLD);
    this.#told = { ...known, ...(first && { morning: day }), urgent };
    await this.deps.settings.put(KEY, this.#told);
  }

  async #known(day: string): Promise<Told> {
    this.#told ??= (await this.deps.settings.get(KEY)) as Told | undefined;
    const known = this.#told ?? { day, urgent: [] };
    return known.day === day ? known : { ...known, day, urgent: [] };
  }
}
