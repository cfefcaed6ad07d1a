import { describe, expect, it } from '@jest/globals';
import { anIncident, NOON } from '../testing.js';
import type { DeedJob } from './outbox/deed-job.js';
import { doneOf, minesOf, standingOf } from './standing.js';

const aJob = (over: Partial<DeedJob>): DeedJob => ({
  ...{ key: 'k', person: 'lam', incident: 'fire', order: 1, deed: { do: 'acknowledge' }, hasPhoto: false },
  ...{ doneAt: NOON, state: 'queued' },
  ...over,
});
const lam = { by: 'Lâm', person: 'lam', at: NOON };
const hanh = { by: 'Hạnh', person: 'hanh', at: NOON };
const fire = (over = {}) => anIncident({ id: 'fire', ...over });
const standing = (over: object, ...jobs: DeedJob[]) => standingOf(fire(over), jobs, 'lam');

describe('an incident on an officer’s phone', () => {
  it('is free, accepted here, and then known at the centre', () => {
    expect(standing({})).toBe('free');
    expect(standing({}, aJob({}))).toBe('accepted-here');
    expect(standing({}, aJob({ state: 'sent' }))).toBe('mine');
    expect(standing({ state: 'acknowledged', acknowledgement: lam })).toBe('mine');
  });
  it('is somebody else’s who was faster, also when this phone accepted it without a network', () => {
    expect(standing({ state: 'acknowledged', acknowledgement: hanh }, aJob({ state: 'refused' }))).toBe('theirs');
  });
  it('is to be taken again where something joined it that nobody took', () => {
    const grown = { state: 'unacknowledged', acknowledgement: lam };
    expect(standing(grown, aJob({ state: 'sent', doneAt: NOON }))).toBe('free');
    expect(standing(grown, aJob({ doneAt: NOON + 1 }))).toBe('accepted-here');
  });
  it('is over where it ended before anybody had looked: nobody rides out for it', () => {
    expect(standing({ state: 'returned', endedAt: NOON })).toBe('over');
    expect(standing({ state: 'returned', endedAt: NOON, acknowledgement: hanh })).toBe('theirs');
  });
  it('may be given by the desk, which had accepted it', () => {
    const assigned = { ...hanh, to: 'lam', name: 'Lâm' };
    expect(standing({ state: 'acknowledged', acknowledgement: hanh, assigned })).toBe('given');
  });
  it('is done when that was said, and not while it can be taken back', () => {
    const wrong = { deed: { do: 'false', cause: 'fog' } } as const;
    expect(standing({}, aJob({ ...wrong, notBefore: NOON + 5000 }))).toBe('free');
    expect(standing({}, aJob({ ...wrong, state: 'sent' }))).toBe('done');
    expect(standing({ state: 'closed' })).toBe('done');
    expect(standing({ state: 'acknowledged', acknowledgement: lam, verdict: { ...lam, kind: 'resolved' } })).toBe(
      'done',
    );
  });
  it('is listed where it is for this officer, those that were given first, drills last', () => {
    const incidents = [
      anIncident({ id: 'free', severity: 'emergency' }),
      anIncident({ id: 'other', assigned: { ...hanh, to: 'dung', name: 'Dũng' } }),
      anIncident({ id: 'given', severity: 'watch', assigned: { ...hanh, to: 'lam', name: 'Lâm' } }),
      anIncident({ id: 'aside', shelved: { ...hanh, until: NOON, reason: 'sửa' } }),
      anIncident({ id: 'over', state: 'closed' }),
    ];
    const drill = anIncident({ ...incidents[2]!, id: 'drill', severity: 'emergency', drill: true });
    expect(minesOf([drill, ...incidents], [], 'lam').map(({ id }) => id)).toEqual(['given', 'free', 'drill']);
  });
  it('is listed with what came of it for a day, where it was this officer’s', () => {
    const judged = { ...hanh, kind: 'false', cause: 'cooking' } as const;
    const incidents = [
      anIncident({ id: 'settles', state: 'acknowledged', verdict: { ...lam, at: NOON + 1, kind: 'resolved' } }),
      anIncident({ id: 'again' }),
    ];
    const over = [
      anIncident({ id: 'given', state: 'closed', assigned: { ...hanh, to: 'lam', name: 'Lâm' }, verdict: judged }),
      anIncident({ id: 'theirs', state: 'closed', acknowledgement: hanh, verdict: judged }),
      anIncident({ id: 'again', state: 'closed', acknowledgement: lam }),
      anIncident({ id: 'taken', state: 'closed', acknowledgement: lam, endedAt: NOON - 1, updatedAt: NOON - 1 }),
    ];
    const ids = (now: number) => doneOf({ incidents, over }, [], 'lam', now).map(({ id }) => id);
    expect(ids(NOON)).toEqual(['settles', 'given', 'taken']);
    expect(ids(NOON + 86_400_000)).toEqual(['settles']);
  });
});
