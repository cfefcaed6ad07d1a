import { describe, expect, it } from '@jest/globals';
import { anIncident, NOON } from '../../testing.js';
import { byTab, merged, narrowed, neighbour, NO_FILTERS, realOf } from './queue-model.js';

const HOUR = 3_600_000;
const by = (who: string, at = NOON) => ({ by: who, at });

describe('the queue of a duty desk', () => {
  it('has what nobody took first, the worse before the better, and the longest wait before the others', () => {
    const tabs = byTab(
      [
        anIncident({ id: 'taken', state: 'acknowledged', severity: 'emergency', acknowledgement: by('Lâm') }),
        anIncident({ id: 'over', state: 'returned', severity: 'emergency' }),
        anIncident({ id: 'young', severity: 'watch', startedAt: NOON - 5 }),
        anIncident({ id: 'old', severity: 'watch', startedAt: NOON - 50 }),
        anIncident({ id: 'bad', severity: 'warning' }),
      ],
      NOON,
    );
    expect(tabs.open.map(({ id }) => id)).toEqual(['bad', 'old', 'young', 'taken', 'over']);
  });
  it('has a drill behind whatever is real, and counts it nowhere', () => {
    const drill = anIncident({ id: 'drill', severity: 'emergency', drill: true });
    const over = anIncident({ id: 'over', severity: 'info', state: 'returned' });
    const { open } = byTab([drill, over], NOON);
    expect(open.map(({ id }) => id)).toEqual(['over', 'drill']);
    expect(realOf(open)).toEqual([over]);
  });
  it('keeps what is put aside and what is done apart', () => {
    const tabs = byTab(
      [
        anIncident({ id: 'aside', shelved: { ...by('Hạnh'), until: NOON + HOUR, reason: 'đang sửa' } }),
        anIncident({ id: 'false', verdict: { ...by('Hạnh'), kind: 'false', cause: 'fog' } }),
        anIncident({ id: 'settles', state: 'acknowledged', verdict: { ...by('Lâm'), kind: 'resolved' } }),
        anIncident({ id: 'closed', state: 'closed', updatedAt: NOON + 1 }),
        anIncident({ id: 'yesterday', state: 'closed', updatedAt: NOON - HOUR }),
      ],
      NOON,
    );
    expect(tabs.open.map(({ id }) => id)).toEqual(['settles']);
    expect(tabs.shelved.map(({ id }) => id)).toEqual(['aside']);
    expect(tabs.done.map(({ id }) => id)).toEqual(['closed', 'false']);
  });
  it('believes the newer of two tellings', () => {
    const old = anIncident({ revision: 3, state: 'unacknowledged' });
    const newer = anIncident({ revision: 4, state: 'closed' });
    expect(merged([old], [newer])).toEqual([newer]);
    expect(merged([newer], [old])).toEqual([newer]);
  });
  it('is searched without diacritics, by kind, by severity and by whose it is', () => {
    const fire = anIncident({
      id: 'fire',
      cause: 'fire',
      assigned: { ...by('Hạnh'), to: 'lam', name: 'Phạm Văn Lâm' },
    });
    const salt = anIncident({
      id: 'salt',
      cause: 'salinity',
      severity: 'watch',
      text: { ...fire.text, place: 'Cống Mễ' },
    });
    const found = (over: object) => narrowed([fire, salt], { ...NO_FILTERS, ...over }, 'lam').map(({ id }) => id);
    expect(found({})).toEqual(['fire', 'salt']);
    expect(found({ search: 'cong me' })).toEqual(['salt']);
    expect(found({ search: 'pham lam' })).toEqual(['fire']);
    expect(found({ cause: 'salinity' })).toEqual(['salt']);
    expect(found({ severity: 'warning' })).toEqual(['fire']);
    expect(found({ mine: true })).toEqual(['fire']);
  });
  it('is gone through with two keys, and ends at its ends', () => {
    const list = [anIncident({ id: 'a' }), anIncident({ id: 'b' })];
    expect([neighbour(list, undefined, 1), neighbour(list, 'a', 1), neighbour(list, 'b', 1)]).toEqual(['a', 'b', 'b']);
    expect([neighbour(list, 'b', -1), neighbour(list, 'a', -1), neighbour([], 'a', 1)]).toEqual(['a', 'a', undefined]);
  });
  it('goes on where it was when what was taken sinks below', () => {
    const [b, c, a] = [anIncident({ id: 'b' }), anIncident({ id: 'c' }), anIncident({ id: 'a' })];
    expect(neighbour([b, c, a], 'a', 1, 'b')).toBe('b');
    expect(neighbour([b, c], 'a', 1, 'b')).toBe('b');
    expect(neighbour([a, b, c], 'a', 1, 'b')).toBe('b');
    expect(neighbour([b, c, a], 'c', 1, 'a')).toBe('a');
  });
});
