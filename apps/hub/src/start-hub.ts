import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { BrokerService } from '#app/broker';
import { prepareHttp, SetUp } from '#app/operations';
import { type Group, GROUP } from '#hub/contracts';
import { connectLogConsumer, type LogConsumerOptions } from '#hub/event-log';
import { ROOT } from '#hub/service-kit';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { HubConfig } from './hub.config.js';
import { HttpDoor } from './http-door.js';
import { HubModule } from './hub.module.js';
import { openPorts, type Ports } from './ports.js';
import { reasonOf } from './reason-of.js';

export interface RunningHub {
  /** Of the wall and the REST interface. */
  url: string;
  mqttPort: number;
  mqttsPort?: number;
  /** While nobody administers the hub: where the first administrator is made. Works once. */
  setUpUrl?: string;
  stop(): Promise<void>;
}

/** What differs from the usual. */
const READS: Partial<Record<Group, Pick<LogConsumerOptions, 'max' | 'onDisk' | 'restMs'>>> = {
  // one write to the store costs a round trip or a flush
  [GROUP.store]: { max: 4096 },
  // it has little to do with most of what is read, and each of its commits is one more
  [GROUP.commands]: { max: 4096, restMs: 50 },
  // what leaves the hub is not taken back
  [GROUP.delivery]: { onDisk: true },
  [GROUP.notifier]: { onDisk: true },
  // what the registry has been told stays there, whatever a power cut takes from the log; each of its commits waits for
  // the disk in the thread that sends alerts out, so there are few
  [GROUP.history]: { onDisk: true, restMs: 250 },
};

/** Starts everything in this process. @throws ConfigError, DataDirInUseError, or what a port threw */
export async function startHub(config: HubConfig, onFatal: (error: unknown) => void): Promise<RunningHub> {
  const ports = await openPorts(config, onFatal);
  let app: NestExpressApplication | undefined;
  let boxes: Server | undefined;
  let door: HttpDoor | undefined;
  const stop = async () => {
    boxes?.close();
    door?.close();
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
    door = await openDoor(app, config);
    boxes = await listenForBoxes(app, config);
  } catch (error) {
    await stop();
    throw error;
  }
  const { mqtt, mqtts } = app.get(BrokerService, { strict: false }).ports;
  const url = urlOf(door);
  const setUp = app.get(SetUp, { strict: false });
  return {
    ...{ url, mqttPort: mqtt, stop },
    ...(mqtts !== undefined && { mqttsPort: mqtts }),
    ...(!setUp.administered && { setUpUrl: `${url}/setup#${setUp.token}` }),
  };
}

function connectConsumers(app: NestExpressApplication, { log, clock, problems }: Ports): void {
  for (const group of Object.values(GROUP)) connectLogConsumer(app, { log, clock, problems, group, ...READS[group] });
}

/** This machine alone is answered until somebody administers the hub, and by itself everybody who may from then on. */
async function openDoor(app: NestExpressApplication, config: HubConfig): Promise<HttpDoor> {
  const { HTTP_HOST, HTTP_PORT, ADMIN_PASSWORD } = config;
  const setUp = app.get(SetUp, { strict: false });
  await setUp.look();
  if (ADMIN_PASSWORD && !setUp.administered)
    await setUp.first({ login: 'admin', name: 'Quản trị', password: ADMIN_PASSWORD });
  const door = new HttpDoor(app.getHttpServer());
  if (setUp.administered) await door.open(HTTP_PORT, HTTP_HOST);
  else {
    await door.open(HTTP_PORT);
    setUp.onAdministered(() => {
      door.move(HTTP_HOST).catch((error: unknown) => new Logger('hub').error(`HTTP_HOST: ${reasonOf(error)}`));
    });
  }
  return door;
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

function urlOf(door: HttpDoor): string {
  const { address, port } = door.address();
  const host = address === '0.0.0.0' || address === '::' ? '127.0.0.1' : address;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
