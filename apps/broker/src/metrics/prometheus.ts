import { Figures } from '#hub/service-kit';
import type { Registry } from 'prom-client';
import type { BrokerCounters } from './counters.js';

export const showIn = (registry: Registry, counters: BrokerCounters): Figures =>
  new Figures(registry)
    .counter('commune_mqtt_packets_total', 'PUBLISH packets taken for the log', () => counters.packets)
    .counter('commune_mqtt_packets_on_disk_total', 'Packets flushed to disk and acknowledged', () => counters.acked)
    .counter('commune_mqtt_payload_bytes_total', 'Payload bytes taken for the log', () => counters.bytes)
    .counter('commune_mqtt_connections_total', 'Connections ever opened', () => counters.accepted)
    .counter('commune_mqtt_slowed_total', 'Times a client was paused for its rate', () => counters.slowed)
    .gauge('commune_mqtt_packets_pending', 'Packets that wait for the disk', () => counters.pending)
    .gauge('commune_mqtt_connections', 'Connections open', () => counters.connections)
    .gauge('commune_mqtt_clients', 'Clients signed in', () => counters.signedIn)
    .counters('commune_mqtt_refusals_total', 'What the broker said no to, by reason', ['reason'], () =>
      Object.entries(counters.refusals).map(([reason, count]) => [{ reason }, count]),
    );
