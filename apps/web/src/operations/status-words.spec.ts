import { describe, expect, it } from '@jest/globals';
import { anIncident, NOON } from '../testing.js';
import { statusOf } from './status-words.js';
import { en } from './words/en.js';
import { vi } from './words/vi.js';

const nga = { by: 'Bà Nga', person: 'nga', at: NOON };
const says = (over: Parameters<typeof anIncident>[0], words = vi) => statusOf(anIncident(over), NOON, words);

describe('how an incident stands, in a line', () => {
  it('says who has it, and that nobody has where that is so', () => {
    expect(says({})).toBe('Chưa ai nhận');
    expect(says({ state: 'acknowledged', acknowledgement: nga })).toBe('Bà Nga đã nhận');
  });
  it('does not forget who took it where something joined since', () => {
    expect(says({ acknowledgement: nga })).toBe('Bà Nga đã nhận lúc 12:00 – có tin mới, chờ nhận lại');
    expect(says({ acknowledgement: nga }, en)).toBe('Bà Nga accepted 12:00 – news, to be accepted again');
    const unreached = statusOf(anIncident({ acknowledgement: nga }), NOON, vi, undefined, true);
    expect(unreached).toMatch(/^Bà Nga đã nhận.* · Chưa báo được cho ai$/);
    const assigned = { ...nga, to: 'binh', name: 'ông Bình' };
    expect(says({ assigned })).toBe('Giao ông Bình · chưa nhận');
    expect(says({ state: 'acknowledged', acknowledgement: nga, assigned })).toBe('Giao ông Bình');
    expect(says({ acknowledgement: nga, assigned })).toBe('Giao ông Bình · có tin mới, chờ nhận lại');
  });
  it('tells what is dealt with and lasts from what is over', () => {
    const verdict = { ...nga, kind: 'resolved' } as const;
    expect(says({ state: 'acknowledged', verdict })).toBe('Bà Nga đã xử lý · cảm biến còn báo');
    expect(says({ state: 'closed', verdict })).toBe('Đã xử lý · Bà Nga');
  });
});
