import { expect, it } from '@jest/globals';
import type { Advice, AdviceChange } from '#hub/contracts';
import { readLand } from '../land/land.js';
import { loadTemplates } from '../words/templates.js';
import { DischargeStage } from '../testing/discharge-stage.js';
import { adviceWithoutStore } from './without-store.js';

const NOW = Date.UTC(2026, 10, 27, 5);
const HOUR = 3_600_000;

it('says to take no water while measurements cannot be read, and nothing of a plot once that is past', async () => {
  const stage = await DischargeStage.open(NOW);
  const foul = new Map([
    ['n-1', { at: NOW + HOUR, estimated: false }],
    ['n-3', { at: NOW - HOUR, estimated: true }],
  ]);
  const estimated = { plot: 'n-1', verdict: 'irrigate', hours: 4, level: { cm: -16 }, readTube: true, notes: [] };
  const told = new Map<string, AdviceChange>([
    ['n-1', { type: 'advice', plot: 'n-1', advice: estimated as unknown as Advice, days: [], at: 1 }],
  ]);
  const { registry } = stage;
  const land = () => readLand(registry);
  const deps = { registry, land, templates: loadTemplates(), foul: () => Promise.resolve(foul) };
  const held = await adviceWithoutStore(deps, told, NOW);
  expect(held.map(({ plot, advice }) => [plot, advice!.verdict, advice!.hours, advice!.level])).toEqual([
    ['n-1', 'no-intake', undefined, { cm: -16 }],
    ['n-3', 'no-intake', undefined, undefined],
  ]);
  // no tube is to be read before anybody shuts his gate
  expect(held[0]!.advice).not.toHaveProperty('readTube');
  expect(held[0]!.advice!.why.vi).toMatch(/^Nghi có nước thải trong kênh, tới ruộng khoảng 13:00 hôm nay\./);
  for (const change of held) told.set(change.plot, change);
  expect(await adviceWithoutStore(deps, told, NOW + HOUR)).toEqual([]);
  foul.delete('n-1');
  expect(await adviceWithoutStore(deps, told, NOW + HOUR)).toEqual([{ type: 'advice', plot: 'n-1', at: NOW + HOUR }]);
  await stage.close();
});
