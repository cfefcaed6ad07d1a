import { Figures } from '#hub/service-kit';
import type { Registry } from 'prom-client';
import type { IngestCounters } from './counters.js';

export const showIn = (registry: Registry, counters: IngestCounters): Figures =>
  new Figures(registry)
    .counter('commune_ingest_repeats_total', 'Repeats of what was read already', () => counters.repeats)
    .counter(
      'commune_ingest_packets_not_kept_total',
      'Unreadable packets counted beyond the daily quota of an account',
      () => counters.notKept,
    )
    .counter('commune_ingest_replayed_total', 'Dead letters read again with success', () => counters.replayed)
    .counter('commune_store_points_total', 'Points that the time-series store took', () => counters.pointsWritten)
    .counter('commune_store_points_rejected_total', 'Points it will never take', () => counters.pointsRejected)
    .counter('commune_store_writes_total', 'Batches written to the store', () => counters.storeWrites)
    .counter('commune_store_rollups_total', 'Hours of a device rolled up', () => counters.hoursRolledUp)
    .counter('commune_http_packets_total', 'Packets posted over HTTP that are on disk', () => counters.posts)
    .counter('commune_http_payload_bytes_total', 'Bytes posted over HTTP that are on disk', () => counters.postedBytes)
    .counters(
      'commune_ingest_packets_total',
      'Packets by codec and what became of them',
      ['codec', 'outcome'],
      function* () {
        for (const [codec, outcomes] of Object.entries(counters.packets))
          for (const [outcome, count] of Object.entries(outcomes)) if (count > 0) yield [{ codec, outcome }, count];
      },
    )
    .counters(
      'commune_ingest_readings_total',
      'Measurements, events and statuses that packets became',
      ['codec'],
      function* () {
        for (const [codec, count] of Object.entries(counters.readings)) if (count > 0) yield [{ codec }, count];
      },
    )
    .counters('commune_http_refusals_total', 'Posts that were refused, by reason', ['reason'], () =>
      Object.entries(counters.postsRefused).map(([reason, count]) => [{ reason }, count]),
    );
