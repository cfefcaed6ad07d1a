import { describe, expect, it } from '@jest/globals';
import type { CameraEvent, FindingSketch } from '#hub/contracts';
import { aStation, NOON } from '../../testing.js';
import { stillsOf, watchersOf } from './stills.js';

const MINUTE = 60_000;
const stations = ['cong', 'dong', 'duong', 'bom'].map((id) => ({ ...aStation({ device: { id } }), isCamera: true }));
const event = (camera: string, what: string, minutesAgo: number): CameraEvent => ({
  ...{ camera, event: what, ts: NOON - minutesAgo * MINUTE, zones: [] },
});
const EVENTS = [event('cong', 'boat', 1), event('duong', 'person', 2), event('dong', 'person', 30)];
const order = (events: CameraEvent[], watchers: string[] = []) =>
  stillsOf([...stations, aStation()], events, watchers, NOON).map(({ device }) => device.id);
const found = (id: string, score: number, cameras?: string[]): FindingSketch => ({
  ...{ id, kind: 'burning', commune: '10807', target: id, targets: [id], startedAt: NOON, updatedAt: NOON, score },
  ...{ simulated: false, where: { area: { type: 'Polygon', coordinates: [] }, km2: 1, best: [106, 20], how: [] } },
  ...(cameras && {
    where: { area: { type: 'Polygon', coordinates: [] }, km2: 1, best: [106, 20] as const, how: [], cameras },
  }),
});

describe('the pictures of the strip', () => {
  it('are of where something happened last', () => {
    expect(order(EVENTS)).toEqual(['cong', 'duong', 'dong', 'bom']);
  });
  it('are first of what a suspected area can be seen by, whatever passes a sluice', () => {
    expect(order(EVENTS, ['dong', 'bom'])).toEqual(['dong', 'bom', 'cong', 'duong']);
  });
  it('are before all of a camera that sees smoke now, and for as long as that counts', () => {
    expect(order([...EVENTS, event('bom', 'smoke', 4)], ['dong'])[0]).toBe('bom');
    expect(order([...EVENTS, event('bom', 'smoke', 14)], ['dong'])[0]).toBe('dong');
  });
  it('follow the surest suspicion; of older findings nothing is known', () => {
    expect(watchersOf([found('b', 40, ['bom']), found('a', 70, ['dong', 'cong']), found('c', 90)])).toEqual([
      ...['dong', 'cong', 'bom'],
    ]);
  });
});
