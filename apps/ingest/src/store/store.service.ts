import { type DeadLetter, GROUP, type Reading, type ReadingsItem, STREAM } from '#hub/contracts';
import type { Point, RejectedPoint, TimeSeries } from '#hub/time-series';
import type { BatchContext } from '../group-state.js';
import type { IngestCounters } from '../metrics/counters.js';
import type { Upkeep } from './upkeep.js';

export interface StoreDeps {
  series: TimeSeries;
  upkeep: Upkeep;
  counters: IngestCounters;
}

/**
 * Writes measurements to the store, one write a batch. A store that is away makes the batch wait (the error says that it
 * may be tried again); what it will never take is set aside with its reason.
 */
export class StoreService {
  constructor(private readonly deps: StoreDeps) {}

  async onReadings(items: readonly ReadingsItem[], context: BatchContext): Promise<void> {
    const { series, upkeep, counters } = this.deps;
    const points: Point[] = [];
    const origins: number[] = [];
    const books = upkeep.open(context);
    for (let i = 0; i < items.length; i++) {
      const item = items[i]!;
      if (item.type === 'tick') books.tick(item);
      if (item.type !== 'reading' || !hasValues(item)) continue;
      // a reading is a point, and something more that stores leave alone
      points.push(item);
      origins.push(i);
      books.touch(item);
    }
    if (points.length > 0) {
      const rejected = await series.write(points);
      counters.storeWrites++;
      counters.pointsWritten += points.length - rejected.length;
      counters.pointsRejected += rejected.length;
      if (rejected.length > 0) context.append(STREAM.deadLetters, lettersOf(rejected, points, origins, items, context));
    }
    books.close();
  }
}

/** A reading may say no more than that its metrics are missing. */
function hasValues({ values }: Reading): boolean {
  for (const _ in values) return true;
  return false;
}

function lettersOf(
  rejected: readonly RejectedPoint[],
  points: readonly Point[],
  origins: readonly number[],
  items: readonly ReadingsItem[],
  context: BatchContext,
): DeadLetter[] {
  return rejected.map(({ point, reason }) => {
    const i = origins[points.indexOf(point)]!;
    return {
      type: 'dead-letter',
      id: context.idOf(i),
      kind: 'refused',
      reason,
      group: GROUP.store,
      device: point.device,
      item: JSON.stringify(items[i]),
      received: point.received,
    };
  });
}
