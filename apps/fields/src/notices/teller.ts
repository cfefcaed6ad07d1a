import { type FarmNotice, STREAM } from '#hub/contracts';
import type { EventLog } from '#hub/event-log';
import { dayName, dayOf, type IrrigationTable, quietUntil } from '#hub/irrigation';
import type { Registry } from '#hub/registry';
import type { Round } from '../advising/advisor.js';
import type { Reckoned } from '../advising/reckon.js';
import type { AllTemplates } from '../words/templates.js';
import { audience, type For, isMorning, isUrgent, morningAudience, noticeOf, urgentId } from './morning.js';
import { obstacleNotice, obstaclesOf } from './obstacle-news.js';
import { isSalty, saltNotices, surprised } from './salt-news.js';
import { TurnTeller } from './turn-teller.js';
import { type LastTold, WaterTold } from './water-told.js';

export interface TellerDeps {
  log: Pick<EventLog, 'append'>;
  settings: Pick<Registry['settings'], 'get' | 'put'>;
  templates: AllTemplates;
  table: Pick<IrrigationTable, 'advice'>;
  /** "05:30". */
  morning: string;
}
type Last = ReadonlyMap<string, LastTold>;

/** What was told, so that a restart tells nothing twice. */
interface Told {
  /** Day of which the morning was told. */
  morning?: string;
  day: string;
  urgent: string[];
  /** Keys of what could not be done that keepers were told of. */
  couldNot?: string[];
}
const KEY = 'farm.told';
/** What is kept of it must fit into a setting. */
const MOST_TOLD = 800;

/** Tells people of water: in the morning all that is to be done, later only what does not wait. */
export class Teller {
  #told: Told | undefined;
  readonly #water: WaterTold;
  readonly #turns: TurnTeller;

  constructor(private readonly deps: TellerDeps) {
    this.#water = new WaterTold(deps.settings);
    this.#turns = new TurnTeller(deps);
  }

  async after(round: Round): Promise<void> {
    const { now } = round.situation;
    const day = dayName(dayOf(now));
    const known = await this.#known(day);
    const last = await this.#water.of(new Set(round.plots.map(blockOf)));
    if (known.morning !== day && isMorning(now, this.deps.morning))
      await this.#morning(round, last, { ...known, morning: day });
    else {
      await this.#later(round, last, known);
      await this.#turnsMoved(round);
    }
    if (quietUntil(now, this.deps.table.advice) === now) await this.#obstacles(round);
  }

  /** All that is to be done today. */
  async #morning(round: Round, last: Last, known: Told): Promise<void> {
    const { templates } = this.deps;
    const whom = morningAudience(round, (plot) => last.get(plot)?.verdict === 'take');
    const turns = await this.#turns.toTell(round, 'morning');
    const notices = whom.map((one) => noticeOf(one, round, { kind: 'morning', templates }));
    await this.#tell(this.#turns.beside(notices, whom, turns, round));
    await this.#remember(round, whom, known.urgent, known);
    await this.#turns.told(turns);
  }

  /** Farmers hear what their keeper made of their turns, where that does not wait for the morning. */
  async #turnsMoved(round: Round): Promise<void> {
    const turns = await this.#turns.toTell(round, 'later');
    await this.#tell(this.#turns.urgent(turns, round));
    await this.#turns.told(turns);
  }

  /** What does not wait: told once a day for each plot, at any hour; and salt, to whoever may be letting it in. */
  async #later(round: Round, last: Last, known: Told): Promise<void> {
    const { templates } = this.deps;
    const since = surprised(round, last);
    const salt = audience(round, ({ plot }) => since.has(plot.id));
    const news = audience(round, (one) => isUrgent(one) && !since.has(one.plot.id)).flatMap((whom) => {
      const plots = whom.plots.filter((one) => !known.urgent.includes(urgentId(whom.person, one)));
      return plots.length === 0 ? [] : [{ ...whom, plots }];
    });
    if (salt.length === 0 && news.length === 0) return;
    const held = (whom: For) => Math.max(0, ...whom.plots.map(({ plot }) => last.get(plot.id)?.at ?? 0));
    await this.#tell([
      ...saltNotices(round, since, templates),
      ...news.map((whom) => noticeOf(whom, round, { kind: 'urgent', templates, again: `${held(whom)} ` })),
    ]);
    // salt that came takes back what was told before: once it is gone that may be told again
    const stale = new Set(salt.flatMap(({ person, plots }) => plots.map((one) => `${person} ${one.plot.id} irrigate`)));
    await this.#remember(
      round,
      [...salt, ...news],
      known.urgent.filter((id) => !stale.has(id)),
      known,
    );
  }

  /** Keepers hear of what could not be pumped, once, and not at night. */
  async #obstacles(round: Round): Promise<void> {
    const known = await this.#known(dayName(dayOf(round.situation.now)));
    const all = obstaclesOf(round);
    const keys = all.flatMap(({ plots }) => plots.map(({ record }) => record.key));
    const told = new Set(known.couldNot);
    const news = all.flatMap((one) => {
      const plots = one.plots.filter(({ record }) => !told.has(record.key));
      return plots.length === 0 ? [] : [{ ...one, plots }];
    });
    if (news.length === 0) return;
    await this.#tell(news.map((one) => obstacleNotice(one, round, this.deps.templates)));
    this.#told = { ...known, couldNot: keys.slice(-MOST_TOLD / 2) };
    await this.deps.settings.put(KEY, this.#told);
  }

  async #tell(notices: readonly FarmNotice[]): Promise<void> {
    if (notices.length > 0) await this.deps.log.append(STREAM.notices, notices);
  }

  async #remember(round: Round, whom: readonly For[], before: readonly string[], known: Told): Promise<void> {
    const { now } = round.situation;
    const urgent = whom.flatMap(({ person, plots }) => plots.filter(isUrgent).map((one) => urgentId(person, one)));
    const told = whom.flatMap(({ plots }) => plots);
    await this.#water.put(
      told.map((one) => ({ block: blockOf(one), plot: one.plot.id, told: lastOf(one, now) })),
      now,
    );
    this.#told = { ...known, urgent: [...new Set([...before, ...urgent])].slice(-MOST_TOLD) };
    await this.deps.settings.put(KEY, this.#told);
  }

  async #known(day: string): Promise<Told> {
    this.#told ??= (await this.deps.settings.get(KEY)) as Told | undefined;
    const known = this.#told ?? { day, urgent: [] };
    return known.day === day ? known : { ...known, day, urgent: [] };
  }
}

const blockOf = ({ plot }: Reckoned): string => plot.block ?? '';

/** What a plot's people go by from now on. */
function lastOf(one: Reckoned, at: number): LastTold | undefined {
  if (isSalty(one)) return { verdict: 'hold', at };
  return one.advice.verdict === 'irrigate' ? { verdict: 'take', at } : undefined;
}
