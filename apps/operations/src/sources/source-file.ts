import type { ListedSource, ShownSourceRecord, Source, SourceFile, SourceRecord } from '#hub/contracts';
import { byDue, dueOn, exceedingNow, judgeSample, sooner, sourceLimits, type WaterStandards } from '#hub/water';
import { STEPS } from './standards-table.js';

/** What is due at a source; nothing is at one that is closed. */
export function duesOf({ permitUntil, checkOn, closed }: Source, today: string): Pick<SourceFile, 'permit' | 'check'> {
  if (closed) return { permit: { state: 'none' }, check: { state: 'none' } };
  return { permit: dueOn(permitUntil, today), check: dueOn(checkOn, today) };
}

/** A source as a list has it. `records` are its own, newest first. */
export function listed(
  source: Source,
  records: readonly SourceRecord[],
  { table, today }: { table: WaterStandards; today: string },
): ListedSource {
  const exceeding = source.closed ? [] : exceedingNow(records, sourceLimits(table, source).limits, STEPS);
  const [last] = records;
  const worst = exceeding[0]?.severity;
  return {
    source,
    ...duesOf(source, today),
    ...(last && {
      last: {
        ...{ at: last.at, did: last.deed.did },
        ...(last.deed.did === 'inspected' && { outcome: last.deed.outcome }),
      },
    }),
    exceeding: exceeding.length,
    ...(worst && { worst }),
  };
}

/** What does not wait comes first: by due date, then what is over its limits, then by name; closed ones last. */
export function inTurn(a: ListedSource, b: ListedSource): number {
  return (
    Number(a.source.closed ?? false) - Number(b.source.closed ?? false) ||
    byDue(sooner(a.permit, a.check), sooner(b.permit, b.check)) ||
    b.exceeding - a.exceeding ||
    a.source.name.localeCompare(b.source.name, 'vi') ||
    (a.source.id < b.source.id ? -1 : 1)
  );
}

/** All there is to know of a source. `byOf` tells who made a record, to whoever may know. */
export function fileOf(
  source: Source,
  records: readonly SourceRecord[],
  known: { table: WaterStandards; today: string; byOf: (record: SourceRecord) => string | undefined },
): SourceFile {
  const limits = sourceLimits(known.table, source);
  return {
    source,
    ...duesOf(source, known.today),
    limits,
    records: records.map((whole): ShownSourceRecord => {
      const { person: _, by: __, ...record } = whole;
      const by = known.byOf(whole);
      const judged = record.deed.did === 'sampled' && judgeSample(record.deed, limits.limits, STEPS);
      return { ...record, ...(by !== undefined && { by }), ...(judged && { judged }) };
    }),
    exceeding: exceedingNow(records, limits.limits, STEPS),
  };
}
