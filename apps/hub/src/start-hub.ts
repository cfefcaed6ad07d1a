import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { BrokerService } from '#app/broker';
import { prepareHttp } from '#app/operations';
import { type Group, GROUP } from '#hub/contracts';
import { connectLogConsumer, type LogConsumerOptions } from '#hub/event-log';
import { ROOT } from '#hub/service-kit';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { HubConfig } from './hub.config.js';
import { HubModule } from './hub.module.js';
import { openPorts, type Ports } from './ports.js';

export interface RunningHub {
  /** Of the wall and the REST interface. */
  url: string;
  mqttPort: number;
  mqttsPort?: number;
  stop(): Promise<void>;
}

/** What differs from the usual. */
const READS: Partial<Record<Group, Pick<LogConsumerOptions, 'max' | 'onDisk' | 'restMs'>>> = {
  // one write to the store costs a round trip or a flush
  [GROUP.store]: { max: 4096 },
  // what the registry has been told stays there, whatever a power cut takes from the log; each of its commits waits for
  // the disk in the thread that sends alerts out, so there are few
  [GROUP.history]: { onDisk: true, restMs: 250 },
};

/** Starts everything in this process. @throws ConfigError, DataDirInUseError, or what a port threw */
export async function startHub(config: HubConfig, onFatal: (error: unknown) => void): Promise<RunningHub> {
  const ports = await openPorts(config, onFatal);
  let app: NestExpressApplication | undefined;
  let boxes: Server | undefined;
  const stop = async () => {
    boxes?.close();
    await app?.close();
    await ports.close();
  };
  try {
    app = await NestFactory.create<NestExpressApplication>(HubModule.of(config, ports), {
      bodyParser: false,
      forceCloseConnections: true,
      abortOnError: false,
    });
    prepareHttp(app, join(ROOT, 'dist', 'web'), config.TRUST_PROXY);
    connectConsumers(app, ports);
    await app.init();
    await app.startAllMicroservices();
    await app.listen(config.HTTP_PORT, config.HTTP_HOST);
    boxes = await listenForBoxes(app, config);
  } catch (error) {
    await stop();
    throw error;
  }
  const { mqtt, mqtts } = app.get(BrokerService, { strict: false }).ports;
  return { url: urlOf(app), mqttPort: mqtt, ...(mqtts !== undefined && { mqttsPort: mqtts }), stop };
}

function connectConsumers(app: NestExpressApplication, { log, clock, problems }: Ports): void {
  for (const group of Object.values(GROUP)) connectLogConsumer(app, { log, clock, problems, group, ...READS[group] });
}

/** One address for boxes that only speak HTTP: nothing but their own path is answered there. */
async function listenForBoxes(app: NestExpressApplication, config: HubConfig): Promise<Server | undefined> {
  const { INGEST_HTTP_HOST, INGEST_HTTP_PORT } = config;
  if (INGEST_HTTP_PORT === undefined) return undefined;
  const express = app.getHttpAdapter().getInstance();
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/api/ingest/')) express(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(INGEST_HTTP_PORT, INGEST_HTTP_HOST, resolve);
  });
  return server;
}

function urlOf(app: NestExpressApplication): string {
  const { address, port } = app.getHttpServer().address() as AddressInfo;
  const host = address === '0.0.0.0' || address === '::' ? '127.0.0.1' : address;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
