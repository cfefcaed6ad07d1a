import { describe, expect, it } from '@jest/globals';
import type { ReadingsItem } from '#hub/contracts';
import { detection, intervals, Keeper, MINUTE, reading, SECOND, T0 } from './spec-kit.js';

const DAY = 24 * 60 * MINUTE;
const tick = (received: number, clock: 'ok' | 'behind' = 'ok'): ReadingsItem => ({ type: 'tick', received, clock });

/** A hub with a device that has no clock: what it sends is stamped by the hub's. */
class Hub extends Keeper {
  constructor(public now: number) {
    super();
  }
  minutes(n: number, pm25: number | undefined, clock: 'ok' | 'behind' = 'ok') {
    for (let s = 0; s < n * 60; s++) {
      this.now += SECOND;
      this.take(tick(this.now, clock));
      if (s % 60 === 59 && pm25 !== undefined) this.take(reading('a', this.now, pm25, this.now));
    }
    return this;
  }
  told(rule: string) {
    const all = this.outcomes.filter((o) => o.rule === rule && o.kind !== 'updated');
    this.outcomes.length = 0;
    return all;
  }
}

describe.each([
  ['30 minutes', 30 * MINUTE],
  ['an hour', 60 * MINUTE],
  ['a day', DAY],
])('a hub whose clock was ahead by %s and is set right', (_, ahead) => {
  const aheadHub = (minutes: number, value: number) => new Hub(T0 + ahead).minutes(minutes, value);
  const setRight = (hub: Hub) => {
    hub.now -= ahead;
    hub.take(tick(hub.now));
    return hub;
  };

  it.each([3, 25, 1700])('pages for what is wrong as soon as it has held (%i minutes ahead)', (minutes) => {
    const hub = setRight(aheadHub(minutes, 40));
    const from = hub.now;
    hub.told('held');
    expect(hub.minutes(6, 150).told('held')).toMatchObject([{ kind: 'opened', startedAt: from + MINUTE }]);
    expect(hub.restart()).toEqual([]);
    expect(hub.minutes(5, 20).told('held')).toMatchObject([{ kind: 'returned', startedAt: from + MINUTE }]);
  });

  it('does not lose the open alert, tell it twice, or let it begin in the future', () => {
    const hub = aheadHub(30, 150);
    const [opened] = hub.told('held');
    setRight(hub);
    expect(hub.outcomes.filter((o) => o.rule === 'held')).toMatchObject([
      { kind: 'updated', id: opened!.id, startedAt: Math.min(opened!.startedAt, hub.now), facts: { value: 150 } },
    ]);
    expect(hub.restart()).toEqual([]);
    expect(hub.minutes(20, 150).told('held')).toEqual([]);
    expect(hub.restart()).toEqual([]);
    expect(hub.minutes(5, 20).told('held')).toMatchObject([{ kind: 'returned', id: opened!.id }]);
  });

  it('goes on with a camera that sees somebody', () => {
    const hub = aheadHub(1, 40);
    hub.take(detection('a', hub.now, 'person', 'p1', hub.now));
    const [opened] = hub.told('person');
    expect(opened).toMatchObject({ kind: 'opened' });
    setRight(hub);
    expect(hub.restart()).toEqual([]);
    hub.minutes(5, 40);
    hub.take(detection('a', hub.now, 'person', 'p2', hub.now));
    const last = hub.now;
    expect(hub.told('person')).toEqual([]);
    const told = hub.minutes(11, 40).told('person');
    expect(told).toMatchObject([{ kind: 'returned', id: opened!.id, endedAt: last + 10 * MINUTE }]);
    hub.take(detection('a', hub.now, 'person', 'p3', hub.now));
    expect(hub.told('person')).toMatchObject([{ kind: 'opened' }]);
  });

  it('decides the same after a restart at any minute as without one', () => {
    const story = (restartAt?: number) => {
      const hub = aheadHub(20, 40);
      const step = (i: number) => (i === restartAt ? expect(hub.restart()).toEqual([]) : undefined);
      step(0);
      setRight(hub);
      [150, 150, 150, 150, 150, 30, 30, 30, 80, 80].forEach((value, i) => {
        hub.minutes(1, value);
        step(i + 1);
      });
      return intervals(hub.outcomes);
    };
    const wanted = story();
    expect(Object.keys(wanted)).toEqual(expect.arrayContaining(['held:a', 'at-once:a']));
    for (let i = 0; i <= 10; i++) expect(story(i)).toEqual(wanted);
  });

  it('tells at once, when somebody vouches for the clock, of what held while nobody did', () => {
    const hub = aheadHub(25, 40);
    hub.now -= ahead;
    const from = hub.now;
    hub.take(tick(hub.now, 'behind'));
    hub.minutes(10, 150, 'behind');
    hub.told('held');
    hub.take(tick((hub.now += SECOND)));
    expect(hub.told('held')).toMatchObject([{ kind: 'opened', startedAt: from + MINUTE }]);
  });
});

it('a clock that was behind and is right again: nothing that was known before is touched', () => {
  const hub = new Hub(T0).minutes(30, 150);
  const [opened] = hub.told('held');
  const right = hub.now;
  hub.now -= DAY;
  hub.minutes(5, undefined, 'behind');
  hub.now = right + 6 * MINUTE;
  hub.minutes(3, 150);
  expect(hub.told('held')).toEqual([]);
  expect(hub.minutes(5, 20).told('held')).toMatchObject([{ kind: 'returned', startedAt: opened!.startedAt }]);
});

it("a time service's small step back changes nothing, nor does a device whose own clock is a little ahead", () => {
  const hub = new Hub(T0).minutes(3, 150);
  hub.take(reading('b', hub.now + 5 * MINUTE, 150, hub.now));
  hub.now -= 5 * SECOND;
  const { journal } = hub;
  hub.take(tick(hub.now));
  expect(hub.journal).toBe(journal);
  hub.now -= 20 * SECOND;
  hub.take(tick(hub.now));
  expect(hub.minutes(2, 150).told('held')).toMatchObject([{ kind: 'opened', target: 'a', startedAt: T0 + MINUTE }]);
});
