import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SqliteTimeSeries } from '#hub/time-series';
import { DAY_MS, HOUR_MS, Hours, type Wanted } from './hours.js';

const NOW = Date.parse('2026-11-26T14:00:00+07:00');
const FROM = NOW - 70 * DAY_MS;
const MINUTE = 60_000;
const RAIN: Wanted = { kind: 'weather', device: 'tram-1', metric: 'rain', aggregate: 'sum' };

let dir: string;
let series: SqliteTimeSeries;
/** From when on each question to the store was. */
let asked: number[];
let hours: Hours;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'hours-'));
  series = new SqliteTimeSeries({ dir, commitMs: 1 });
  await series.start();
  asked = [];
  hours = new Hours({
    query: (query) => {
      asked.push(query.from);
      return series.query(query);
    },
  });
});
afterEach(async () => {
  await series.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** The mast's hours that begin in [from, to) reach the store. */
async function stored(from: number, to: number): Promise<void> {
  const points = [];
  for (let at = from; at < to; at += HOUR_MS)
    points.push({
      ...{ kind: 'weather', commune: '00001', device: 'tram-1', ts: at + HOUR_MS / 2, received: NOW },
      ...{ values: { rain: 1 }, simulated: false },
    });
  await series.write(points);
}
/** A round so long after the first: how many hours it knows. */
const round = async (after: number) => (await hours.of(RAIN, FROM, NOW + after)).size;
const wholeReads = () => asked.filter((from) => from === FROM).length;

describe('hours of a mast', () => {
  it('that come after a round found nothing are in the next one', async () => {
    expect(await round(0)).toBe(0);
    await stored(FROM, NOW);
    expect(await round(MINUTE)).toBe(70 * 24);
  });

  it('that come after a round found only today are in the next one', async () => {
    await stored(NOW - 5 * HOUR_MS, NOW);
    expect(await round(0)).toBe(5);
    await stored(FROM, NOW - 5 * HOUR_MS);
    expect(await round(MINUTE)).toBe(70 * 24);
  });

  it('that come oldest first are all there once the last of them are', async () => {
    for (let day = 10, minute = 0; day <= 70; day += 10, minute++) {
      await stored(FROM + (day - 10) * DAY_MS, FROM + day * DAY_MS);
      await round(minute * MINUTE);
    }
    expect(await round(7 * MINUTE)).toBe(70 * 24);
  });

  it('that come newest first after four days without a line are all there ten minutes after the last of them', async () => {
    const away = 30 * DAY_MS;
    await stored(FROM, NOW + away);
    for (let day = 0; day <= 30; day++) await round(day * DAY_MS);
    const back = away + 4 * DAY_MS;
    // nothing is heard, then what is measured now
    for (let day = 31; day <= 33; day++) await round(day * DAY_MS);
    await stored(NOW + back - HOUR_MS, NOW + back);
    expect(await round(back)).toBe(100 * 24 + 1);
    await stored(NOW + back - DAY_MS, NOW + back - HOUR_MS);
    expect(await round(back + MINUTE)).toBe(101 * 24);
    await stored(NOW + away, NOW + back - DAY_MS);
    expect(await round(back + 11 * MINUTE)).toBe(104 * 24);
  });

  it('that came within two days cost no reading of the whole season', async () => {
    const away = 10 * DAY_MS;
    await stored(FROM, NOW + away);
    for (let day = 0; day <= 10; day++) await round(day * DAY_MS);
    const before = wholeReads();
    // ten hours without a line, what is measured now first
    const back = away + 10 * HOUR_MS;
    await stored(NOW + back, NOW + back + HOUR_MS);
    await round(back + HOUR_MS);
    await stored(NOW + away, NOW + back);
    expect(await round(back + HOUR_MS + MINUTE)).toBe(80 * 24 + 11);
    expect(wholeReads()).toBe(before);
  });

  it('are read whole ever more seldom while nothing comes late: eight times on the first day, then once a day', async () => {
    await stored(FROM, NOW);
    const live = async (from: number, to: number) => {
      const before = wholeReads();
      for (let minute = from; minute < to; minute += 10) {
        if (minute % 60 === 0) await stored(NOW + (minute - 60) * MINUTE, NOW + minute * MINUTE);
        await round(minute * MINUTE);
      }
      return wholeReads() - before;
    };
    expect(await live(0, 24 * 60)).toBe(8);
    await live(24 * 60, 2 * 24 * 60);
    expect(await live(2 * 24 * 60, 4 * 24 * 60)).toBeLessThanOrEqual(2);
    await stored(NOW + 4 * DAY_MS - HOUR_MS, NOW + 4 * DAY_MS);
    expect(await round(4 * DAY_MS)).toBe(74 * 24);
  });
});
