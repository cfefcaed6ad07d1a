import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HubEndedError } from './demo/hub-process.js';
import { PortTakenError, portOf } from './demo/ports.js';
import { runDemo } from './demo/run-demo.js';
import { HubRefusedError, HubUnreachableError } from './hub/hub-api.js';
import { RealCommuneError } from './hub/enrol.js';

const { DEMO_DIR, HTTP_PORT, MQTT_PORT } = process.env;

let root = dirname(fileURLToPath(import.meta.url));
while (!existsSync(join(root, 'package.json'))) root = dirname(root);

const stopped = new Promise<void>((stop) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop());
});

try {
  await runDemo({
    root,
    dir: resolve(root, DEMO_DIR || '.demo'),
    httpPort: portOf(HTTP_PORT, 3000, 'HTTP_PORT'),
    mqttPort: portOf(MQTT_PORT, 1883, 'MQTT_PORT'),
    seed: 1,
    env: process.env,
    now: Date.now,
    write: (line) => console.log(line),
    stopped,
  });
  process.exit(0);
} catch (error) {
  const known = [PortTakenError, HubEndedError, HubRefusedError, HubUnreachableError, RealCommuneError];
  const inWords = known.some((kind) => error instanceof kind);
  console.error(inWords ? (error as Error).message : error);
  process.exit(1);
}
