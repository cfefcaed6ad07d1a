import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect as connectTcp } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { topics } from '#hub/contracts';
import { freePort } from '#hub/testkit';
import { RawClient } from '../../../apps/broker/src/testing/raw-client.js';
import { addressOf, enter, listen } from '../boxes.js';
import { benchDevices, benchHub } from '../hub.js';
import type { LoadClient } from '../mqtt-load.js';
import { median, rssAnonMb, sleep, workFolder } from '../processes.js';
import type { Row } from './row.js';

/** As many as the hub takes, as it is delivered. */
const IDLE = 2000;
/** Handshakes at the same time: each has five seconds. */
const AT_ONCE = 100;

type Enter = (client: LoadClient, i: number) => Promise<RawClient>;

/** The middle of what it has while nothing happens. */
async function settledMb(pid: number): Promise<number> {
  await sleep(10_000);
  const seen: number[] = [];
  for (let i = 0; i < 10; i++, await sleep(500)) seen.push(rssAnonMb(pid));
  return median(seen);
}

/** kB. */
async function costOfOne(env: Record<string, string>, line: (mqttPort: number) => Enter): Promise<number> {
  const hub = await benchHub(env);
  try {
    // side by side they share the readings of the registry that each of them waits for
    const some = Array.from({ length: 20 }, (_, i) => benchDevices(hub, IDLE / 20, `idle-${i}`));
    const clients = (await Promise.all(some)).flat();
    await hub.stop();
    await hub.restart();
    const before = await settledMb(hub.pid);
    const lines: RawClient[] = [];
    for (let from = 0; from < IDLE; from += AT_ONCE)
      lines.push(
        ...(await Promise.all(
          clients.slice(from, from + AT_ONCE).map((client, i) => idles(client, from + i, line(hub.mqttPort))),
        )),
      );
    const after = await settledMb(hub.pid);
    for (const one of lines) one.destroy();
    return ((after - before) * 1024) / IDLE;
  } finally {
    await hub.stop();
    hub.remove();
  }
}

async function idles(client: LoadClient, i: number, come: Enter): Promise<RawClient> {
  const { username, topic } = client;
  const line = await come(client, i);
  const [, commune = ''] = topic.split('/');
  await listen(line, { commands: topics.commands(commune, username), config: topics.config(commune, username) });
  return line;
}

const plain =
  (port: number): Enter =>
  ({ username, password }, i) =>
    enter(port, i, username, password);

const secure =
  (port: number, ca: Buffer): Enter =>
  async ({ username, password }, i) => {
    const socket = connectTcp({ port, host: '127.0.0.1', localAddress: addressOf(i) });
    const stream = connectTls({ socket, host: '127.0.0.1', ca });
    await once(stream, 'secureConnect');
    const line = RawClient.on(stream);
    line.connect(username, password);
    const { body } = await line.packet('connack');
    if (body[1] !== 0) throw new Error(`${username} was not let in: CONNACK ${body[1]}`);
    return line;
  };

/**
 * Row (k): what a device costs that is connected, listens to its commands and its configuration, and says nothing. The
 * hub has just started, and knew its devices before; what it needed to let all of them in counts for them.
 */
export async function idle(): Promise<Row[]> {
  const tcp = await costOfOne({}, plain);
  const { dir, remove } = workFolder();
  try {
    const [cert, key] = [join(dir, 'cert.pem'), join(dir, 'key.pem')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
    execFileSync('openssl', ['req', '-x509', '-nodes', '-keyout', key, '-out', cert, ...curve, ...subject], {
      stdio: 'ignore',
    });
    const port = await freePort();
    const env = { MQTTS_PORT: String(port), MQTTS_CERT: cert, MQTTS_KEY: key };
    const tls = await costOfOne(env, () => secure(port, readFileSync(cert)));
    const common = { unit: 'kB', runs: 1 };
    return [
      {
        id: 'k.idle',
        what: `${IDLE} idle connections: anonymous memory of one`,
        value: tcp,
        bar: { atMost: 40 },
        ...common,
      },
      { id: 'k.tls', what: 'the same with TLS', value: tls, ...common },
    ];
  } finally {
    remove();
  }
}
