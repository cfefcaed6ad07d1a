import { describe, expect, it } from '@jest/globals';
import type { AlertTransition, ReadingsItem } from '#hub/contracts';
import { alertingOf, station } from './stations.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const TRUE_TIME = Date.UTC(2026, 5, 2, 1, 0);

/** Probes without a clock: the hub stamps what they send. */
const water = station('ho-1', 'water');

/** The hub as it lives on while its clock shows something else: a tick each second, pH each minute, all through the log. */
function hubAhead(ahead: number, restarts: boolean) {
  const app = alertingOf([water]);
  let now = TRUE_TIME + ahead;
  const told: string[] = [];
  const say = (items: ReadingsItem[]) => {
    for (const { change, alert } of app.take(items) as AlertTransition[])
      if (change !== 'updated')
        told.push(`${change} ${alert.rule} ${Math.round((alert.startedAt - TRUE_TIME) / MINUTE)}`);
  };
  return {
    told: () => told.splice(0),
    setRight() {
      now -= ahead;
      return this;
    },
    minutes(n: number, ph?: number) {
      for (let minute = 0; minute < n; minute++) {
        const items: ReadingsItem[] = [];
        for (let s = 0; s < 60; s++) items.push({ type: 'tick', received: (now += SECOND), clock: 'ok' });
        if (ph !== undefined)
          items.push({
            type: 'reading',
            commune: '26734',
            device: 'ho-1',
            kind: 'water',
            ts: now,
            received: now,
            late: false,
            values: { ph },
            simulated: false,
          });
        say(items);
        if (restarts && minute % 4 === 1) app.restart();
      }
      return this;
    },
    open: () => [...app.service.alerts()].filter((a) => a.endedAt === undefined).map((a) => a.rule),
  };
}

describe.each([
  ['30 minutes', 30 * MINUTE],
  ['an hour', 60 * MINUTE],
  ['a day', DAY],
])('the clock of the hub was ahead by %s, and is set right', (_, ahead) => {
  describe.each([
    ['which goes on', false],
    ['which is restarted again and again', true],
  ])('on a hub %s', (__, restarts) => {
    it('acid water is told of after its quarter of an hour, and a probe that falls silent as silent', () => {
      const hub = hubAhead(ahead, restarts).minutes(20, 7).setRight();
      // right at 20 minutes past the start by the true time
      expect(hub.minutes(15, 4).told()).toEqual([]);
      expect(hub.minutes(2, 4).told()).toEqual(['opened ph-low 21']);
      expect(hub.minutes(4).told()).toEqual(['opened device-silent 37']);
      expect(hub.minutes(1, 4).told()).toEqual(['returned device-silent 37']);
      expect(hub.open()).toEqual(['ph-low']);
    });

    it('what was told of goes on as one alert, and its start is not in the future', () => {
      const hub = hubAhead(ahead, restarts).minutes(20, 4);
      expect(hub.told()).toEqual([`opened ph-low ${ahead / MINUTE + 1}`]);
      hub.setRight().minutes(30, 4);
      expect(hub.told()).toEqual([]);
      expect(hub.open()).toEqual(['ph-low']);
      expect(hub.minutes(40, 7).told()).toEqual([`returned ph-low 20`]);
    });

    it('a probe that was silent is silent still, and heard of again', () => {
      const hub = hubAhead(ahead, restarts).minutes(2, 7).minutes(5);
      expect(hub.told()).toEqual([`opened device-silent ${ahead / MINUTE + 2}`]);
      expect(hub.setRight().minutes(5).told()).toEqual([]);
      expect(hub.minutes(1, 7).told()).toEqual(['returned device-silent 7']);
      expect(hub.minutes(4).told()).toEqual(['opened device-silent 13']);
    });
  });
});
