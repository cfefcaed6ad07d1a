import { describe, expect, it } from '@jest/globals';
import type { BlockDay, Turn } from '#hub/contracts';
import { PLOTS } from '../commune/register/fields.js';
import { SITES } from '../commune/register/sites.js';
import { DAY_MS, HOUR_MS } from '../physics/sun.js';
import { World } from '../world/world.js';
import { answersToFill, answersToTurns } from './farmer-answers.js';

const NOW = Date.UTC(2026, 10, 27, 5);
const plotOf = (field: string) => SITES.find(({ id }) => id === field)!.plot!;

describe('what the demo’s farmers tell of water', () => {
  it('is of the day on which the paddy that is watched was filled, and of its whole block', () => {
    const answers = answersToFill({ field: 'ruong-trung', ended: NOW - 3 * DAY_MS, mm: 60 }, NOW);
    const rice = PLOTS.filter(({ block, crop, unsown }) => block.id === 'dong-trung' && crop === 'rice' && !unsown);
    expect(answers.map(({ plot }) => plot).sort()).toEqual(rice.map(({ id }) => id).sort());
    expect(answers[0]).toMatchObject({ plot: plotOf('ruong-trung'), at: NOW - 3 * DAY_MS });
    for (const { deed, key, at } of answers) {
      expect(deed).toMatchObject({ did: 'irrigated' });
      // some 1,500 m² of 60 mm, of what 180 m³/h bring
      expect((deed as { hours: number }).hours).toBeGreaterThanOrEqual(0.25);
      expect((deed as { hours: number }).hours).toBeLessThanOrEqual(1.5);
      expect(key.length).toBeLessThanOrEqual(64);
      expect(at).toBeLessThanOrEqual(NOW);
    }
    expect(new Set(answers.map(({ key }) => key)).size).toBe(answers.length);
  });
  it('is nothing that the hub would not take: older than a fortnight, or of tomorrow', () => {
    expect(answersToFill({ field: 'ruong-trung', ended: NOW - 15 * DAY_MS, mm: 60 }, NOW)).toEqual([]);
    expect(answersToFill({ field: 'ruong-trung', ended: NOW, mm: 60 }, NOW)).toHaveLength(1);
  });
  it('comes from the simulated fields themselves', () => {
    const world = new World(1, NOW - 30 * DAY_MS, NOW);
    while (world.ms < NOW) world.passSeason(NOW);
    const fields = new Set(world.fills.map(({ field }) => field));
    expect([...fields].sort()).toEqual(['ruong-dong', 'ruong-hau', 'ruong-trung']);
    for (const { mm } of world.fills) expect(mm).toBeGreaterThan(0);
    expect(world.fills.flatMap((fill) => answersToFill(fill, NOW)).length).toBeGreaterThan(10);
  });

  const turn = (plot: string, owner: string | undefined, over: Partial<Turn> = {}): Turn => ({
    ...{ plot, name: plot, owner, from: NOW - 3 * HOUR_MS, to: NOW - 2 * HOUR_MS, need: 100, given: 100 },
    ...{ fixed: false, done: false },
    ...over,
  });
  const day = (turns: Turn[]): BlockDay[] => [{ turns } as BlockDay];
  const told = (turns: Turn[]) => answersToTurns(day(turns), new Set(['Phan Thị Nếp']), { seed: 1, now: NOW });

  it('is of turns that are over, and of nobody whose page is shown', () => {
    const open = [
      turn('to7-101', 'Phan Thị Nếp'),
      turn('to7-102', undefined),
      turn('to7-103', 'Ngô Văn Gầu', { done: true }),
      turn('to7-104', 'Ngô Văn Gầu', { to: NOW + HOUR_MS }),
      turn(plotOf('ruong-hau'), 'Ngô Văn Gầu'),
    ];
    expect(told(open)).toEqual([]);
  });
  it('is mostly that it was pumped, sometimes that it could not be, and is the same when it is asked again', () => {
    const turns = Array.from({ length: 200 }, (_, i) => turn(`thua-${i}`, 'Ngô Văn Gầu'));
    const answers = told(turns);
    const count = (did: string) => answers.filter(({ deed }) => deed.did === did).length;
    expect(count('irrigated')).toBeGreaterThan(120);
    expect(count('could-not')).toBeGreaterThan(5);
    expect(answers.length).toBeLessThan(200);
    expect(told(turns)).toEqual(answers);
    expect(answers.find(({ deed }) => deed.did === 'irrigated')).toMatchObject({
      ...{ deed: { hours: 1 }, at: NOW - 2 * HOUR_MS },
    });
  });
});
