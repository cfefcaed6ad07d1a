import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { topics } from '#hub/contracts';
import { COMMUNE, TestBroker } from '../testing/test-broker.js';
import { publishPacket, subscribePacket } from '../testing/wire.js';

// real servers on a machine that has other work, too
jest.setTimeout(60_000);

const REFUSED = 0x80;
const status = topics.status(COMMUNE, 'air-1');
let hub: TestBroker;
beforeEach(async () => {
  hub = await TestBroker.start();
  hub.addDevice('air-1');
  hub.addDevice('air-2');
});
afterEach(() => hub.stop());
const refusals = async (account: string) =>
  (await hub.refusals(account)).map(({ reason, detail, count }) => [reason, detail, count]);

describe("what is sent to another device's topic", () => {
  const other = topics.telemetry(COMMUNE, 'air-2');

  it('with QoS 1 is never acknowledged: the sender is cut, and named', async () => {
    const client = await hub.rawSignedIn('air-1');
    client.send(publishPacket(other, '{"pm25":999}', { qos: 1, id: 1 }));
    await client.ended();
    expect(client.all('puback')).toEqual([]);
    expect(await refusals('air-1')).toEqual([['topic-denied', other, 1]]);
    expect(hub.texts('air-1')).toEqual([]);
  });

  it('with QoS 0 is dropped; what belongs to the sender goes on', async () => {
    const client = await hub.rawSignedIn('air-1');
    client.send(
      publishPacket(other, '{"pm25":999}'),
      publishPacket('$SYS/broker/load', '{}'),
      publishPacket(topics.telemetry(COMMUNE, 'air-1'), 'mine', { qos: 1, id: 1 }),
    );
    await client.packet('puback');
    expect(await refusals('air-1')).toEqual([['topic-denied', '$SYS/broker/load', 2]]);
    expect(hub.packets().filter((p) => p.topic === other)).toEqual([]);
    expect(hub.texts('air-1')).toEqual(['mine']);
  });

  it('of a gateway is acknowledged and dropped: it could not know better, and has more to say', async () => {
    hub.addGateway('zigbee', ['zigbee2mqtt/#']);
    const client = await hub.rawSignedIn('zigbee');
    client.send(
      publishPacket(other, '{"pm25":999}', { qos: 1, id: 1 }),
      publishPacket('homeassistant/sensor/config', '{}', { qos: 2, id: 2, retain: true }),
      publishPacket('zigbee2mqtt/lamp', 'on', { qos: 1, id: 3 }),
    );
    await client.packet('puback', 1);
    await client.packet('pubrec');
    expect(hub.packets('zigbee').map((p) => p.topic)).toEqual(['zigbee2mqtt/lamp']);
    expect((await refusals('zigbee'))[0]).toEqual(['topic-denied', 'homeassistant/sensor/config', 2]);
  });
});

describe('ears', () => {
  it('are given for what lies below the own id, and for nothing else in the same breath', async () => {
    const client = await hub.rawSignedIn('air-1');
    const filters = [topics.commands(COMMUNE, 'air-1'), '#', '$SYS/#', topics.commands(COMMUNE, 'air-2'), '+/+/+/+/+'];
    client.send(subscribePacket(1, ...filters));
    const { body } = await client.packet('suback');
    expect([...body.subarray(2)]).toEqual([1, REFUSED, REFUSED, REFUSED, REFUSED]);
    expect(await refusals('air-1')).toEqual([['subscribe-denied', '+/+/+/+/+', 4]]);
  });

  it('of a gateway that may no longer hear something are deaf for it', async () => {
    hub.addGateway('scada', [topics.below(COMMUNE, 'air-1').concat('#')]);
    const listener = await hub.rawSignedIn('scada');
    listener.send(subscribePacket(1, topics.status(COMMUNE, 'air-1')));
    await listener.packet('suback');
    const sender = await hub.rawSignedIn('air-1');
    sender.send(publishPacket(status, '{"n":1}', { qos: 1, id: 1, retain: true }));
    expect((await listener.packet('publish')).body.toString()).toContain('{"n":1}');
    hub.addGateway('scada', ['elsewhere/#']);
    sender.send(publishPacket(status, '{"n":2}', { qos: 1, id: 2, retain: true }));
    await sender.packet('puback', 1);
    hub.addGateway('scada', [topics.below(COMMUNE, 'air-1').concat('#')]);
    sender.send(publishPacket(status, '{"n":3}', { qos: 1, id: 3, retain: true }));
    expect((await listener.packet('publish', 1)).body.toString()).toContain('{"n":3}');
  });
});
