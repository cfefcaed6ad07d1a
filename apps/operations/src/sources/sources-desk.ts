import type { ListedSource, Scope, SourceFigures, SourceRecord } from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { dayOf, outletDevices } from '#hub/water';
import { Inject, Injectable } from '@nestjs/common';
import { inTurn, listed } from './source-file.js';
import { StandardsTable } from './standards-table.js';

export interface SourcesWanted {
  search?: string | undefined;
  hamlet?: string | undefined;
  within?: readonly Scope[] | undefined;
}

/** Sources with what their records make of them. A commune has some hundreds: all of them are looked at. */
@Injectable()
export class SourcesDesk {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly table: StandardsTable,
  ) {}

  async list(wanted: SourcesWanted): Promise<ListedSource[]> {
    const { sources, recordsOf } = await this.#read(wanted);
    const known = { table: await this.table.now(), today: dayOf(this.clock.now()) };
    return sources.map((source) => listed(source, recordsOf(source.id), known)).sort(inTurn);
  }

  /** Indicator 15.2. */
  async figures(wanted: SourcesWanted, { from, to }: { from: number; to: number }): Promise<SourceFigures> {
    const { sources, recordsOf } = await this.#read(wanted);
    const known = { table: await this.table.now(), today: dayOf(this.clock.now()) };
    const open = sources.filter(({ closed }) => !closed).map((source) => listed(source, recordsOf(source.id), known));
    const count = (which: (one: ListedSource) => boolean) => open.filter(which).length;
    const visits = ({ at, deed }: SourceRecord) =>
      at >= from && at < to && !(deed.did === 'inspected' && deed.outcome === 'could-not-enter');
    return {
      ...{ from, to, inventoried: open.length },
      inspected: count(({ source }) => recordsOf(source.id).some(visits)),
      openExceedances: open.reduce((sum, { exceeding }) => sum + exceeding, 0),
      withDevice: count(({ source }) => outletDevices(source).length > 0),
      checkOverdue: count(({ check }) => check.state === 'overdue'),
      permitOverdue: count(({ permit }) => permit.state === 'overdue'),
    };
  }

  async #read(wanted: SourcesWanted) {
    const sources = await this.registry.things.all('source', wanted);
    const records = await this.registry.sourceRecords.of(sources.map(({ id }) => id));
    const bySource = new Map<string, SourceRecord[]>();
    for (const record of records) {
      const own = bySource.get(record.source) ?? [];
      own.push(record);
      bySource.set(record.source, own);
    }
    return { sources, recordsOf: (id: string): readonly SourceRecord[] => bySource.get(id) ?? [] };
  }
}
