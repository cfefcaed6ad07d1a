import prometheus, { type Registry } from 'prom-client';
import type { IngestCounters } from './counters.js';

const PACKETS = 'commune_ingest_packets_total';
const READINGS = 'commune_ingest_readings_total';
const REFUSALS = 'commune_http_refusals_total';
const TOTALS = {
  repeats: ['commune_ingest_repeats_total', 'Repeats of what was read already'],
  notKept: ['commune_ingest_packets_not_kept_total', 'Unreadable packets counted beyond the daily quota of an account'],
  replayed: ['commune_ingest_replayed_total', 'Dead letters read again with success'],
  pointsWritten: ['commune_store_points_total', 'Points that the time-series store took'],
  pointsRejected: ['commune_store_points_rejected_total', 'Points that the store will never take'],
  storeWrites: ['commune_store_writes_total', 'Batches written to the store'],
  hoursRolledUp: ['commune_store_rollups_total', 'Hours of a device rolled up'],
  posts: ['commune_http_packets_total', 'Packets posted over HTTP that are on disk'],
  postedBytes: ['commune_http_payload_bytes_total', 'Bytes posted over HTTP that are on disk'],
} as const;

/** Shows the counters in a registry; returns how to take them out again. */
export function showIn(registry: Registry, counters: IngestCounters): () => void {
  const registers = [registry];
  const names: string[] = [PACKETS, READINGS, REFUSALS];
  for (const [key, [name, help]] of Object.entries(TOTALS)) {
    names.push(name);
    new prometheus.Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(counters[key as keyof typeof TOTALS]);
      },
    });
  }
  new prometheus.Counter({
    name: PACKETS,
    help: 'Packets by codec and what became of them',
    labelNames: ['codec', 'outcome'],
    registers,
    collect() {
      this.reset();
      for (const [codec, outcomes] of Object.entries(counters.packets))
        for (const [outcome, count] of Object.entries(outcomes)) if (count > 0) this.inc({ codec, outcome }, count);
    },
  });
  new prometheus.Counter({
    name: READINGS,
    help: 'Measurements, events and statuses that packets became',
    labelNames: ['codec'],
    registers,
    collect() {
      this.reset();
      for (const [codec, count] of Object.entries(counters.readings)) if (count > 0) this.inc({ codec }, count);
    },
  });
  new prometheus.Counter({
    name: REFUSALS,
    help: 'Posts that were refused, by reason',
    labelNames: ['reason'],
    registers,
    collect() {
      this.reset();
      for (const [reason, count] of Object.entries(counters.postsRefused)) this.inc({ reason }, count);
    },
  });
  return () => {
    for (const name of names) registry.removeSingleMetric(name);
  };
}
