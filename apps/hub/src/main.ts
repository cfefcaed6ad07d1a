import 'reflect-metadata';
import { setFlagsFromString } from 'node:v8';
import { LineLogger, words } from '#hub/service-kit';
import { Logger } from '@nestjs/common';
import prometheus from 'prom-client';
import { z } from 'zod';
import { configFrom, hubConfigSchema } from './hub.config.js';
import { reasonOf } from './reason-of.js';
import { type RunningHub, startHub } from './start-hub.js';

// what is kept is small, and garbage may stand for half of it: a mini PC has better uses for the memory
setFlagsFromString('--heap-growing-percent=50');

/** A stop that hangs is ended: the log is safe at every moment. */
const STOP_MS = 15_000;

// what the hub keeps is its own to read: secrets (hashed), names, pictures
process.umask(0o077);
// what is wrong with an input is said in the commune's language
z.config({ customError: words });
Logger.overrideLogger(new LineLogger());
const logger = new Logger('hub');
// the process's own: CPU, memory, the event loop's delay
prometheus.collectDefaultMetrics();

try {
  const config = configFrom(hubConfigSchema, process.env);
  const hub = await startHub(config, (error) => {
    logger.fatal(`the disk cannot be trusted any more, the hub ends: ${String(error)}`);
    process.exit(1);
  });
  stopOnSignal(hub);
  logger.log(
    `Màn hình / wall: ${hub.url}/wall · MQTT: ${hub.mqttPort}${hub.mqttsPort ? ` · MQTTS: ${hub.mqttsPort}` : ''}`,
  );
  if (hub.setUpUrl)
    logger.warn(
      `Chưa có người quản trị, hub chỉ trả lời trên máy này. Mở một lần / nobody administers the hub yet, open once: ${hub.setUpUrl} – trong container hoặc không có màn hình / in a container or without a screen: commune-hub person add <login>`,
    );
} catch (error) {
  logger.fatal(reasonOf(error));
  process.exit(1);
}

function stopOnSignal(hub: RunningHub): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_MS).unref();
    await hub.stop();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
}
