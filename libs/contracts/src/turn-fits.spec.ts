import { describe, expect, it } from '@jest/globals';
import { turnRefusal } from './index.js';

const NOW = Date.UTC(2026, 10, 27, 1);
const HOUR = 3_600_000;
const at = (hour: number) => NOW + hour * HOUR;
const turn = (plot: string, from: number, to: number, pump?: number) => ({ plot, from: at(from), to: at(to), pump });
const stands = (
  plot: string,
  from: number,
  to: number,
  more: { pump?: number; stays?: boolean; done?: boolean } = {},
) => ({
  ...turn(plot, from, to, more.pump),
  ...{ stays: more.stays ?? true, done: more.done ?? false },
});

describe('a turn that a keeper wants', () => {
  it('is refused in the past; one that has begun may end later', () => {
    expect(turnRefusal(turn('a', -2, -1), [], { now: NOW })).toEqual({ key: 'past' });
    expect(turnRefusal(turn('a', -1, 1), [], { now: NOW })).toEqual({ key: 'past' });
    expect(turnRefusal(turn('a', -1, 3), [stands('a', -1, 1)], { now: NOW })).toBeUndefined();
    expect(turnRefusal(turn('a', 0, 1), [], { now: NOW + 60_000 })).toBeUndefined();
  });
  it('is refused beside one that stays, and goes before one that gives way', () => {
    const beside = (more = {}) => turnRefusal(turn('a', 1, 3), [stands('b', 2, 4, more)], { now: NOW, flow: 100 });
    expect(beside()).toEqual({ key: 'overlap', with: 'b', from: at(2), to: at(4) });
    expect(beside({ stays: false })).toBeUndefined();
    expect(beside({ done: true })).toBeUndefined();
    expect(turnRefusal(turn('a', 1, 3), [stands('b', 3, 4)], { now: NOW, flow: 100 })).toBeUndefined();
  });
  it('may run beside others while their pumps take no more than comes', () => {
    const others = [stands('b', 1, 3, { pump: 40 }), stands('c', 2, 4, { pump: 40 })];
    const of = (pump: number) => turnRefusal(turn('a', 1, 4, pump), others, { now: NOW, flow: 100 });
    expect(of(20)).toBeUndefined();
    expect(of(21)).toMatchObject({ key: 'overlap' });
    expect(turnRefusal(turn('a', 1, 2, 60), others, { now: NOW, flow: 100 })).toBeUndefined();
    // nobody knows what comes
    expect(turnRefusal(turn('a', 1, 4), others, { now: NOW })).toBeUndefined();
  });
});
