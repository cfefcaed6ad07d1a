import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FarmRecord, SeasonLedger } from '#hub/contracts';
import { dayName, dayOf, type IrrigationTable, ledger, type Season } from '#hub/irrigation';
import type { Registry } from '#hub/registry';
import type { Round } from '../advising/advisor.js';
import type { Reckoned } from '../advising/reckon.js';

export interface LedgerKeeperDeps {
  ledgers: Pick<Registry['ledgers'], 'put'>;
  table: IrrigationTable;
}

/** The counterfactual of a season takes as long as the season itself: so many plots, and others have a turn. */
const AT_ONCE = 40;

/**
 * Writes down what each plot's season took, once a day and whenever somebody said something of it. Into the registry, not
 * with the advice: a season that is over must stay when the next one is sown, and a table can be asked for it.
 */
export class LedgerKeeper {
  /** By plot, of what the ledger that is written was made. */
  readonly #written = new Map<string, string>();

  constructor(private readonly deps: LedgerKeeperDeps) {}

  /** @throws RegistryUnavailableError */
  async after({ situation: { now, records, simulated }, plots }: Round): Promise<void> {
    const today = dayName(dayOf(now));
    const due = plots.filter(
      ({ plot, season }) => season && this.#written.get(plot.id) !== signOf(today, records.get(plot.id)),
    );
    for (let i = 0; i < due.length; i += AT_ONCE) {
      const some = due.slice(i, i + AT_ONCE);
      await this.deps.ledgers.put(some.flatMap((one) => ledgerOf(one, simulated, this.deps.table) ?? []));
      for (const { plot } of some) this.#written.set(plot.id, signOf(today, records.get(plot.id)));
      await nextTurn();
    }
    const there = new Set(plots.map(({ plot }) => plot.id));
    for (const plot of this.#written.keys()) if (!there.has(plot)) this.#written.delete(plot);
  }
}

const signOf = (today: string, records: readonly FarmRecord[] = []): string =>
  `${today} ${records.length} ${Math.max(0, ...records.map(({ received }) => received))}`;

/** Undefined: nothing of the season is counted. */
export function ledgerOf(
  { plot, season }: Pick<Reckoned, 'plot' | 'season'>,
  simulated: boolean,
  table: IrrigationTable,
): (SeasonLedger & { season: string }) | undefined {
  const counted = season && counting(season, plot.harvestOn);
  if (!counted) return undefined;
  const { plot: id, block, ...figures } = ledger(counted, table);
  const [from, to] = [counted.days[0]!.day, counted.days.at(-1)!.day];
  return {
    ...{ plot: id, ...(block !== undefined && { block }), crop: plot.crop, areaM2: plot.areaM2, from, to },
    ...{ ...figures, simulated },
    // trees are never sown: their season is the year
    season: plot.sownOn ?? to.slice(0, 4),
  };
}

/** Days up to the harvest: stubble takes no water, and floods in the fallow save none. */
function counting(season: Season, harvestOn: string | undefined): Season | undefined {
  const days = season.days.filter(
    ({ day, stage }) => stage !== 'over' && (harvestOn === undefined || day <= harvestOn),
  );
  return days.length === 0 ? undefined : { ...season, days };
}
