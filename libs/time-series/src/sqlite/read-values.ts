import type { Grade } from '../points/grade.js';
import { ABSENT, type Column, decodeColumn } from './chunk.codec.js';
import type { ChunkTable } from './chunk.table.js';
import type { JournalRecord } from './journal.codec.js';

export interface ValueRange {
  series: number;
  metric: number;
  /** Milliseconds; `from` inclusive, `to` exclusive. */
  from: number;
  to: number;
}

/** Takes a value; false: it has enough. */
export type TakeValue = (ts: number, value: number, grade: Grade, received: number) => boolean;

interface Recent {
  ts: number;
  value: number;
  grade: Grade;
  received: number;
}
type Part = Column & { times: Float64Array; received: Float64Array };

/** The values of a metric in the order of time, from chunks and from what came since they were made. */
export function readValues(chunks: ChunkTable, journal: readonly JournalRecord[], range: ValueRange, take: TakeValue) {
  merged(columns(chunks, range, 'up'), recentOf(journal, range), range, take);
}

/** The newest values of a metric, still in the order of time: at least `limit` where there are as many. */
export function readNewest(
  chunks: ChunkTable,
  journal: readonly JournalRecord[],
  range: ValueRange,
  limit: number,
  take: TakeValue,
) {
  const parts: Part[] = [];
  let found = 0;
  let { from } = range;
  for (const part of columns(chunks, range, 'down')) {
    parts.unshift(part);
    for (const [i, time] of part.times.entries())
      if (time >= range.from && time < range.to && part.grades[i] !== ABSENT) found++;
    if (found < limit) continue;
    from = Math.max(from, part.times[0]!);
    break;
  }
  const span = { ...range, from };
  merged(parts, recentOf(journal, span), span, take);
}

function* columns(chunks: ChunkTable, { series, metric, from, to }: ValueRange, order: 'up' | 'down'): Iterable<Part> {
  for (const bytes of chunks.scan(series, from, to, order)) {
    const part = decodeColumn(bytes, metric);
    if (part) yield part;
  }
}

/** The last value of each time, sorted. */
function recentOf(journal: readonly JournalRecord[], { metric, from, to }: ValueRange): Recent[] {
  const recent: Recent[] = [];
  for (const record of journal) {
    const { ts } = record;
    if (ts < from || ts >= to) continue;
    for (let i = 0; i < record.size; i++)
      if (record.metric(i) === metric)
        recent.push({ ts, value: record.value(i), grade: record.grade(i), received: record.received });
  }
  recent.sort((a, b) => a.ts - b.ts);
  return recent.filter((r, i) => r.ts !== recent[i + 1]?.ts);
}

function merged(parts: Iterable<Part>, recent: Recent[], { from, to }: ValueRange, take: TakeValue): void {
  let r = 0;
  for (const { times, values, grades, received } of parts) {
    for (let i = 0; i < times.length; i++) {
      const time = times[i]!;
      if (time < from || grades[i] === ABSENT) continue;
      if (time >= to) break;
      while (r < recent.length && recent[r]!.ts < time) if (!takeRecent(recent[r++]!, take)) return;
      if (recent[r]?.ts === time) {
        if (!takeRecent(recent[r++]!, take)) return;
      } else if (!take(time, values[i]!, grades[i]!, received[i]!)) return;
    }
  }
  while (r < recent.length) if (!takeRecent(recent[r++]!, take)) return;
}

const takeRecent = ({ ts, value, grade, received }: Recent, take: TakeValue) => take(ts, value, grade, received);
