import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  blockLedgers,
  type IrrigationTable,
  ledger,
  type PlotEvent,
  season,
  type Season,
  type SeasonInput,
} from '../index.js';
import { aPlot, moment, someDays } from '../spec-kit.js';
import { dayName, dayNumber } from '../calendar.js';

const table = JSON.parse(readFileSync('reference/irrigation.json', 'utf8')) as IrrigationTable;
const run = (input: SeasonInput, plot = aPlot(), days = someDays('2026-11-01', 60)) =>
  season(plot, days, input, table) as Season;

/** Fills the field to 5 cm whenever it was at −15 cm or below the evening before, as the advice has it. */
function byAwd(count: number): PlotEvent[] {
  const events: PlotEvent[] = [];
  for (let i = 1; i < count; i++) {
    const { days } = run({ events }, aPlot(), someDays('2026-11-01', i));
    const { level, stored } = days.at(-1)!;
    const flooded = i < 21 && level! < 1;
    if (level! > -15 && !flooded) continue;
    const m3 = ((50 - stored) * 10) / 0.8;
    events.push({ type: 'irrigated', at: moment(dayName(dayNumber('2026-11-01') + i)), m3 });
  }
  return events;
}

describe('the ledger of a season', () => {
  it('counts what was taken, and what wet and dry saved against standing water', () => {
    const book = ledger(run({ events: byAwd(60) }), table);
    expect(book).toMatchObject({ plot: 'thua-1', block: 'khu-1', days: 60, untoldM3: 0, rainM3: 0 });
    expect(book.cycles).toBeGreaterThanOrEqual(2);
    expect(book.usedM3).toBeGreaterThan(3000);
    expect(book.floodedM3).toBeGreaterThan(book.usedM3);
    expect(book.savedM3).toBeCloseTo(book.floodedM3! - book.usedM3, 6);
    expect(book.savedShare).toBeCloseTo(book.savedM3! / book.floodedM3!, 9);
  });

  it('of a field that nobody told of or measured has no savings: that is not knowing', () => {
    const rainy = someDays('2026-11-01', 30, () => ({ rain: 40 }));
    const wet = ledger(run({}, aPlot(), rainy), table);
    expect(wet).toMatchObject({ usedM3: 0, untoldM3: 0, cycles: 0, rainM3: 12_000 });
    const dry = ledger(run({}, aPlot()), table);
    expect(dry.floodedM3).toBeGreaterThan(5000);
    for (const book of [wet, dry]) expect(book).not.toHaveProperty('savedM3');
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 60, maxLength: 60 }), (rains) => {
        const book = ledger(
          run(
            {},
            aPlot(),
            someDays('2026-11-01', 60, (i) => ({ rain: rains[i]! })),
          ),
          table,
        );
        expect([book.savedM3, book.savedShare]).toEqual([undefined, undefined]);
      }),
      { numRuns: 30 },
    );
  });

  it('has none either where, by the little that was told, it stood dry for a week and nobody measured', () => {
    const told = byAwd(60);
    const until = (day: string) => told.filter((event) => 'at' in event && event.at < moment(day));
    expect(ledger(run({ events: told }), table)).toHaveProperty('savedM3');
    expect(ledger(run({ events: until('2026-12-01') }), table)).not.toHaveProperty('savedM3');
    // measured all the time it is known, whatever people told
    const measurements = run({ events: told }).days.flatMap(({ level }, i) => [
      { at: moment(dayName(dayNumber('2026-11-01') + i), 23), metric: 'field_level' as const, value: level! },
    ]);
    const watched = ledger(run({ events: until('2026-12-01'), measurements }), table);
    expect(watched.savedM3).toBeCloseTo(watched.floodedM3! - watched.usedM3 - watched.untoldM3, 6);
    // before the harvest it may be dry
    const ripe = run({ events: byAwd(91) }, aPlot(), someDays('2026-11-01', 105));
    expect(ripe.days.at(-1)!.level).toBeLessThan(-20);
    expect(ledger(ripe, table)).toHaveProperty('savedM3');
  });

  it('takes water that nobody told of off what was saved', () => {
    const all = byAwd(60);
    const level = (day: string, value: number) => ({ at: moment(day, 12), metric: 'field_level' as const, value });
    const dry = run({ events: all }).days.find(({ level: at }) => at! <= -15);
    const next = dayName(dayNumber(dry!.day) + 1);
    // filled as ever, and not told
    const told = all.filter((event) => 'at' in event && event.at !== moment(next));
    expect(told).toHaveLength(all.length - 1);
    const measurements = [level(dry!.day, -14), level(next, 5)];
    const [without, filled] = [measurements.slice(0, 1), measurements].map((read) =>
      ledger(run({ events: told, measurements: read }), table),
    );
    expect(without!.untoldM3).toBe(0);
    expect(filled!.untoldM3).toBeGreaterThan((50 * 10) / 0.8);
    expect(filled!.savedM3).toBeCloseTo(filled!.floodedM3! - filled!.usedM3 - filled!.untoldM3, 6);
  });

  it('takes the first reading for how the field began: no water untold, and standing water is held against the same', () => {
    const first = (value: number) => [{ at: moment('2026-11-01'), metric: 'field_level' as const, value }];
    const [wet, dry] = [5, -10].map((value) =>
      ledger(run({ measurements: first(value) }, aPlot(), someDays('2026-11-01', 5)), table),
    );
    expect([wet!.untoldM3, dry!.untoldM3]).toEqual([0, 0]);
    expect(dry!.floodedM3! - wet!.floodedM3!).toBeGreaterThan((50 * 10) / 0.8);
    // who keeps it always flooded, and says so, saves nothing: not what stood there before either
    const measurements = first(5);
    const events: PlotEvent[] = [];
    for (let i = 1; i < 60; i++) {
      const { level, stored } = run({ events, measurements }, aPlot(), someDays('2026-11-01', i)).days.at(-1)!;
      const m3 = ((50 - stored) * 10) / 0.8;
      if (level! < 3) events.push({ type: 'irrigated', at: moment(dayName(dayNumber('2026-11-01') + i)), m3 });
    }
    const book = ledger(run({ events, measurements }), table);
    expect(book.usedM3).toBeGreaterThan(3000);
    expect(book.savedShare).toBeCloseTo(0, 6);
  });

  it('says nothing of savings before a month is counted', () => {
    const [short, long] = [29, 30].map((count) =>
      ledger(run({ events: byAwd(count) }, aPlot(), someDays('2026-11-01', count)), table),
    );
    expect(short).toMatchObject({ days: 29, floodedM3: expect.any(Number) });
    expect(short).not.toHaveProperty('savedM3');
    expect(long).toHaveProperty('savedM3');
  });

  it('has no standing water to hold maize against', () => {
    const book = ledger(run({}, aPlot({ crop: 'maize' })), table);
    expect(book).not.toHaveProperty('savedM3');
    expect(book.cycles).toBe(0);
  });

  it('adds up by block', () => {
    const one = ledger(run({ events: byAwd(60) }), table);
    const other = ledger(run({}, aPlot({ id: 'thua-2', block: undefined })), table);
    const unknown = ledger(run({}, aPlot({ id: 'thua-3' })), table);
    const [none, khu] = blockLedgers([one, one, unknown, other]);
    expect(khu).toMatchObject({ block: 'khu-1', plots: 3, usedM3: 2 * one.usedM3, cycles: 2 * one.cycles, unknown: 1 });
    // of whom nobody knows is no success
    expect(khu!.floodedM3).toBeCloseTo(2 * one.floodedM3!, 6);
    expect(khu!.savedShare).toBeCloseTo(one.savedShare!, 9);
    expect(none).toMatchObject({ block: '', plots: 1, unknown: 1, savedM3: 0 });
    expect(none).not.toHaveProperty('savedShare');
  });

  it('of twice the land is twice the water', () => {
    fc.assert(
      fc.property(fc.integer({ min: 500, max: 50_000 }), fc.array(fc.integer({ min: 0, max: 40 })), (areaM2, rains) => {
        const days = someDays('2026-11-01', 40, (i) => ({ rain: rains[i] ?? 0 }));
        const [one, two] = [areaM2, 2 * areaM2].map((m2) => ledger(run({}, aPlot({ areaM2: m2 }), days), table));
        expect(two!.floodedM3).toBeCloseTo(2 * one!.floodedM3!, 4);
        expect(two!.rainM3).toBeCloseTo(2 * one!.rainM3, 6);
      }),
      { numRuns: 30 },
    );
  });
});
