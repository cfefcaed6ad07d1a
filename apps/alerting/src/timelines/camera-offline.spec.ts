import { expect, it } from '@jest/globals';
import type { DeviceEvent, ReadingsItem } from '#hub/contracts';
import { alertingOf, station } from './stations.js';

const MINUTE = 60_000;
const T0 = Date.UTC(2026, 5, 2, 1, 0);
const camera = station('cam-1', 'camera');

/** A hub with one camera, whose gateway says whether it is there; times are minutes from the start. */
function hub() {
  const app = alertingOf([camera]);
  let now = T0;
  const told: string[] = [];
  const minutes = (ms: number | undefined) => (ms === undefined ? '' : Math.round((ms - T0) / MINUTE));
  const take = (item: ReadingsItem) => {
    for (const { change, alert } of app.take([item]).filter((t) => t.change !== 'updated'))
      told.push(`${change} ${alert.rule} ${alert.severity} ${minutes(alert.startedAt)}–${minutes(alert.endedAt)}`);
  };
  return {
    told: () => told.splice(0),
    says: (online: boolean) => take({ type: 'status', commune: '26734', device: 'cam-1', online, received: now }),
    sees: (event: string) => take(seen(event, now)),
    off: (n: number) => void (now += n * MINUTE),
    restart: () => app.restart(),
    until(minute: number, clock: 'ok' | 'behind' = 'ok') {
      for (; now < T0 + minute * MINUTE; ) take({ type: 'tick', received: (now += 1000), clock });
    },
  };
}
const seen = (event: string, ts: number): DeviceEvent => ({
  type: 'event',
  commune: '26734',
  device: 'cam-1',
  ts,
  received: ts,
  late: false,
  event,
  phase: 'start',
  simulated: false,
});

it('a camera that is said to be offline for ten minutes is told of, once, until it is said to be back', () => {
  const story = hub();
  story.until(1);
  story.says(false);
  story.until(6);
  // said again by its gateway: still since the first time
  story.says(false);
  story.restart();
  story.until(10);
  expect(story.told()).toEqual([]);
  story.until(12);
  story.restart();
  story.until(30);
  expect(story.told()).toEqual(['opened camera-offline watch 1–']);
  story.says(true);
  story.restart();
  story.until(60);
  expect(story.told()).toEqual(['returned camera-offline watch 1–30']);
});

it('one that is back in time is not, nor one that sees something, whatever its gateway said', () => {
  const story = hub();
  story.until(1);
  story.says(false);
  story.until(9);
  story.says(true);
  story.until(30);
  story.says(false);
  story.until(35);
  story.sees('vehicle');
  story.until(60);
  expect(story.told()).toEqual([]);
});

it('what was said before the hub was off, or while its clock was not right, counts from then', () => {
  const story = hub();
  story.until(1);
  story.says(false);
  story.until(2);
  story.off(60);
  story.until(71);
  expect(story.told()).toEqual([]);
  story.until(73);
  expect(story.told()).toEqual(['opened camera-offline watch 1–']);
  story.says(true);
  story.says(false);
  story.told();
  story.until(100, 'behind');
  story.until(109);
  expect(story.told()).toEqual([]);
  story.until(111);
  expect(story.told()).toEqual(['opened camera-offline watch 73–']);
});
