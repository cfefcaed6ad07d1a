import { expect, it } from '@jest/globals';
import { dayIn } from './days.js';

it('reads a day as Vietnam writes it, as the export does, and as a workbook keeps it', () => {
  for (const written of ['24/11/2026', '24.11.2026', '24-11-2026', ' 2026-11-24 ', '2026-11-24T00:00:00.000Z'])
    expect(dayIn(written)).toBe('2026-11-24');
  expect(dayIn('1/2/2026')).toBe('2026-02-01');
});

it('is not misled by what is no day', () => {
  for (const written of ['31/11/2026', '13/13/2026', '24/11/26', 'cuối năm', '45000', '2026-02-30'])
    expect(dayIn(written)).toBeUndefined();
});
