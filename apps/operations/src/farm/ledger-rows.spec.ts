import { describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import type { Block, Plot, SeasonLedger } from '#hub/contracts';
import type { IrrigationTable } from '#hub/irrigation';
import { readReference } from '#hub/service-kit';
import { LEDGER_NOTES } from './ledger-notes.js';
import { ledgerRows } from './ledger-rows.js';
import { ledgerXlsx } from './ledger-xlsx.js';

const season = (plot: string, more: Partial<SeasonLedger>): SeasonLedger => ({
  ...{ plot, block: 'hau', crop: 'rice', areaM2: 1000, from: '2026-10-01', to: '2026-11-27', days: 58 },
  ...{ usedM3: 0, untoldM3: 0, rainM3: 50, cycles: 0, simulated: false },
  ...more,
});
const told = { usedM3: 400, untoldM3: 20, cycles: 3, floodedM3: 700, savedM3: 280, savedShare: 0.4 };
const ledgers = [
  season('to6-101', told),
  season('to6-102', { floodedM3: 630 }),
  season('to6-103', { floodedM3: 628 }),
  season('to6-104', { crop: 'maize', usedM3: 90 }),
];
const input = {
  ledgers,
  plots: ledgers.map(({ plot }) => ({ id: plot }) as Plot),
  blocks: [{ id: 'hau', name: 'Khu Hậu' } as Block],
  names: new Map<string, string>(),
};

describe('the sum of a block', () => {
  it('has no savings of plots of which nobody told or measured anything, and counts them', () => {
    const [sum, ...rows] = ledgerRows(input);
    expect(sum).toMatchObject({
      plot: '4 thửa-vụ / plot seasons; 2 chưa rõ tiết kiệm / savings not known',
      ...{ usedM3: 490, rainM3: 200, floodedM3: 700, savedM3: 280, savedShare: 0.4 },
    });
    expect(rows.map(({ savedM3 }) => savedM3)).toEqual([280, undefined, undefined, undefined]);
  });

  it('has none at all where nobody told anything', () => {
    const [sum] = ledgerRows({ ...input, ledgers: ledgers.slice(1) });
    expect(sum).not.toHaveProperty('savedM3');
    expect(sum).not.toHaveProperty('savedShare');
  });

  it('stands so in the workbook', async () => {
    const book = new exceljs.Workbook();
    await book.xlsx.load((await ledgerXlsx({ ...input, at: Date.UTC(2026, 10, 27), et0: [] })) as never);
    const rows = book.worksheets[0]!.getSheetValues().slice(3) as unknown[][];
    expect(rows.map((row) => row.slice(13, 15))).toEqual([
      [280, 0.4],
      [280, 0.4],
      ['chưa rõ / not known', 'chưa rõ / not known'],
      ['chưa rõ / not known', 'chưa rõ / not known'],
      ['—', '—'],
    ]);
  });
});

describe('what the sheet says of its figures', () => {
  it('is what they are reckoned with', () => {
    const { ledger } = readReference('irrigation.json') as IrrigationTable;
    const notes = LEDGER_NOTES.map(({ vi, en }) => `${vi} ${en}`).join('\n');
    expect(notes).toMatch(new RegExp(`chưa đủ ${ledger.leastDays} ngày.*fewer than ${ledger.leastDays} days`));
    expect(notes).toMatch(new RegExp(`lâu hơn ${ledger.dryDays} ngày.*more than ${ledger.dryDays} days`));
    expect(notes).toMatch(new RegExp(`xuống tới ${-ledger.cycleDryCm} cm.*fell to ${-ledger.cycleDryCm} cm`));
    expect(notes).toContain(`${ledger.floodMinCm}–${ledger.floodMaxCm} cm`);
  });
});
