import { describe, expect, it } from '@jest/globals';
import { REFUSALS } from '#hub/contracts';
import { Registry } from 'prom-client';
import { newCounters } from './counters.js';
import { showIn } from './prometheus.js';

describe('the counters in Prometheus’ words', () => {
  it('are what they are when asked, each reason by itself', async () => {
    const registry = new Registry();
    const counters = newCounters();
    const shown = showIn(registry, counters);
    Object.assign(counters, {
      packets: 5,
      acked: 4,
      bytes: 99,
      pending: 1,
      connections: 3,
      signedIn: 2,
      accepted: 7,
      slowed: 1,
    });
    counters.refusals['payload-too-large'] = 6;
    const text = await registry.metrics();
    const values = Object.fromEntries(
      text.split('\n').flatMap((line) => (/^[a-z]/.test(line) ? [line.split(' ') as [string, string]] : [])),
    );
    expect(values).toMatchObject({
      commune_mqtt_packets_total: '5',
      commune_mqtt_packets_on_disk_total: '4',
      commune_mqtt_payload_bytes_total: '99',
      commune_mqtt_packets_pending: '1',
      commune_mqtt_connections: '3',
      commune_mqtt_clients: '2',
      commune_mqtt_connections_total: '7',
      commune_mqtt_slowed_total: '1',
      'commune_mqtt_refusals_total{reason="payload-too-large"}': '6',
      'commune_mqtt_refusals_total{reason="wrong-secret"}': '0',
    });
    expect(Object.keys(values).filter((name) => name.includes('reason='))).toHaveLength(Object.keys(REFUSALS).length);
    // asked again they are not added up
    counters.packets = 6;
    expect(await registry.metrics()).toContain('commune_mqtt_packets_total 6');
    shown.remove();
    expect(await registry.metrics()).not.toContain('commune_mqtt');
    // and a second broker of the same process may show its own
    showIn(registry, newCounters()).remove();
  });
});
