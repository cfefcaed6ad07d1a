import { describe, expect, it } from '@jest/globals';
import { behind, type Finding, fits, type Incident } from './index.js';

const T0 = Date.parse('2026-06-02T16:30:00+07:00');
const MINUTE = 60_000;
const aFinding = (over: Partial<Finding> = {}): Finding =>
  ({
    ...{ id: 'f', kind: 'burning', commune: '10807', target: 'air-1', targets: ['air-1', 'air-2'], simulated: false },
    ...{ startedAt: T0, updatedAt: T0 + 20 * MINUTE, score: 64, grade: 'likely', reasons: [], stations: [], wind: [] },
    ...over,
  }) as Finding;
const incident = (over: Partial<Incident> = {}) =>
  ({
    ...{ cause: 'fire', target: 'air-1', targets: ['air-1'], startedAt: T0, endedAt: T0 + 30 * MINUTE },
    ...{ simulated: false, ...over },
  }) as Incident;
const now = T0 + 600 * MINUTE;

describe('the finding behind an incident', () => {
  it('is of its cause, its stations and its time', () => {
    expect(fits(incident(), aFinding(), now)).toBe(2);
    expect(fits(incident({ target: 'air-2', targets: ['air-2'] }), aFinding(), now)).toBe(1);
    expect(fits(incident({ target: 'air-3', targets: ['air-3'] }), aFinding(), now)).toBe(0);
    expect(fits(incident({ cause: 'water' }), aFinding(), now)).toBe(0);
    expect(fits(incident({ startedAt: T0 + 31 * MINUTE, endedAt: T0 + 40 * MINUTE }), aFinding(), now)).toBe(0);
    expect(fits(incident({ endedAt: T0 - MINUTE }), aFinding(), now)).toBe(0);
  });

  it('is never simulated where the incident is real', () => {
    expect(fits(incident(), aFinding({ simulated: true }), now)).toBe(0);
  });

  it('goes on with an incident that has no end', () => {
    const { endedAt: _, ...open } = incident();
    expect(fits(open, aFinding({ startedAt: T0 + 60 * MINUTE, updatedAt: T0 + 70 * MINUTE }), now)).toBe(2);
  });

  it('of water is a discharge or an exceedance, and of the outlet rather than of a station beside it', () => {
    const water = incident({ cause: 'water', target: 'cua-xa', targets: ['cua-xa', 'kenh'] });
    const exceedance = aFinding({ id: 'over', kind: 'exceedance', target: 'cua-xa', targets: ['cua-xa'] });
    const discharge = aFinding({ id: 'signs', kind: 'discharge', target: 'kenh', targets: ['kenh'] });
    expect(behind(water, [discharge, exceedance], now)?.id).toBe('over');
    expect(behind({ ...water, target: 'kenh' }, [discharge, exceedance], now)?.id).toBe('signs');
  });

  it('is of several the one of the same station, then the nearest in time', () => {
    const beside = aFinding({ id: 'beside', target: 'air-2' });
    const later = aFinding({ id: 'later', startedAt: T0 + 9 * MINUTE });
    const own = aFinding({ id: 'own', startedAt: T0 - 2 * MINUTE });
    expect(behind(incident(), [beside, later, own], now)?.id).toBe('own');
    expect(behind(incident(), [beside], now)?.id).toBe('beside');
    expect(behind(incident(), [], now)).toBeUndefined();
  });
});
