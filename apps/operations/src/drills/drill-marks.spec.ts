import { describe, expect, it } from '@jest/globals';
import { type Drill, isDrillPassed, marksOf } from '#hub/contracts';
import { readReference } from '#hub/service-kit';
import { drillsCsv } from './drills-csv.js';

const { targetsMs: targets } = readReference('drills.json') as { targetsMs: NonNullable<Drill['targets']> };
const T = Date.parse('2026-11-26T08:00:00+07:00');
const whole: Drill['times'] = {
  ...{ packet: T, alert: T + 40, incident: T + 41, queued: T + 70, sent: T + 400 },
  ...{ delivered: T + 2000, acknowledged: T + 30_000, over: T + 31_000 },
};
const took = (times: Drill['times']) =>
  marksOf({ times, targets }).map(({ step, tookMs, result }) => `${step} ${tookMs ?? '–'} ${result ?? ''}`.trim());

describe('what a drill proves', () => {
  it('each step is counted from what brought it about', () => {
    expect(took(whole)).toEqual([
      ...['packet –', 'alert 40 passed', 'incident 1 passed', 'queued 29 passed', 'sent 330 passed'],
      ...['delivered 1600 passed', 'acknowledged 29600 passed', 'over 1000 passed'],
    ]);
    expect(isDrillPassed({ times: whole, targets })).toBe(true);
  });
  it('what is too slow, or missing, fails it', () => {
    const slow = { ...whole, delivered: T + 61_000, acknowledged: T + 62_000, over: T + 63_000 };
    expect(took(slow)).toContain('delivered 60600 slow');
    expect(isDrillPassed({ times: slow, targets })).toBe(false);
    const { acknowledged: _, over: __, ...untaken } = whole;
    expect(took(untaken).slice(-2)).toEqual(['acknowledged – missing', 'over – missing']);
    expect(isDrillPassed({ times: untaken, targets })).toBe(false);
    expect(isDrillPassed({ times: {}, targets })).toBe(false);
  });
  it('a way that confirms nothing is enough where somebody took it', () => {
    const { delivered: _, ...unconfirmed } = whole;
    expect(took(unconfirmed)).toContain('delivered – unknown');
    expect(isDrillPassed({ times: unconfirmed, targets })).toBe(true);
  });
  it('stands in a file, in seconds and by the commune’s clock', () => {
    const drill: Drill = {
      ...{
        id: 'd-1',
        severity: 'warning',
        plannedAt: T,
        startedAt: T,
        endedAt: T + 31_500,
        person: 'p',
        by: 'Hạnh, trực',
      },
      ...{ state: 'passed', incident: 'i-1', times: whole, targets },
    };
    const [headings, line, end] = drillsCsv([drill]).toString().split('\r\n');
    expect(headings!.split(',').slice(8, 13)).toEqual(['packet', 'alert', 'alert s', 'alert target s', 'alert result']);
    expect(line).toContain('2026-11-26 08:00:00.000,2026-11-26 08:00:00.000,2026-11-26 08:00:31.500,warning,passed,');
    expect(line).toContain('"Hạnh, trực",i-1,');
    expect(line).toContain('2026-11-26 08:00:00.400,0.33,15,passed');
    expect(end).toBe('');
  });
});
