import { describe, expect, it } from '@jest/globals';
import type { FarmRecord, Plot, SeasonLedger } from '#hub/contracts';
import {
  dayName,
  dayNumber,
  type IrrigationTable,
  type Measurement,
  season,
  type Season,
  startOfDay,
  type WeatherDay,
} from '#hub/irrigation';
import { readReference } from '#hub/service-kit';
import type { Situation } from '../advising/situation.js';
import { LedgerKeeper } from './ledger-keeper.js';

const table = readReference('irrigation.json') as IrrigationTable;
const TODAY = dayNumber('2026-11-27');
const NOW = startOfDay(TODAY) + 9 * 3_600_000;
const plot = { id: 'to5-101', block: 'hau', crop: 'rice', areaM2: 1000, sownOn: '2026-10-10' } as Plot;

/** The plot's season as far back as weather is known. */
function known(daysBack: number, measurements: Measurement[] = []): Season {
  const weather = Array.from(
    { length: daysBack + 1 },
    (_, i): WeatherDay => ({
      ...{
        day: dayName(TODAY - daysBack + i),
        method: 'hourly',
        et0: 4,
        rain: 0,
        rainHours: 24,
        filled: [],
        hours: [],
      },
    }),
  );
  const { id, crop, areaM2, sownOn: sown } = plot;
  return season({ id, crop, areaM2, sown, soil: 'silty-clay' }, weather, { measurements, until: NOW }, table) as Season;
}

describe('the ledger of a season', () => {
  it('is written once a day, and again when older weather, an older reading or a word came', async () => {
    const written: SeasonLedger[] = [];
    const keeper = new LedgerKeeper({ ledgers: { put: async (all) => void written.push(...all) }, table });
    const round = async (one: Season, records: FarmRecord[] = []) => {
      const before = written.length;
      const situation = { now: NOW, simulated: false, records: new Map([[plot.id, records]]) };
      keeper.take(plot, one, situation as unknown as Situation);
      await keeper.write();
      return written.slice(before).map(({ from, days }) => [from, days]);
    };
    // the mast was just heard of for the first time; its history comes a minute later
    expect(await round(known(1))).toEqual([['2026-11-26', 2]]);
    expect(await round(known(1))).toEqual([]);
    expect(await round(known(48))).toEqual([['2026-10-10', 49]]);
    const read = (daysAgo: number) => ({ at: NOW - daysAgo * 86_400_000, metric: 'field_level' as const, value: 2 });
    expect(await round(known(48, [read(1)]))).toHaveLength(1);
    expect(await round(known(48, [read(1), read(0)]))).toEqual([]);
    expect(await round(known(48, [read(30), read(1), read(0)]))).toHaveLength(1);
    expect(await round(known(48, [read(30), read(1)]), [{ received: NOW } as FarmRecord])).toHaveLength(1);
  });
});
