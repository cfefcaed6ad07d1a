import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FarmNotice } from '#hub/contracts';
import { SMS_LENGTH } from '#hub/service-kit';
import { FarmStage, hour } from '../testing/farm-stage.js';

/** 27 November 2026 is a Friday. */
const TODAY = hour(0);
const TOMORROW = hour(24);
const MINUTES = 1 / 60;

let farm: FarmStage;
beforeEach(async () => {
  farm = (await FarmStage.open()).dryBlock();
  await farm.look(hour(5.5));
});
afterEach(() => {
  for (const { sms } of farm.told) {
    expect(sms.length).toBeLessThanOrEqual(SMS_LENGTH);
    expect(sms).toMatch(/^[\x20-\x7e]*$/);
  }
  return farm.close();
});

const fixed = (plot: string, from: number, to: number) => ({ plot, from: hour(from), to: hour(to) });
const briefly = (told: readonly FarmNotice[]) => told.map(({ person, urgent, body }) => [person, urgent, body.vi]);
/** The keeper changes a day, and leaves it alone: what was told by the look a quarter of an hour later. */
const after = async (at: number, day: number, change: object) => {
  await farm.keeps('dong', hour(at), { day, ...change });
  const atOnce = await look(at);
  return [...atOnce, ...(await look(at + 0.2))];
};
/** What is told of turns then: that a field suffers is another matter. */
const look = async (at: number) => (await farm.look(hour(at))).filter(({ id }) => id.startsWith('farm turn '));

describe('a farmer whose turn the keeper changed', () => {
  it('is told at once, once, from when to when; nobody else is', async () => {
    const told = await after(5.6, TODAY, { fixed: [fixed('to5-103', 14, 16)] });
    expect(told).toMatchObject([
      {
        ...{
          person: 'khac',
          urgent: true,
          url: '/farm?thua=to5-103',
          title: { vi: 'Thửa 103, tờ 5: đổi giờ lượt nước' },
        },
        body: {
          vi: expect.stringMatching(
            /^Thửa 103, tờ 5: lượt nước đổi từ 0\d:\d\d–0\d:\d\d thứ Sáu sang 14:00–16:00 thứ Sáu\.$/,
          ),
        },
        sms: expect.stringMatching(
          /^Thua 103, to 5: luot nuoc doi tu 0\d:\d\d-0\d:\d\d thu Sau sang 14:00-16:00 thu Sau\.$/,
        ),
      },
    ]);
    expect(told[0]!.body.en).toMatch(
      /^Plot 103, sheet 5: your turn of water moves from .* Friday to 14:00–16:00 Friday\.$/,
    );
    expect(await look(6.2)).toEqual([]);
    farm.restart();
    expect(await look(7)).toEqual([]);
  });

  it('hears of all steps that the keeper took while arranging the day in one message', async () => {
    await after(5.6, TODAY, { fixed: [fixed('to5-103', 14, 16)] });
    await farm.keeps('dong', hour(8), { day: TODAY, fixed: [fixed('to5-103', 13, 15)] });
    expect(await look(8)).toEqual([]);
    await farm.keeps('dong', hour(8 + 3 * MINUTES), { day: TODAY, fixed: [fixed('to5-103', 12, 14)] });
    expect(await look(8 + 3 * MINUTES)).toEqual([]);
    farm.restart();
    expect(briefly(await look(8 + 9 * MINUTES))).toEqual([
      ['khac', true, 'Thửa 103, tờ 5: lượt nước đổi từ 14:00–16:00 thứ Sáu sang 12:00–14:00 thứ Sáu.'],
    ]);
  });

  it('hears nothing where the keeper takes it back at once', async () => {
    await after(5.6, TODAY, { fixed: [fixed('to5-103', 14, 16)] });
    await farm.keeps('dong', hour(8), { day: TODAY, fixed: [fixed('to5-103', 12, 14)] });
    await farm.look(hour(8));
    await farm.keeps('dong', hour(8 + 2 * MINUTES), { day: TODAY, fixed: [fixed('to5-103', 14, 16)] });
    await farm.look(hour(8 + 2 * MINUTES));
    expect(await look(8.5)).toEqual([]);
  });

  it('hears that it is cancelled and why, and that there is one again', async () => {
    await after(5.6, TODAY, { fixed: [fixed('to5-103', 14, 16)] });
    farm.level('to5-103', hour(8), 4);
    expect(
      briefly(await after(8.1, TODAY, { fixed: [], skipped: [{ plot: 'to5-103', reason: 'wet-enough' }] })),
    ).toEqual([['khac', true, 'Thửa 103, tờ 5: lượt nước 14:00–16:00 thứ Sáu bị bỏ, vì ruộng còn nước.']]);
    expect(briefly(await after(9, TODAY, { fixed: [fixed('to5-103', 15, 16)], skipped: [] }))).toEqual([
      ['khac', true, 'Thửa 103, tờ 5: có lượt nước 15:00–16:00 thứ Sáu.'],
    ]);
  });

  it('hears of the day after where today’s is skipped and water is still wanted', async () => {
    await after(5.6, TODAY, { fixed: [fixed('to5-103', 14, 16)] });
    const told = await after(8, TODAY, { fixed: [], skipped: [{ plot: 'to5-103', reason: 'pump-broken' }] });
    expect(told).toHaveLength(1);
    expect(told[0]!.body.vi).toMatch(/lượt nước đổi từ 14:00–16:00 thứ Sáu sang 05:00–05:\d\d thứ Bảy\.$/);
  });

  it('hears with the morning’s notice what comes later, beside what is to be done', async () => {
    await after(5.6, TODAY, { fixed: [fixed('to5-103', 14, 16)] });
    await after(8, TODAY, { fixed: [], skipped: [{ plot: 'to5-103', reason: 'other' }] });
    await after(9, TOMORROW, {
      fixed: [fixed('to5-103', 12, 14)].map(({ plot }) => ({ plot, from: hour(36), to: hour(38) })),
    });
    const held = await after(10, TOMORROW, { fixed: [{ plot: 'to5-103', from: hour(39), to: hour(41) }] });
    expect(held).toEqual([]);
    farm.restart();
    const morning = (await farm.look(hour(24 + 5.5))).filter(({ person }) => person === 'khac');
    expect(morning).toHaveLength(1);
    expect(morning[0]!.urgent).toBe(false);
    expect(morning[0]!.body.vi).toMatch(
      /^Thửa 103, tờ 5: lượt nước đổi từ 12:00–14:00 thứ Bảy sang 15:00–17:00 thứ Bảy\.\nThửa 103, tờ 5: Bơm hôm nay\. Nước cách/,
    );
    // one message: the advice names the new turn
    expect(morning[0]!.sms).toMatch(/15:00-17:00/);
    expect(await look(24 + 6)).toEqual([]);
  });

  it('is not woken for what is told in the morning as well', async () => {
    await after(5.6, TODAY, { fixed: [fixed('to5-103', 14, 16)] });
    await after(8, TODAY, { fixed: [], skipped: [{ plot: 'to5-103', reason: 'other' }] });
    await after(9, TOMORROW, { fixed: [{ plot: 'to5-103', from: hour(33), to: hour(35) }] });
    // nine in the morning becomes eight: ten hours from then, but it is night
    expect(await after(22, TOMORROW, { fixed: [{ plot: 'to5-103', from: hour(32), to: hour(34) }] })).toEqual([]);
    const morning = await farm.look(hour(24 + 5.5));
    expect(morning.find(({ person }) => person === 'khac')!.body.vi).toMatch(
      /đổi từ 09:00–11:00 thứ Bảy sang 08:00–10:00/,
    );
  });
});

describe('what is no news to a farmer', () => {
  it('is what the hub lays anew by itself: the page has it', async () => {
    farm.says('to5-101', hour(5.6), { did: 'irrigated', hours: 1 });
    farm.level('to5-101', hour(5.7), 5);
    expect(await look(5.8)).toEqual([]);
    expect(await look(6.5)).toEqual([]);
  });
  it('is a turn that was pumped, or is over, when the keeper changes another', async () => {
    await after(5.6, TODAY, { fixed: [fixed('to5-102', 14, 16)] });
    farm.says('to5-103', hour(7), { did: 'irrigated', hours: 1 }, 'khac');
    const told = await after(9, TODAY, { fixed: [fixed('to5-102', 15, 17)] });
    expect(told.map(({ person }) => person)).toEqual(['chu']);
  });
  it('is what the keeper changes where the block tells the keeper', async () => {
    farm.block('tay', { told: 'keeper', keeper: 'giu-nuoc', flowM3h: 200, hours: [{ from: 300, to: 1080 }] });
    farm.plot('to6-101', { block: 'tay', owner: 'khac' }).level('to6-101', hour(5.5), -16);
    await farm.look(hour(5.6));
    await farm.keeps('tay', hour(5.7), { day: TODAY, fixed: [fixed('to6-101', 14, 16)] });
    expect([...(await farm.look(hour(5.7))), ...(await farm.look(hour(6)))]).toEqual([]);
  });
});

describe('a farmer of many plots', () => {
  it('hears of all of them in one message', async () => {
    for (let i = 4; i < 12; i++)
      farm
        .plot(`to5-1${String(i).padStart(2, '0')}`, { block: 'dong', owner: 'nhieu' })
        .level(`to5-1${String(i).padStart(2, '0')}`, hour(5.5), -16);
    await farm.look(hour(5.6));
    const mine = Array.from({ length: 8 }, (_, i) => `to5-1${String(i + 4).padStart(2, '0')}`);
    const turns = mine.map((plot, i) => fixed(plot, 13 + i / 2, 13.5 + i / 2));
    const told = (await after(5.7, TODAY, { fixed: turns })).filter(({ person }) => person === 'nhieu');
    expect(told).toHaveLength(1);
    expect(told[0]!.title.vi).toBe('8 thửa đổi lượt nước');
    expect(told[0]!.body.vi.split('\n')).toHaveLength(6);
    expect(told[0]!.body.vi).toMatch(/\nvà 3 thửa khác$/);
    expect(told[0]!.sms).toMatch(
      /^Doi luot nuoc: Thua 104 to 5 13:00-13:30 thu Sau, .* va \d thua khac\. Xem trang Ruong\.$/,
    );
  });
});
