import type { EventLog } from '#hub/event-log';
import { Figures } from '#hub/service-kit';
import type { Registry } from 'prom-client';

/** Shows the log in a registry. */
export function showLog(registry: Registry, log: EventLog): Figures {
  const perGroup = (pick: (g: { behind: number; behindMs: number }) => number) =>
    function* () {
      for (const [stream, { groups }] of Object.entries(log.status().streams))
        for (const [group, state] of Object.entries(groups)) yield [{ stream, group }, pick(state)] as const;
    };
  const labels = ['stream', 'group'];
  return new Figures(registry)
    .gauges(
      'commune_log_items_behind',
      'Items a consumer group has not read yet',
      labels,
      perGroup((g) => g.behind),
    )
    .gauges(
      'commune_log_behind_seconds',
      'Age of the oldest item a consumer group has not read yet',
      labels,
      perGroup((g) => g.behindMs / 1000),
    )
    .gauges('commune_log_bytes', 'What a stream takes on disk', ['stream'], () =>
      Object.entries(log.status().streams).map(([stream, { bytes }]) => [{ stream }, bytes]),
    )
    .gauge('commune_log_writable', '1 while the log takes packets', () => (log.status().writable ? 1 : 0));
}
