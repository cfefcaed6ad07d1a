import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Group, GROUP } from '#hub/contracts';
import { connectLogConsumer, ConsumerProblems, EVENT_LOG, type EventLog, LmdbEventLog } from '#hub/event-log';
import { DIRECTORY, type DeviceDirectory } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { TIME_SERIES, type TimeSeries } from '#hub/time-series';
import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { AddressInfo } from 'node:net';
import { IngestModule } from '../ingest.module.js';

export interface TestIngest {
  url: string;
  log: EventLog;
  problems: ConsumerProblems;
  stillsDir: string;
  stop(): Promise<void>;
}

export interface TestIngestPorts {
  directory: DeviceDirectory;
  series: TimeSeries;
  clock?: Clock;
  /** Takes the place of the log that the module is given, and is told the real one. */
  wrap?: (log: EventLog) => EventLog;
}

/** The module in an application of its own, over a log on disk: as the hub composes it, without the rest of the hub. */
export async function startIngest({ directory, series, clock, wrap }: TestIngestPorts): Promise<TestIngest> {
  const dir = mkdtempSync(join(tmpdir(), 'ingest-'));
  const stillsDir = join(dir, 'stills');
  const time = clock ?? { now: () => Date.now() };
  const log = new LmdbEventLog({ dir: join(dir, 'log'), clock: time, commitMs: 1, lazyMs: 1, reserveBytes: 1 << 16 });
  await log.start();
  const seen = wrap ? wrap(log) : log;

  const ports = [
    { provide: EVENT_LOG, useValue: seen },
    { provide: DIRECTORY, useValue: directory },
    { provide: CLOCK, useValue: time },
    { provide: TIME_SERIES, useValue: series },
  ];
  @Global()
  @Module({ providers: ports, exports: ports.map(({ provide }) => provide) })
  class PortsModule {}
  @Module({ imports: [PortsModule, IngestModule.forRoot({ stillsDir })] })
  class AppModule {}

  const app = await NestFactory.create<NestExpressApplication>(AppModule, {
    bodyParser: false,
    logger: ['fatal'],
    forceCloseConnections: true,
  });
  const problems = new ConsumerProblems();
  for (const group of [GROUP.decode, GROUP.store, GROUP.presence] satisfies Group[])
    connectLogConsumer(app, { log: seen, clock: time, problems, group });
  await app.init();
  await app.startAllMicroservices();
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    log,
    problems,
    stillsDir,
    stop: async () => {
      await app.close();
      await log.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
