import type { FarmNotice } from '#hub/contracts';
import { type IrrigationTable, quietUntil } from '#hub/irrigation';
import type { Registry } from '#hub/registry';
import type { Round } from '../advising/advisor.js';
import type { AllTemplates } from '../words/templates.js';
import type { For } from './morning.js';
import { isTurnUrgent, type TurnNews, turnNews, turnNotice, withTurns } from './turn-news.js';
import { type TurnChange, TurnsKnown } from './turns-known.js';

export interface TurnTellerDeps {
  settings: Pick<Registry['settings'], 'get' | 'put'>;
  templates: AllTemplates;
  table: Pick<IrrigationTable, 'advice'>;
  /** "05:30". */
  morning: string;
}

/** What of keepers' changes is told now, by person, and which changes are no news any more once it is in the log. */
export interface TurnsToTell {
  news: ReadonlyMap<string, readonly TurnNews[]>;
  done: ReadonlyMap<string, readonly TurnChange[]>;
}

/** Tells farmers what their keeper made of their turns: once, at once or with the morning's notice. */
export class TurnTeller {
  readonly #known: TurnsKnown;

  constructor(private readonly deps: TurnTellerDeps) {
    this.#known = new TurnsKnown(deps.settings);
  }

  /** All that waits, in the morning; else what does not wait. @throws RegistryUnavailableError */
  async toTell(round: Round, when: 'morning' | 'later'): Promise<TurnsToTell> {
    const { table, morning } = this.deps;
    const { now } = round.situation;
    const at = { now, morning, quiet: quietUntil(now, table.advice) > now };
    const news = new Map<string, TurnNews[]>();
    const done = new Map<string, TurnChange[]>();
    for (const [block, changes] of await this.#known.changes(round)) {
      const concerning = turnNews(changes, round);
      const waiting = new Set<string>();
      for (const one of concerning)
        if (when === 'later' && !isTurnUrgent(one, at)) waiting.add(one.plot);
        else news.set(one.person, [...(news.get(one.person) ?? []), one]);
      // what concerns nobody is as good as told
      done.set(
        block,
        changes.filter(({ plot }) => !waiting.has(plot)),
      );
    }
    return { news, done };
  }

  /** The morning's notices of `whom`, each with its person's turns; and of those who have no other, theirs alone. */
  beside(notices: readonly FarmNotice[], whom: readonly For[], { news }: TurnsToTell, round: Round): FarmNotice[] {
    const { templates } = this.deps;
    const farmers = new Set(whom.flatMap(({ person, keeper }) => (keeper ? [] : [person])));
    const both = notices.map((notice, i) => {
      const { person, keeper, plots } = whom[i]!;
      const own = keeper ? undefined : news.get(person);
      return own ? withTurns(notice, own, templates, plots) : notice;
    });
    const alone = [...news].filter(([person]) => !farmers.has(person)).map(([, own]) => own);
    return [...both, ...alone.map((own) => turnNotice(own, round.situation, { templates, urgent: false }))];
  }

  /** What does not wait for the morning. */
  urgent({ news }: TurnsToTell, round: Round): FarmNotice[] {
    const { templates } = this.deps;
    return [...news.values()].map((own) => turnNotice(own, round.situation, { templates, urgent: true }));
  }

  /** It is in the log. @throws RegistryUnavailableError */
  async told({ done }: TurnsToTell): Promise<void> {
    for (const [block, changes] of done) if (changes.length > 0) await this.#known.told(block, changes);
  }
}
