import { describe, expect, it } from '@jest/globals';
import type { FarmRecord } from '#hub/contracts';
import { aJob, anAdvice, aPlot, MORNING, TODAY } from '../farm-testing.js';
import { saidOf, todaysWord, withWaterSince } from './said.js';

const aRecord = (over: Partial<FarmRecord> = {}): FarmRecord => ({
  ...{ key: 'record-1', plot: 'sau-dinh', deed: { did: 'irrigated', hours: 3 }, at: MORNING - 7_200_000 },
  ...{ received: MORNING - 7_000_000, person: 'sau', by: 'Trần Văn Sáu' },
  ...over,
});

describe('what was said of a plot', () => {
  it('is told with how far it got, newest first, and each once', () => {
    const plot = aPlot({ answers: [aRecord(), aRecord({ key: 'job-1', at: MORNING - 60_000 })] });
    const jobs = [
      aJob(1, { state: 'sent' }),
      aJob(2),
      aJob(3, { notBefore: MORNING + 3000 }),
      aJob(4, { plot: 'other' }),
    ];
    expect(saidOf(plot, jobs, MORNING).map(({ key, how }) => `${key} ${how}`)).toEqual([
      'job-3 held',
      'job-2 waits',
      'job-1 sent',
      'record-1 sent',
    ]);
  });
  it('is gone when it was taken back, also where the hub does not know of that yet', () => {
    const plot = aPlot({ answers: [aRecord()] });
    const back = aJob(1, { deed: { did: 'taken-back', of: 'record-1' } });
    expect(saidOf(plot, [back], MORNING)).toEqual([]);
    const refused = saidOf(plot, [{ ...back, state: 'refused', message: 'Đã quá lâu' }], MORNING);
    expect(refused.map(({ deed: { did }, message }) => [did, message])).toEqual([
      ['taken-back', 'Đã quá lâu'],
      ['irrigated', undefined],
    ]);
  });
  it('counts as today’s word when it is about water, of today, and not refused', () => {
    const yesterday = aRecord({ key: 'yesterday', at: TODAY - 60_000 });
    const rain = aJob(2, { deed: { did: 'rain', mm: 12 } });
    const word = (...jobs: ReturnType<typeof aJob>[]) =>
      todaysWord(saidOf(aPlot({ answers: [yesterday] }), jobs, MORNING), MORNING)?.key;
    expect(word(rain)).toBeUndefined();
    expect(word(rain, aJob(1, { state: 'refused' }))).toBeUndefined();
    expect(word(rain, aJob(1))).toBe('job-1');
  });
  it('makes a level that was measured before the water came in an estimate', () => {
    const advice = anAdvice({ asOf: MORNING - 9_000_000 });
    const pumped = saidOf(aPlot({ answers: [aRecord()] }), [], MORNING);
    expect(withWaterSince(advice, pumped).basis).toBe('estimated');
    expect(withWaterSince({ ...advice, asOf: MORNING - 3_600_000 }, pumped).basis).toBe('measured');
    expect(withWaterSince(advice, []).basis).toBe('measured');
  });
});
