import { describe, expect, it } from '@jest/globals';
import type { DeviceEvent } from '#hub/contracts';
import { FOUR, MINUTE, SECOND } from '../timelines/people.js';
import { alertingOf, station } from '../timelines/stations.js';

/** A camera and a station of one hamlet, and what is said of either, minute by minute from 16:00. */
function fireOf(said: readonly [minute: number, device: string, event: string, more: Partial<DeviceEvent>][]) {
  const app = alertingOf([station('cam-1', 'camera'), station('kk-1', 'air')]);
  const titles: string[] = [];
  for (let now = FOUR; now < FOUR + 15 * MINUTE; now += SECOND) {
    const events = said
      .filter(([minute]) => FOUR + minute * MINUTE === now)
      .map(
        ([, device, event, more]): DeviceEvent => ({
          ...{ type: 'event', commune: '26734', device, ts: now, received: now, late: false },
          ...{ event, phase: 'start', simulated: false, ...more },
        }),
      );
    app.take([...events, { type: 'tick', received: now, clock: 'ok' }]);
    const [incident] = app.service.incidents();
    if (incident && titles.at(-1) !== incident.text.title) titles.push(incident.text.title);
  }
  return { titles, incidents: app.service.incidents() };
}
const smoke = (minute: number, n: number) => [minute, 'cam-1', 'smoke', { eventId: `s${n}` }] as const;
const burning = (minute: number, score: number) =>
  [minute, 'kk-1', 'burning', { eventId: 'b', score, phase: minute === 5 ? 'start' : 'update', byHub: true }] as const;
const sighted = [smoke(0, 1), smoke(0.5, 2), smoke(1, 3)].map((one) => [...one] as [number, string, string, object]);
const found = (...scores: [number, number][]) =>
  scores.map(([minute, score]) => [...burning(minute, score)] as [number, string, string, object]);

describe('the words of an incident', () => {
  it('are those of what the hub concluded from several signs, and no more of the camera that saw it first', () => {
    const { titles, incidents } = fireOf([...sighted, ...found([5, 0.94])]);
    expect(titles).toEqual(['Camera nghi có khói', 'Khả năng cao đốt rơm rạ']);
    expect(incidents).toMatchObject([{ target: 'kk-1', counts: { alerts: 3 } }]);
  });

  it('stay those of the camera while the hub’s own suspicion is weaker', () => {
    expect(fireOf([...sighted, ...found([5, 0.45])]).titles).toEqual(['Camera nghi có khói']);
  });

  it('do not go to and fro with a score', () => {
    const scores = [0.94, 0.7, 0.88, 0.61, 0.9].map((score, i): [number, number] => [5 + 2 * i, score]);
    expect(fireOf([...sighted, ...found(...scores)]).titles).toHaveLength(2);
  });

  it('are those of what is worse, whoever says it', () => {
    const fire: [number, string, string, object] = [8, 'cam-1', 'fire', { eventId: 'f', score: 0.9 }];
    expect(fireOf([...sighted, ...found([5, 0.94]), fire]).titles.at(2)).toBe('Camera nghi có lửa');
  });
});
