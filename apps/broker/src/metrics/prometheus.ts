import prometheus, { type Registry } from 'prom-client';
import type { BrokerCounters } from './counters.js';

const TOTALS = {
  packets: ['commune_mqtt_packets_total', 'PUBLISH packets taken for the log'],
  acked: ['commune_mqtt_packets_on_disk_total', 'Packets flushed to disk and acknowledged'],
  bytes: ['commune_mqtt_payload_bytes_total', 'Payload bytes taken for the log'],
  accepted: ['commune_mqtt_connections_total', 'Connections ever opened'],
  slowed: ['commune_mqtt_slowed_total', 'Times a client was paused for its rate'],
} as const;
const GAUGES = {
  pending: ['commune_mqtt_packets_pending', 'Packets that wait for the disk'],
  connections: ['commune_mqtt_connections', 'Connections open'],
  signedIn: ['commune_mqtt_clients', 'Clients signed in'],
} as const;
const REFUSALS = 'commune_mqtt_refusals_total';

/** Shows the counters in a registry; returns how to take them out again. */
export function showIn(registry: Registry, counters: BrokerCounters): () => void {
  const registers = [registry];
  const names: string[] = [REFUSALS];
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
  for (const [key, [name, help]] of Object.entries(GAUGES)) {
    names.push(name);
    new prometheus.Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(counters[key as keyof typeof GAUGES]);
      },
    });
  }
  new prometheus.Counter({
    name: REFUSALS,
    help: 'What the broker said no to, by reason',
    labelNames: ['reason'],
    registers,
    collect() {
      this.reset();
      for (const [reason, count] of Object.entries(counters.refusals)) this.inc({ reason }, count);
    },
  });
  return () => {
    for (const name of names) registry.removeSingleMetric(name);
  };
}
