import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { GROUP, topics } from '#hub/contracts';
import { ConsumerProblems, connectLogConsumer, EVENT_LOG, LmdbEventLog } from '#hub/event-log';
import { DeviceDirectory, DIRECTORY, openRegistry, REFRESH_DIRECTORY, REGISTRY } from '#hub/registry';
import { CLOCK, systemClock } from '#hub/service-kit';
import { eventually } from '#hub/testkit';
import { Global, type INestApplication, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import mqtt from 'mqtt';
import prometheus from 'prom-client';
import { brokerConfigSchema } from './broker.config.js';
import { BrokerModule } from './broker.module.js';
import { BrokerService } from './broker.service.js';
import { ClockGuard } from './clock/clock-guard.js';
import { COMMUNE, device, hashOf } from './testing/test-broker.js';

// real servers on a machine that has other work, too
jest.setTimeout(60_000);

let dir: string;
let log: LmdbEventLog;
let app: INestApplication;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'broker-module-'));
  log = new LmdbEventLog({ dir, clock: systemClock, reserveBytes: 1 << 20 });
  await log.start();
  const directory = new DeviceDirectory();
  directory.replace({
    devices: [{ device: device('air-1'), secretHashes: [hashOf('s')] }],
    gateways: [],
    profiles: [],
  });

  @Global()
  @Module({
    providers: [
      { provide: EVENT_LOG, useValue: log },
      { provide: DIRECTORY, useValue: directory },
      { provide: CLOCK, useValue: systemClock },
      { provide: REFRESH_DIRECTORY, useValue: () => Promise.resolve() },
      { provide: REGISTRY, useValue: openRegistry({ path: join(dir, 'registry.sqlite'), clock: systemClock }) },
    ],
    exports: [EVENT_LOG, DIRECTORY, CLOCK, REFRESH_DIRECTORY, REGISTRY],
  })
  class PortsModule {}

  const config = brokerConfigSchema.parse({ MQTT_HOST: '127.0.0.1', MQTT_PORT: 0 });
  const module = await Test.createTestingModule({ imports: [PortsModule, BrokerModule.forRoot(config)] }).compile();
  app = module.createNestApplication();
  connectLogConsumer(app, { log, clock: systemClock, problems: new ConsumerProblems(), group: GROUP.clock });
  await app.startAllMicroservices();
  await app.init();
});
afterEach(async () => {
  await app.close();
  await log.stop();
  rmSync(dir, { recursive: true });
});

it('takes packets, ticks, shows its counters, and hides them when it stops', async () => {
  const { ports } = app.get(BrokerService);
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${ports.mqtt}`, { username: 'air-1', password: 's' });
  await client.publishAsync(topics.telemetry(COMMUNE, 'air-1'), '{"pm25":1}', { qos: 1 });
  await client.endAsync();
  const items = [...log.scan('telemetry')].map(({ item }) => item);
  expect(items.some((item) => item.type === 'tick')).toBe(true);
  expect(items.some((item) => item.type === 'packet' && item.topic === topics.telemetry(COMMUNE, 'air-1'))).toBe(true);
  expect(await prometheus.register.metrics()).toContain('commune_mqtt_packets_total 1');
  await app.close();
  expect(await prometheus.register.metrics()).not.toContain('commune_mqtt');
});

it('hears from the log that somebody vouches for the clock', async () => {
  await log.append('requests', [{ type: 'confirm-clock', id: '1', by: 'Lan', at: Date.now() }]);
  await eventually(
    'the confirmation heard',
    () => app.get(ClockGuard).confirmedBy,
    (by) => by === 'Lan',
  );
});
