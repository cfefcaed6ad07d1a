import { describe, expect, it } from '@jest/globals';
import { stationOf } from '../commune/stations.js';
import { rainBetween } from '../physics/showers.js';
import { World } from '../world/world.js';
import { Instrument, type Pace } from './instrument.js';

const start = Date.parse('2026-06-02T14:00:00+07:00');
const HOUR = 3_600_000;

/** Lets an instrument run for so many seconds; gives what it handed over, by the second in which it did. */
function run(
  id: string,
  pace: Pace,
  seconds: number,
  each: (second: number, instrument: Instrument) => void = () => undefined,
) {
  const world = new World(1, start);
  const handed: { second: number; ts: number; rain?: number }[] = [];
  let second = 0;
  const instrument = new Instrument(stationOf(id), pace, ({ ts, values }) =>
    handed.push({ second, ts, ...(values.rain !== undefined && { rain: values.rain }) }),
  );
  for (; second < seconds; second++) {
    world.advance(start + second * 1000, 60);
    each(second, instrument);
    instrument.tick(world);
  }
  return handed;
}

describe('an instrument', () => {
  it('measures at its pace and hands over at once', () => {
    const handed = run('khong-khi-thon-dong', { everyMs: 3000 }, 60);
    expect(handed).toHaveLength(20);
    for (const { second, ts } of handed) expect(ts).toBe(start + second * 1000);
    expect(new Set(handed.slice(1).map(({ ts }, i) => ts - handed[i]!.ts))).toEqual(new Set([3000]));
  });

  it('gathers where it uploads seldom, and hands over all at once', () => {
    const handed = run('tram-ghi-dau-kenh', { everyMs: 5000, uploadMs: 60_000 }, 200);
    const uploads = [...new Set(handed.map((h) => h.second))];
    expect(uploads.length).toBeGreaterThanOrEqual(3);
    expect(uploads[2]! - uploads[1]!).toBe(60);
    const second = handed.filter((h) => h.second === uploads[1]);
    expect(second).toHaveLength(12);
    expect(second.map((h) => h.ts)).toEqual([...second.map((h) => h.ts)].sort((a, b) => a - b));
  });

  it('keeps out of step with its neighbours', () => {
    const phases = ['thon-thuong', 'thon-hau', 'thon-me', 'thon-doai', 'thon-trung', 'thon-dong'].map(
      (place) => run(`khong-khi-${place}`, { everyMs: 20_000 }, 21)[0]!.second,
    );
    expect(new Set(phases).size).toBeGreaterThan(3);
  });

  it('says nothing while its probe is dead, and does not make up for it', () => {
    const handed = run('khong-khi-thon-dong', { everyMs: 3000 }, 60, (second, instrument) => {
      instrument.silent = second >= 20 && second < 40;
    });
    expect(handed.filter((h) => h.second >= 20 && h.second < 40)).toEqual([]);
    expect(handed.filter((h) => h.second >= 40).length).toBeGreaterThanOrEqual(6);
  });

  it('goes on after a pause of the machine without a flood', () => {
    const world = new World(1, start);
    let handed = 0;
    const instrument = new Instrument(stationOf('khong-khi-thon-dong'), { everyMs: 3000 }, () => handed++);
    for (const second of [0, 1, 2, 3, 4000, 4001, 4002]) {
      world.advance(start + second * 1000, 1);
      instrument.tick(world);
    }
    expect(handed).toBeLessThanOrEqual(4);
  });

  it('catches all the rain from its memory into the present', () => {
    const world = new World(1, start);
    const caught: number[] = [];
    const mast = new Instrument(stationOf('thoi-tiet-xa'), { everyMs: 3000 }, ({ values }) =>
      caught.push(values.rain!),
    );
    let first: number | undefined;
    for (let ms = start; ms < start + 8 * HOUR; ms += 60_000) {
      world.advance(ms, 1);
      mast.remember(world, 300_000);
      if (caught.length > 0) first ??= ms - 3000;
    }
    mast.forgetPace();
    for (let second = 1; second <= 20; second++) {
      world.advance(start + 8 * HOUR + second * 1000, 60);
      mast.tick(world);
    }
    const fallen = rainBetween(1, first!, world.ms);
    expect(fallen).toBeGreaterThan(0.5);
    expect(caught.reduce((a, b) => a + b)).toBeCloseTo(fallen, 1);
  });
});
