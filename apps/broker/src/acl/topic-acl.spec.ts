import { describe, expect, it } from '@jest/globals';
import { type Device, topicMatches } from '#hub/contracts';
import { device, gateway } from '../testing/test-broker.js';
import { aclOf, covers } from './topic-acl.js';

const account = { id: 'air-1', commune: '26734', secretHashes: [] };
const own = 'communes/26734/devices/air-1';

describe('a device', () => {
  const acl = aclOf({ ...account, device: device('air-1') });

  it.each([`${own}/telemetry`, `${own}/status`, `${own}/commands/7/ack`, `${own}/a/b/c`])('may use %s', (topic) => {
    expect(acl.mayPublish(topic)).toBe(true);
    expect(acl.maySubscribe(topic)).toBe(true);
  });
  it.each([
    own,
    `${own}/`,
    `${own}0/telemetry`,
    'communes/26734/devices/air-2/telemetry',
    'communes/26735/devices/air-1/telemetry',
    'communes/26734/devices/AIR-1/telemetry',
    `/${own}/telemetry`,
    'telemetry',
    '',
    '$SYS/x/y',
    'zigbee2mqtt/lamp',
  ])('may not use %j', (topic) => {
    expect(acl.mayPublish(topic)).toBe(false);
    expect(acl.maySubscribe(topic)).toBe(false);
  });
  it.each(['#', '+/#', 'communes/#', 'communes/+/devices/air-1/#', 'communes/26734/devices/+/commands', '$SYS/#'])(
    'may not listen to %s',
    (filter) => expect(acl.maySubscribe(filter)).toBe(false),
  );
  it('may listen to all of its own', () => {
    expect(acl.maySubscribe(`${own}/#`)).toBe(true);
    expect(acl.maySubscribe(`${own}/commands/+/ack`)).toBe(true);
  });
  it('has one topic that may be retained', () => {
    expect(acl.statusTopic).toBe(`${own}/status`);
  });
  it('behind a gateway has no account, and a device is never both', () => {
    const both = aclOf({ ...account, device: { ...device('air-1') } as Device, gateway: gateway('air-1', ['#']) });
    expect(both.mayPublish('anything')).toBe(false);
  });
});

describe('a gateway', () => {
  const acl = aclOf({ ...account, gateway: gateway('lora', ['application/+/device/+/event/#', 'tele/#']) });

  it('may publish what its filters match', () => {
    expect(acl.mayPublish('application/1/device/a840/event/up')).toBe(true);
    expect(acl.mayPublish('tele/sonoff/SENSOR')).toBe(true);
    expect(acl.mayPublish('application/1/device/a840/command/down')).toBe(false);
    expect(acl.mayPublish(`${own}/telemetry`)).toBe(false);
    expect(acl.mayPublish('$SYS/broker')).toBe(false);
  });
  it('may listen to what lies below its filters, and to nothing wider', () => {
    expect(acl.maySubscribe('tele/#')).toBe(true);
    expect(acl.maySubscribe('tele/+/SENSOR')).toBe(true);
    expect(acl.maySubscribe('application/7/device/+/event/up')).toBe(true);
    expect(acl.maySubscribe('application/#')).toBe(false);
    expect(acl.maySubscribe('+/sonoff/SENSOR')).toBe(false);
    expect(acl.maySubscribe('#')).toBe(false);
    expect(acl.maySubscribe('$share/g/tele/#')).toBe(false);
  });
  it('for everything has still nothing to do with the broker itself', () => {
    const all = aclOf({ ...account, gateway: gateway('all', ['#', '$SYS/#']) });
    expect(all.maySubscribe('#')).toBe(true);
    expect(all.maySubscribe('$SYS/#')).toBe(false);
    expect(all.mayPublish('$SYS/x')).toBe(false);
  });
  it('has no topic that may be retained', () => {
    expect(acl.statusTopic).toBeUndefined();
  });
});

describe('one filter covers another', () => {
  /** Everything of up to `depth` levels. */
  const combine = (levels: string[], depth: number): string[] =>
    depth === 1
      ? levels
      : [...levels, ...combine(levels, depth - 1).flatMap((rest) => levels.map((l) => `${l}/${rest}`))];
  const topics = combine(['a', 'b', 'c', ''], 4);
  const plain = combine(['a', 'b', '+', ''], 3);
  const filters = ['#', ...plain, ...plain.map((filter) => `${filter}/#`)];
  const matches = new Map(filters.map((f) => [f, new Set(topics.filter((t) => topicMatches(f, t)))]));

  it('only if every topic of the one is a topic of the other', () => {
    const wrong: string[] = [];
    let covered = 0;
    for (const wide of filters)
      for (const narrow of filters) {
        if (!covers(wide, narrow)) continue;
        covered++;
        for (const topic of matches.get(narrow)!)
          if (!matches.get(wide)!.has(topic)) wrong.push(`${wide} ${narrow} ${topic}`);
      }
    expect(wrong).toEqual([]);
    expect(covered).toBeGreaterThan(filters.length);
  });
  it('and a topic is covered just where it matches', () => {
    const wrong = filters.flatMap((f) =>
      topics.filter((t) => covers(f, t) !== topicMatches(f, t)).map((t) => `${f} ${t}`),
    );
    expect(wrong).toEqual([]);
  });
});
