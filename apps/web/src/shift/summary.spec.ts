import { describe, expect, it } from '@jest/globals';
import type { Incident } from '#hub/contracts';
import { summaryOf } from './summary.js';

const HOUR = 3_600_000;
const FROM = Date.UTC(2026, 10, 25, 23);
const SHIFT = { from: FROM, to: FROM + 8 * HOUR };

const incident = (id: string, hour: number, more: Partial<Incident> = {}): Incident =>
  ({
    ...{ id, severity: 'warning', state: 'unacknowledged', backdated: false },
    startedAt: FROM + hour * HOUR,
    ...more,
  }) as Incident;
const done = (hour: number): Partial<Incident> => ({ state: 'closed', endedAt: FROM + hour * HOUR });
const ids = (list: readonly Incident[]) => list.map(({ id }) => id);

describe('what became of a shift', () => {
  it('counts what began in it, and shows what was handed on to it as well', () => {
    const summary = summaryOf(
      [
        incident('before', -3),
        incident('over-before', -5, done(-1)),
        incident('over-before-unseen', -6, { state: 'returned', endedAt: FROM - 2 * HOUR }),
        incident('fire', 1, { severity: 'emergency', ...done(2) }),
        incident('salt', 2, { severity: 'watch' }),
        incident('later', 9),
        incident('late-news', 3, { backdated: true, ...done(4) }),
      ],
      SHIFT,
    );
    expect(summary.begun).toBe(2);
    expect(summary.bySeverity).toEqual([
      ['emergency', 1],
      ['watch', 1],
    ]);
    expect(ids(summary.done)).toEqual(['fire']);
    expect(ids(summary.open)).toEqual(['before', 'salt', 'over-before-unseen']);
  });

  it('has drills by themselves', () => {
    const fire = { severity: 'emergency', ...done(2) } as const;
    const summary = summaryOf([incident('fire', 1, fire), incident('drill', 1, { ...fire, drill: true })], SHIFT);
    expect([summary.begun, ids(summary.done), ids(summary.drills)]).toEqual([1, ['fire'], ['drill']]);
    expect(summaryOf([incident('old', -9, { drill: true, ...done(-8) })], SHIFT).drills).toEqual([]);
  });
  it('tells what is shelved and what was false apart from what is open', () => {
    const at = { by: 'Lê Thị Hạnh', at: FROM };
    const summary = summaryOf(
      [
        incident('shelved', 1, { shelved: { ...at, until: FROM + 9 * HOUR, reason: 'chờ thợ' } }),
        incident('fog', 2, { verdict: { ...at, kind: 'false', cause: 'fog' }, ...done(3) }),
        incident('over-unseen', 4, { state: 'returned', endedAt: FROM + 5 * HOUR }),
      ],
      SHIFT,
    );
    expect(ids(summary.shelved)).toEqual(['shelved']);
    expect(summary.false).toBe(1);
    expect(ids(summary.open)).toEqual(['over-unseen']);
  });
});
