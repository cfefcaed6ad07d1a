import { expect, it } from '@jest/globals';
import { newDraft } from '../draft/draft.js';
import type { KnownBox } from '../known/catalogue.js';
import { replaceable } from './replaceable.js';

const METRE = 1 / 111_320;
const box = (id: string, metres: number | undefined, more: Partial<KnownBox> = {}): KnownBox => ({
  ...{ id, name: id, profile: 'canal-level' },
  ...(metres !== undefined && { lat: 20.5 + metres * METRE, lon: 106.2 }),
  ...more,
});
const ids = (boxes: KnownBox[]) => boxes.map(({ id }) => id);
const draft = { ...newDraft('key', 'me', 0), profile: 'canal-level', hamlet: 'Thôn Mễ' };

it('boxes of the same profile within 150 m may be replaced, the nearest first, three at most', () => {
  const fix = { lat: 20.5, lon: 106.2, accuracyM: 5, at: 0 };
  const boxes = [
    ...[box('a', 140), box('b', 2), box('c', 160), box('d', 60), box('e', 90)],
    ...[box('air', 1, { profile: 'air-station' }), box('nowhere', undefined)],
  ];
  expect(ids(replaceable({ ...draft, fix }, boxes))).toEqual(['b', 'd', 'e']);
});

it('without a position those of the hamlet are shown', () => {
  const boxes = [box('a', 0, { hamlet: 'Thôn Mễ' }), box('b', 0, { hamlet: 'Thôn Đông' }), box('c', 0)];
  expect(ids(replaceable(draft, boxes))).toEqual(['a']);
  expect(replaceable({ ...draft, hamlet: undefined } as never, boxes)).toEqual([]);
});
