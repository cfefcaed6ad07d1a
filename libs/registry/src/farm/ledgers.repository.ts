import type { SeasonLedger } from '#hub/contracts';
import { In, MoreThanOrEqual } from 'typeorm';
import type { Database } from '../database/database.js';
import { SeasonLedgerRow } from '../entities/turns.entity.js';

/** Plots that are asked for, or written, in one statement. */
const AT_ONCE = 400;

/** What each plot's seasons took: a season that is over stays when the next one is sown. */
export class LedgersRepository {
  constructor(private readonly db: Database) {}

  /** `season` names it among those of its plot: the day of sowing. */
  async put(ledgers: readonly (SeasonLedger & { season: string })[]): Promise<void> {
    for (let i = 0; i < ledgers.length; i += AT_ONCE) {
      const rows = ledgers.slice(i, i + AT_ONCE).map(({ season, ...body }) => ({
        ...{ id: `${body.plot} ${season}`, plot: body.plot, fromDay: dayOf(body.from), toDay: dayOf(body.to) },
        body,
      }));
      await this.db.write((m) => m.upsert(SeasonLedgerRow, rows, ['id']));
    }
  }

  /** By plot and beginning. `from`: seasons that began then or later; absent: the last one of each plot. */
  async of(plots: readonly string[], from?: string): Promise<SeasonLedger[]> {
    const found: SeasonLedger[] = [];
    for (let i = 0; i < plots.length; i += AT_ONCE) {
      const where = {
        plot: In(plots.slice(i, i + AT_ONCE)),
        ...(from !== undefined && { fromDay: MoreThanOrEqual(dayOf(from)) }),
      };
      const rows = await this.db.read((m) =>
        m.find(SeasonLedgerRow, { where, order: { plot: 'ASC', fromDay: 'ASC', id: 'ASC' } }),
      );
      found.push(...rows.map(({ body }) => body));
    }
    return from === undefined ? found.filter(({ plot }, i) => found[i + 1]?.plot !== plot) : found;
  }
}

const dayOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
