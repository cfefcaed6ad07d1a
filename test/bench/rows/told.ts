import { join } from 'node:path';
import mqtt from 'mqtt';
import { addPerson, startPushService, type TestBrowser } from '#hub/testkit';
import { benchDevices, benchHub } from '../hub.js';
import { DIST, median, percentile, sleep } from '../processes.js';
import type { Row } from './row.js';

/** Hamlets, each with a station and an officer: as many alerts of their own, told to as many phones. */
const HAMLETS = 300;
const PER_SECOND = 100;
/** Signing a person in costs a password's hash on purpose: few at once. */
const AT_ONCE = 8;

interface Hamlet {
  station: mqtt.MqttClient;
  topic: string;
  phone: TestBrowser;
}

/** From publishing a value beyond a limit to the push service having the message for whoever is told, milliseconds. */
async function pushLatencies(): Promise<number[]> {
  const service = await startPushService();
  const hub = await benchHub({
    PUSH_SERVICES: service.origin,
    RULES: join(DIST, '../test/bench/rules-told.json'),
  });
  const hamlets: Hamlet[] = [];
  try {
    const accounts = await benchDevices(hub, HAMLETS, 'told');
    const enter = async (i: number): Promise<void> => {
      const [id, name] = [`thon-${i}`, `Thôn ${i}`];
      await send(hub, 'POST', '/api/registry/hamlet', { id, name });
      await send(hub, 'PATCH', `/api/devices/told-${i}`, { hamlet: name });
      const grants = [{ role: 'security-officer', scope: { kind: 'hamlet' as const, id } }];
      const officer = await addPerson(hub, { name: `Công an viên ${i}`, grants });
      const phone = service.browser();
      await officer.send('POST', '/api/push/subscriptions', phone.subscription);
      const { username, password, topic } = accounts[i]!;
      const station = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, { username, password });
      hamlets.push({ station, topic, phone });
    };
    for (let i = 0; i < HAMLETS; i += AT_ONCE)
      await Promise.all(Array.from({ length: Math.min(AT_ONCE, HAMLETS - i) }, (_, n) => enter(i + n)));
    await sleep(2000);
    const sentAt = new Map<Hamlet, number>();
    for (const hamlet of hamlets) {
      sentAt.set(hamlet, Date.now());
      hamlet.station.publish(hamlet.topic, JSON.stringify({ pm25: 600 }), { qos: 1 });
      await sleep(1000 / PER_SECOND);
    }
    await sleep(5000);
    // what never arrived took for ever
    return hamlets.map((hamlet) => (hamlet.phone.pushed[0]?.at ?? Number.POSITIVE_INFINITY) - sentAt.get(hamlet)!);
  } finally {
    await Promise.all(hamlets.map(({ station }) => station.endAsync(true)));
    await hub.stop();
    hub.remove();
    await service.stop();
  }
}

async function send(
  hub: { fetch(path: string, init: RequestInit): Promise<Response> },
  method: string,
  path: string,
  body: object,
): Promise<void> {
  const init = { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await hub.fetch(path, init);
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
}

/** Row (l): 100 alerts a second, each of another hamlet, until the push service has the message. */
export async function told(runs: number): Promise<Row[]> {
  const all: number[][] = [];
  for (let i = 0; i < runs; i++) all.push(await pushLatencies());
  const middle = (p: number) => median(all.map((latencies) => percentile(latencies, p)));
  const what = `publish to the push service at ${PER_SECOND} alerts/s`;
  return [
    { id: 'l.p50', what: `${what}, p50`, value: middle(0.5), unit: 'ms', runs },
    { id: 'l.p99', what: `${what}, p99`, value: middle(0.99), unit: 'ms', runs, bar: { atMost: 1000 } },
  ];
}
