import { describe, expect, it } from '@jest/globals';
import type { Plot, TurnPlan } from '#hub/contracts';
import { SMS_LENGTH } from '#hub/service-kit';
import { type KeptDay, turnWords } from './keeper-morning.js';

const HOUR = 3_600_000;
/** 27 November 2026 begins in Vietnam. */
const DAY = Date.UTC(2026, 10, 26, 17);

const day = (name: string, gates: string[], turns: [plot: string, from: number][], share = 1): KeptDay => ({
  ...{ name, gates },
  plan: {
    turns: turns.map(([plot, from]) => ({
      ...{ plot, from: DAY + from * HOUR, to: DAY + (from + 1.5) * HOUR, m3: 10, fixed: false, done: false },
    })),
    shares: Object.fromEntries(turns.map(([plot]) => [plot, share])),
    needs: Object.fromEntries(turns.map(([plot]) => [plot, 10 / share])),
    fixed: [],
  } as unknown as TurnPlan,
  plots: new Map([['12-1', { id: '12-1', ownName: 'Ruộng Gò' } as Plot]]),
});

describe('a keeper’s morning', () => {
  it('lists gates and plots in the order of their turns', () => {
    const words = turnWords([
      day(
        'Khu đồng Trung',
        ['Cống Đông'],
        [
          ['12-1', 5.5],
          ['12-2', 7],
        ],
        0.6,
      ),
    ]);
    expect(words.title).toEqual({
      vi: 'Khu đồng Trung: 2 lượt nước hôm nay',
      en: 'Khu đồng Trung: 2 turns of water today',
    });
    expect(words.body.vi).toBe(
      'Khu đồng Trung (Cống Đông) – thiếu nước, chia đều theo nhu cầu\n05:30–07:00 Ruộng Gò\n07:00–08:30 Thửa 12-2',
    );
    expect(words.sms).toBe('Luot nuoc: Khu dong Trung, Cong Dong: 05:30 Ruong Go, 07:00 Thua 12-2. Xem trang Khu.');
  });

  it('names several blocks, each with its gate', () => {
    const two = [day('Khu A', ['Cống 1'], [['a-1', 6]]), day('Khu B', [], [['b-1', 8]])];
    expect(turnWords(two).title.vi).toBe('2 khu: 2 lượt nước hôm nay');
    expect(turnWords(two).sms).toBe('Luot nuoc: Khu A, Cong 1: 06:00 Thua a-1. Khu B: 08:00 Thua b-1. Xem trang Khu.');
  });

  it('fits into one text message however many turns there are and whatever the block is called', () => {
    for (const name of ['Khu', 'Khu đồng Trung Ễ'.repeat(6), 'Ễ'.repeat(120)])
      for (const count of [1, 3, 30, 300]) {
        const turns = Array.from({ length: count }, (_, i): [string, number] => [`thua-${i}`, 5 + i / 100]);
        const { sms, body } = turnWords([day(name, ['Cống Đông'], turns)]);
        expect(sms.length).toBeLessThanOrEqual(SMS_LENGTH);
        expect(sms).toMatch(/^[\x20-\x7e]+$/);
        if (count > 12) expect(body.vi).toMatch(new RegExp(`và ${count - 12} lượt khác$`));
        if (count === 300) expect(sms).toMatch(/con \d+ luot|Hom nay 300 luot/);
      }
  });
});
