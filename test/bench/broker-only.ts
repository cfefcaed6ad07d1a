import type { Device } from '#hub/contracts';
import { LmdbEventLog } from '#hub/event-log';
import { DeviceDirectory } from '#hub/registry';
import { systemClock } from '#hub/service-kit';
import { createHash } from 'node:crypto';
import { type BrokerConfig, BrokerService } from '#app/broker';

// row (b): the hub's broker alone, with the append on disk before the PUBACK, and limits that nothing here meets
const DEVICES = 50;
const UNLIMITED = 1_000_000_000;

const directory = new DeviceDirectory();
directory.replace({
  devices: Array.from({ length: DEVICES }, (_, i) => ({
    device: device(`bench-${i}`),
    secretHashes: [createHash('sha256').update(`secret-${i}`).digest('hex')],
  })),
  gateways: [],
  profiles: [],
});
const log = new LmdbEventLog({ dir: process.env['BENCH_DATA_DIR']!, clock: systemClock });
const config: BrokerConfig = {
  MQTT_HOST: '127.0.0.1',
  MQTT_PORT: 0,
  MQTT_MAX_CONNECTIONS: 2000,
  MQTT_MAX_CONNECTIONS_PER_ADDRESS: 2000,
  MQTT_PLAIN_PROVISIONING: false,
  MQTT_RATE_PACKETS: UNLIMITED,
  MQTT_BURST: UNLIMITED,
  MQTT_RATE_BYTES: UNLIMITED,
  MQTT_RATE_READINGS: UNLIMITED,
};
const broker = new BrokerService({
  config,
  log,
  directory,
  clock: systemClock,
  refreshDirectory: () => Promise.resolve(),
});

await log.start();
await broker.start();
console.log(JSON.stringify({ port: broker.ports.mqtt }));
process.once('SIGTERM', () => {
  void broker
    .stop()
    .then(() => log.stop())
    .then(() => process.exit(0));
});

function device(id: string): Device {
  return {
    id,
    commune: '00001',
    profile: 'air-station',
    state: 'installed',
    name: id,
    simulated: true,
    installedAt: 0,
  };
}
