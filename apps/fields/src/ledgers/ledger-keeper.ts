import type { FarmRecord, Plot, SeasonLedger } from '#hub/contracts';
import { dayName, dayOf, type IrrigationTable, ledger, type Season } from '#hub/irrigation';
import type { Registry } from '#hub/registry';
import type { Situation } from '../advising/situation.js';

export interface LedgerKeeperDeps {
  ledgers: Pick<Registry['ledgers'], 'put'>;
  table: IrrigationTable;
}
type Named = SeasonLedger & { season: string };

/**
 * Writes down what each plot's season took, once a day, whenever somebody said something of it, and when weather or a first
 * reading came from before what was known. Into the registry, not with the advice: a season that is over must stay when the
 * next one is sown, and a table can be asked for it.
 */
export class LedgerKeeper {
  /** By plot, of what the ledger that is written was made; and what waits to be written. */
  readonly #written = new Map<string, string>();
  readonly #waiting = new Map<string, { sign: string; ledger: Named | undefined }>();

  constructor(private readonly deps: LedgerKeeperDeps) {}

  /** The counterfactual takes as long as the season itself: it is reckoned where something may be new. */
  take(plot: Plot, season: Season, { now, records, simulated }: Situation): void {
    const sign = signOf(season, dayName(dayOf(now)), records.get(plot.id));
    if (this.#written.get(plot.id) === sign) return;
    this.#waiting.set(plot.id, { sign, ledger: ledgerOf(plot, season, { simulated, table: this.deps.table }) });
  }

  /** After a round: writes what waits. @throws RegistryUnavailableError */
  async write(): Promise<void> {
    const waiting = [...this.#waiting];
    await this.deps.ledgers.put(waiting.flatMap(([, { ledger: one }]) => one ?? []));
    for (const [plot, { sign }] of waiting) this.#written.set(plot, sign);
    this.#waiting.clear();
  }
}

const signOf = ({ first, heard }: Season, today: string, records: readonly FarmRecord[] = []): string =>
  [
    today,
    first,
    heard[0] && dayOf(heard[0].at),
    records.length,
    Math.max(0, ...records.map(({ received }) => received)),
  ].join(' ');

/** Undefined: nothing of the season is counted. */
export function ledgerOf(
  plot: Plot,
  season: Season,
  { simulated, table }: { simulated: boolean; table: IrrigationTable },
): Named | undefined {
  const counted = counting(season, plot.harvestOn);
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
