import type { EventLog } from '#hub/event-log';
import prometheus, { type Registry } from 'prom-client';

const NAMES = {
  behind: 'commune_log_items_behind',
  behindMs: 'commune_log_behind_seconds',
  bytes: 'commune_log_bytes',
  writable: 'commune_log_writable',
} as const;

/** Shows the log in a registry; returns how to take it out again. */
export function showLog(registry: Registry, log: EventLog): () => void {
  const registers = [registry];
  const perGroup = { labelNames: ['stream', 'group'] as const, registers };
  const gauge = (name: string, help: string, pick: (g: { behind: number; behindMs: number }) => number) =>
    new prometheus.Gauge({
      name,
      help,
      ...perGroup,
      collect() {
        for (const [stream, { groups }] of Object.entries(log.status().streams))
          for (const [group, state] of Object.entries(groups)) this.set({ stream, group }, pick(state));
      },
    });
  gauge(NAMES.behind, 'Items a consumer group has not read yet', (g) => g.behind);
  gauge(NAMES.behindMs, 'Age of the oldest item a consumer group has not read yet', (g) => g.behindMs / 1000);
  new prometheus.Gauge({
    name: NAMES.bytes,
    help: 'What a stream takes on disk',
    labelNames: ['stream'],
    registers,
    collect() {
      for (const [stream, { bytes }] of Object.entries(log.status().streams)) this.set({ stream }, bytes);
    },
  });
  new prometheus.Gauge({
    name: NAMES.writable,
    help: '1 while the log takes packets',
    registers,
    collect() {
      this.set(log.status().writable ? 1 : 0);
    },
  });
  return () => {
    for (const name of Object.values(NAMES)) registry.removeSingleMetric(name);
  };
}
