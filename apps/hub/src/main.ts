import 'reflect-metadata';
import { DataDirInUseError, DataFileDamagedError } from '#hub/event-log';
import { ConfigError, LineLogger } from '#hub/service-kit';
import { Logger } from '@nestjs/common';
import prometheus from 'prom-client';
import { z } from 'zod';
import { configFrom, hubConfigSchema } from './hub.config.js';
import { type RunningHub, startHub } from './start-hub.js';

/** A stop that hangs is ended: the log is safe at every moment. */
const STOP_MS = 15_000;

// what the hub keeps is its own to read: secrets (hashed), names, pictures
process.umask(0o077);
// what is wrong with an input is said in the commune's language
z.config(z.locales.vi());
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

/** What an administrator can do something about is said in one line, the rest with its stack. */
function reasonOf(error: unknown): string {
  const inWords = [ConfigError, DataDirInUseError, DataFileDamagedError];
  if (error instanceof Error && inWords.some((type) => error instanceof type)) return error.message;
  const { code, port, address } = error as { code?: string; port?: number; address?: string };
  if (code === 'EADDRINUSE')
    return `Cổng ${address}:${port} đã có chương trình khác dùng / is in use by another program`;
  if (code === 'EACCES') return `Không được phép / not permitted: ${(error as Error).message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
