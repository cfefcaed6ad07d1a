import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { topics } from '#hub/contracts';
import { eventually } from '#hub/testkit';
import { HeldLog } from '../testing/held-log.js';
import type { RawClient } from '../testing/raw-client.js';
import { COMMUNE, secretOf, TestBroker } from '../testing/test-broker.js';
import { TestClock } from '../testing/test-clock.js';
import { type ConnectOptions, disconnectPacket, publishPacket, subscribePacket } from '../testing/wire.js';
import { GRACE_MS } from './link-status.js';

// real servers on a machine that has other work, too
jest.setTimeout(60_000);

const ONLINE = '{"online":true}';
const OFFLINE = '{"online":false}';
let clock: TestClock;
let hub: TestBroker;
let log: HeldLog;
beforeEach(async () => {
  clock = new TestClock();
  hub = await TestBroker.start({ clock, wrapLog: (inner) => (log = new HeldLog(inner)) });
  hub.addDevice('air-1');
  hub.addDevice('witness');
});
afterEach(() => hub.stop());

const said = (id: string) =>
  hub.packets(id).flatMap((p) => (p.topic === topics.status(COMMUNE, id) ? [Buffer.from(p.payload).toString()] : []));
const connect = async (id: string, options?: ConnectOptions): Promise<RawClient> => {
  const client = await hub.raw();
  client.connect(id, secretOf(id), options);
  await client.packet('connack');
  if (hub.directory.device(id))
    await eventually(
      `${id} online`,
      () => said(id).length,
      (n) => n > 0,
    );
  return client;
};
const count = async (n: number) => {
  await eventually(
    `${n} signed in`,
    () => hub.broker.counters.signedIn,
    (signedIn) => signedIn === n,
  );
};
const lose = async (client: RawClient) => {
  const before = hub.broker.counters.signedIn;
  client.destroy();
  await count(before - 1);
};
/** Lets the grace pass; what another device's loss brings into the log is the proof that all losses were looked at. */
async function afterTheGrace(): Promise<void> {
  await lose(await connect('witness'));
  clock.at += GRACE_MS;
  await eventually(
    'the witness lost',
    () => said('witness').at(-1),
    (text) => text === OFFLINE,
  );
}

describe('the link of a device', () => {
  it('is told as its own status would be, when it comes and when it is lost', async () => {
    const client = await connect('air-1');
    expect(said('air-1')).toEqual([ONLINE]);
    await lose(client);
    await afterTheGrace();
    expect(said('air-1')).toEqual([ONLINE, OFFLINE]);
    const lost = hub.packets('air-1').at(-1)!;
    expect(lost).toMatchObject({ account: 'air-1', received: clock.at });
  });

  it('that is back within seconds was never gone', async () => {
    await lose(await connect('air-1'));
    clock.at += GRACE_MS - 1;
    await connect('air-1');
    await afterTheGrace();
    expect(said('air-1')).toEqual([ONLINE]);
  });

  it('is told in the words of its last will', async () => {
    const will = { topic: topics.status(COMMUNE, 'air-1'), payload: '{"online":false,"battery":3.1}' };
    await lose(await connect('air-1', { will }));
    await afterTheGrace();
    expect(said('air-1')).toEqual([ONLINE, will.payload]);
  });

  it('is no loss when the device takes its leave, and a will is not said then', async () => {
    const client = await connect('air-1', { will: { topic: topics.status(COMMUNE, 'air-1'), payload: 'will' } });
    client.send(disconnectPacket);
    await client.ended();
    await count(0);
    await afterTheGrace();
    expect(said('air-1')).toEqual([ONLINE]);
  });

  it('that a new connection takes over is not lost', async () => {
    const old = await connect('air-1', { will: { topic: topics.status(COMMUNE, 'air-1'), payload: 'will' } });
    await connect('air-1');
    await old.ended();
    await afterTheGrace();
    expect(new Set(said('air-1'))).toEqual(new Set([ONLINE]));
  });

  it('is lost when the registry cuts it', async () => {
    const client = await connect('air-1');
    hub.remove('air-1');
    await client.ended();
    await afterTheGrace();
    expect(said('air-1')).toEqual([ONLINE, OFFLINE]);
  });

  it('is lost when its keepalive runs out', async () => {
    await connect('air-1', { keepalive: 1 });
    await count(0);
    await afterTheGrace();
    expect(said('air-1')).toEqual([ONLINE, OFFLINE]);
  });

  it("never speaks for another: a will on another device's topic is noted and not said", async () => {
    const topic = topics.status(COMMUNE, 'witness');
    await lose(await connect('air-1', { will: { topic, payload: 'forged' } }));
    await afterTheGrace();
    expect(JSON.stringify(hub.packets().map((p) => Buffer.from(p.payload).toString()))).not.toContain('forged');
    expect(await hub.refusals('air-1')).toEqual([expect.objectContaining({ reason: 'topic-denied', detail: topic })]);
  });

  it('is told when there is room again, where the disk was full at its loss', async () => {
    const client = await connect('air-1');
    log.shut = true;
    await lose(client);
    clock.at += 60_000;
    await delay(1200);
    log.shut = false;
    await eventually(
      'the loss told',
      () => said('air-1'),
      (texts) => texts.length === 2,
    );
    expect(said('air-1')).toEqual([ONLINE, OFFLINE]);
  });

  it('says nothing when the hub itself stops: nobody was lost', async () => {
    await connect('air-1');
    await hub.broker.stop();
    clock.at += GRACE_MS;
    await hub.broker.start();
    await afterTheGrace();
    expect(said('air-1')).toEqual([ONLINE]);
  });
});

describe('the link of a gateway’s client', () => {
  const FRIGATE = { clientId: 'frigate', will: { topic: 'frigate/available', payload: 'offline', retain: true } };
  const board = (name: string) => ({
    clientId: `DVES_${name}`,
    will: { topic: `tele/${name}/LWT`, payload: 'Offline', qos: 1 as const, retain: true },
  });
  const heard = (account: string) => hub.packets(account).map((p) => `${p.topic} ${Buffer.from(p.payload).toString()}`);
  beforeEach(() => {
    hub.addGateway('nvr', ['frigate/#']);
    hub.addGateway('boards', ['tele/#', 'stat/#']);
  });

  it('is told in the words of its last will when it is lost, and nothing is said for it when it comes', async () => {
    await lose(await connect('nvr', FRIGATE));
    expect(heard('nvr')).toEqual([]);
    await afterTheGrace();
    expect(heard('nvr')).toEqual(['frigate/available offline']);
    expect(hub.packets('nvr')[0]).toMatchObject({ account: 'nvr', received: clock.at });
    expect(await hub.refusals('nvr')).toEqual([]);
  });

  it('is told of the one board that is lost, and not of its neighbours', async () => {
    const pump = await connect('boards', board('pump'));
    await connect('boards', board('tank'));
    await lose(pump);
    await afterTheGrace();
    expect(heard('boards')).toEqual(['tele/pump/LWT Offline']);
  });

  it('that is back within seconds was never gone', async () => {
    await lose(await connect('boards', board('pump')));
    clock.at += GRACE_MS - 1;
    await connect('boards', board('pump'));
    await afterTheGrace();
    expect(heard('boards')).toEqual([]);
  });

  it('is known by the topic of its will where a bridge makes up a client id at each start', async () => {
    const will = { topic: 'zigbee2mqtt/bridge/state', payload: 'offline' };
    hub.addGateway('zigbee', ['zigbee2mqtt/#']);
    await lose(await connect('zigbee', { clientId: 'mqttjs_1', will }));
    await connect('zigbee', { clientId: 'mqttjs_2', will });
    // the old connection of a box that lost its power is found dead when the box is long back
    await lose(await connect('zigbee', { clientId: 'mqttjs_0', will }));
    await afterTheGrace();
    expect(heard('zigbee')).toEqual([]);
  });

  it('is lost when its keepalive runs out', async () => {
    await connect('nvr', { ...FRIGATE, keepalive: 1 });
    await count(0);
    await afterTheGrace();
    expect(heard('nvr')).toEqual(['frigate/available offline']);
  });

  it('is no loss when the client takes its leave, or a new connection takes over', async () => {
    const old = await connect('nvr', FRIGATE);
    const young = await connect('nvr', FRIGATE);
    await old.ended();
    young.send(disconnectPacket);
    await count(0);
    await afterTheGrace();
    expect(heard('nvr')).toEqual([]);
  });

  it('without a will says nothing: nobody knows whom it spoke for', async () => {
    await lose(await connect('nvr', { clientId: 'frigate' }));
    await afterTheGrace();
    expect(heard('nvr')).toEqual([]);
  });

  it.each(['communes/26734/devices/air-1/status', 'frigate/+', 'frigate/#', '$SYS/frigate'])(
    'never speaks where it may not: a will to %s is noted and not said',
    async (topic) => {
      await lose(await connect('nvr', { will: { topic, payload: 'offline' } }));
      await afterTheGrace();
      expect(heard('nvr')).toEqual([]);
      expect(await hub.refusals('nvr')).toEqual([expect.objectContaining({ reason: 'topic-denied', detail: topic })]);
    },
  );

  it('no longer speaks where the registry took the topic from it meanwhile', async () => {
    const client = await connect('nvr', FRIGATE);
    hub.addGateway('nvr', ['cameras/#']);
    await lose(client);
    await afterTheGrace();
    expect(heard('nvr')).toEqual([]);
  });
});

describe('a status that was to be kept', () => {
  it('is followed by the loss: who listens later does not hear that the device is there', async () => {
    hub.addGateway('scada', [topics.below(COMMUNE, 'air-1').concat('#')]);
    const will = { topic: topics.status(COMMUNE, 'air-1'), payload: OFFLINE, retain: true };
    const client = await connect('air-1', { will });
    client.send(publishPacket(will.topic, ONLINE, { qos: 1, id: 1, retain: true }));
    await client.packet('puback');
    await lose(client);
    await afterTheGrace();
    const listener = await connect('scada');
    listener.send(subscribePacket(1, will.topic));
    expect((await listener.packet('publish')).body.toString()).toContain(OFFLINE);
  });
});
