import { describe, expect, it } from '@jest/globals';
import { en } from '../words/en.js';
import { vi } from '../words/vi.js';
import { aStation, aValue } from '../../testing.js';
import { awayWords, tallyOf } from './tally.js';

const MINUTE = 60_000;
const fresh = aStation({ values: { pm25: aValue(20, 0) } });
const silent = aStation({ values: { pm25: aValue(20, 60 * MINUTE) } });
const backlog = aStation({ values: { pm25: aValue(20, 600 * MINUTE, { received: fresh.values.pm25!.received }) } });
const waiting = aStation();
const calibrating = aStation({ device: { state: 'calibrating' }, values: { pm25: aValue(20, 0) } });
const repaired = aStation({ device: { state: 'maintenance' } });

describe('who tells nothing', () => {
  it('is told apart by what it takes to mend it', () => {
    expect(tallyOf([fresh, silent, silent, waiting, calibrating, repaired, backlog])).toEqual({
      stations: 7,
      known: 1,
      away: [
        { why: 'silent', count: 2 },
        { why: 'backlog', count: 1 },
        { why: 'waiting', count: 1 },
        { why: 'calibrating', count: 1 },
        { why: 'unused', count: 1 },
      ],
    });
  });
  it('is said in one line, the rest of many reasons together', () => {
    expect(awayWords(tallyOf([fresh, waiting, calibrating]), vi)).toBe('1 chờ gói đầu, 1 đang hiệu chuẩn');
    expect(awayWords(tallyOf([silent, waiting, repaired]), vi)).toBe('1 mất tín hiệu, 1 chờ gói đầu, 1 không dùng');
    expect(awayWords(tallyOf([silent, backlog, waiting, calibrating, repaired]), en)).toBe(
      '1 no signal, 1 with a backlog, 3 others',
    );
  });
});
