import { describe, expect, it } from '@jest/globals';
import { anIncident, NOON } from '../../testing.js';
import { offersFor } from './deeds.js';

const hanh = { by: 'Hạnh', at: NOON };
const ALL = { act: true, manage: true };
const keys = (incident: Parameters<typeof anIncident>[0], may = ALL) =>
  offersFor(anIncident(incident), may)
    .map(({ key, first, lookOnly }) => `${key}${first ? '!' : ''}${lookOnly ? ' look-only' : ''}`)
    .join(', ');

describe('what can be done about an incident', () => {
  it('is to take it, while nobody has', () => {
    expect(keys({})).toBe('A!, G, B, H, N, X');
  });
  it('is to deal with it, once somebody has: the first thing when it is over', () => {
    expect(keys({ state: 'acknowledged', acknowledgement: hanh })).toBe('G, B, H, N, X');
    expect(keys({ state: 'closed', acknowledgement: hanh })).toBe('B, N, X!');
  });
  it('is to take it again, where something joined it that nobody took', () => {
    expect(keys({ acknowledgement: hanh })).toBe('A!, G, B, H, N, X');
  });
  it('is to take it or to say what came of it, where it was over before anybody looked', () => {
    expect(keys({ state: 'returned' })).toBe('A!, G, B, H, N, X');
  });
  it('ends with the outcome; a note may be added still', () => {
    expect(keys({ state: 'closed', verdict: { ...hanh, kind: 'resolved' } })).toBe('B');
    // its sensors tell of it still: it may be given on, and put aside
    const settles = { state: 'acknowledged', acknowledgement: hanh, verdict: { ...hanh, kind: 'resolved' } } as const;
    expect(keys(settles)).toBe('G, B, H');
    expect(keys({ verdict: { ...hanh, kind: 'false', cause: 'fog' } })).toBe('B');
  });
  it('is not to give it to others, nor to put it aside, for whoever is sent', () => {
    expect(keys({}, { act: true, manage: false })).toBe('A!, B, N, X');
  });
  it('is nothing for whoever only looks, and that is said', () => {
    expect(keys({}, { act: false, manage: false })).toBe(
      'A look-only, G look-only, B look-only, H look-only, N look-only, X look-only',
    );
  });
});
