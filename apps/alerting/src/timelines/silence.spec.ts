import { describe, expect, it } from '@jest/globals';
import type { Reading, ReadingsItem } from '#hub/contracts';
import { Timeline } from '#hub/testkit';
import { alertingOf, station } from './stations.js';

const MINUTE = 60_000;
const DAY = '2026-06-02';

const readingOf = (received: number): Reading => ({
  type: 'reading',
  commune: '26734',
  device: 'kk-1',
  kind: 'air',
  ts: received,
  received,
  late: false,
  values: { pm25: 20 },
  simulated: false,
});

describe('silence', () => {
  const air = station('kk-1', 'air');
  const steady = (story: Timeline, from: string, to: string) => story.series(from, to, MINUTE, 'kk-1', 'pm25', 20);

  it('three missed intervals are told of, once, and the next packet ends it', () => {
    const story = steady(new Timeline(DAY, [air]), '08:00', '08:30').send('09:10', 'kk-1', { pm25: 20 });
    story
      .wants('opened', 'device-silent', 'kk-1', ['08:33', '08:33:02'], { startedAt: story.ms('08:30') })
      .wants('returned', 'device-silent', 'kk-1', ['09:10', '09:10'], { endedAt: story.ms('09:10') });
    story.play(alertingOf([air]).take);
  });

  it('timers start anew when the hub itself was off', () => {
    const story = steady(new Timeline(DAY, [air]), '08:00', '08:01').hubOff('08:02', '11:00');
    steady(story, '11:02', '11:05').until('11:07');
    story.play(alertingOf([air]).take);
  });

  it('and still tell of a device that stays away afterwards', () => {
    const story = steady(new Timeline(DAY, [air]), '08:00', '08:01')
      .hubOff('08:02', '11:00')
      .until('11:20');
    story.wants('opened', 'device-silent', 'kk-1', ['11:03', '11:03:02'], { startedAt: story.ms('11:00') });
    story.play(alertingOf([air]).take);
  });

  it('says nothing while the clock of the hub is not right, and counts from when it is', () => {
    const story = steady(new Timeline(DAY, [air]), '08:00', '08:01').hubClock('unsynchronised', '08:02', '09:00');
    story.wants('opened', 'device-silent', 'kk-1', ['09:02:59', '09:03:02'], { startedAt: story.ms('08:59:59') });
    story.play(alertingOf([air]).take);
  });

  it('a device that measures but is refused by its own quality flags is not silent', () => {
    const story = new Timeline(DAY, [air]).series('08:00', '09:00', MINUTE, 'kk-1', 'pm25', 500, { quality: 'fault' });
    story.play(alertingOf([air]).take);
  });

  it('a node that says only that it lives is heard; a connection that stays or comes back is no sign of life', () => {
    for (const [heard, opened] of [
      [true, []],
      [undefined, ['opened']],
    ] as const) {
      const app = alertingOf([air]);
      const told: string[] = [];
      let now = new Timeline(DAY, [air]).ms('08:00');
      const take = (item: ReadingsItem) =>
        told.push(...app.take([item]).flatMap((t) => (t.change === 'updated' ? [] : t.change)));
      take(readingOf(now));
      for (let s = 1; s <= 900; s++) {
        now += 1000;
        take({ type: 'tick', received: now, clock: 'ok' });
        const status = { type: 'status', commune: '26734', device: 'kk-1', online: true, received: now } as const;
        if (s % 60 === 0) take(heard ? { ...status, heard } : status);
        if (s % 170 === 0) app.restart();
      }
      expect(told).toEqual(opened);
    }
  });

  it('a device that was never heard is not missed', () => {
    const story = steady(new Timeline(DAY, [air, station('moi', 'air')]), '08:00', '08:30');
    story.play(alertingOf([air, station('moi', 'air')]).take);
  });

  it('a camera, which speaks only when it sees something, is not missed', () => {
    const camera = station('cam-1', 'camera');
    const story = new Timeline(DAY, [camera]).detect('08:00', 'cam-1', 'vehicle').until('12:00');
    story.play(alertingOf([camera]).take);
  });
});

describe('silence and offline rules with windows', () => {
  const air = station('kk-1', 'air');
  /** Watched from 09:00 to 10:00 alone. */
  const inHours = (rule: string, more: object = {}) => {
    const app = alertingOf([air, station('cam-1', 'camera')]);
    const change = { windows: [{ from: 9 * 60, to: 10 * 60 }], ...more };
    const asked = { type: 'rule', id: 'r', rule, version: 0, change, note: 'x', by: 'An', at: 0 } as const;
    expect(app.ask(asked)).toMatchObject([{ type: 'rule' }]);
    return app;
  };
  const steady = (story: Timeline, from: string, to: string) => story.series(from, to, MINUTE, 'kk-1', 'pm25', 20);

  it('tell of what is silent still when the window begins, with the start that it had', () => {
    const story = steady(new Timeline(DAY, [air]), '08:00', '08:30').until('09:20');
    story.wants('opened', 'device-silent', 'kk-1', ['09:00', '09:00:02'], { startedAt: story.ms('08:30') });
    story.play(inHours('device-silent').take);
  });

  it('tell nothing of what came back before, nor of what falls silent after; what was told is over when it is heard', () => {
    const story = steady(new Timeline(DAY, [air]), '08:00', '08:30');
    steady(story, '08:50', '09:40');
    steady(story, '10:20', '10:30').until('10:50');
    story
      .wants('opened', 'device-silent', 'kk-1', ['09:43', '09:43:02'], { startedAt: story.ms('09:40') })
      .wants('returned', 'device-silent', 'kk-1', ['10:20', '10:20'], { endedAt: story.ms('10:20') });
    story.play(inHours('device-silent').take);
  });

  it('so does a camera whose gateway said that it is away', () => {
    const app = inHours('camera-offline');
    const start = new Timeline(DAY, [air]).ms('08:00');
    const told: string[] = [];
    const take = (item: ReadingsItem) =>
      told.push(...app.take([item]).map(({ change }) => `${(item.received - start) / MINUTE} ${change}`));
    take({ type: 'status', commune: '26734', device: 'cam-1', online: false, received: start });
    for (let s = 1; s < 7200; s++) take({ type: 'tick', received: start + s * 1000, clock: 'ok' });
    expect(told.filter((line) => line.includes('opened'))).toEqual(['60 opened']);
  });
});
