import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FarmStage, hour } from '../testing/farm-stage.js';
import { SMS_LENGTH } from '#hub/service-kit';

let farm: FarmStage;
beforeEach(async () => {
  farm = (await FarmStage.open()).dryBlock();
});
afterEach(() => farm.close());

const verdictOf = (id: string) => farm.reckoned.find(({ plot }) => plot.id === id)!.advice.verdict;
const briefly = (told: { person: string; urgent: boolean; title: { vi: string } }[]) =>
  told.map(({ person, urgent, title }) => [person, urgent, title.vi]);

describe('salt that comes after the morning', () => {
  it('is told at once to whoever was told to pump, once, in one message each', async () => {
    expect(briefly(await farm.look(hour(5.5)))).toEqual([
      ['chu', false, 'Ruộng Gò: Bơm hôm nay, và 1 thửa khác'],
      ['khac', false, 'Thửa 103, tờ 5: Bơm hôm nay'],
    ]);
    expect(await farm.look(hour(8))).toEqual([]);
    farm.salt = { value: 4, fresh: [{ from: hour(15), to: hour(19) }] };
    const told = await farm.look(hour(9));
    expect(briefly(told)).toEqual([
      ['chu', true, '2 thửa đừng lấy nước, kênh đang mặn'],
      ['khac', true, 'Thửa 103, tờ 5: đừng lấy nước, kênh đang mặn'],
    ]);
    expect(told[0]!.body.vi).toMatch(
      /^Ruộng Gò, Thửa 102 tờ 5\. .*Nước nguồn mặn 4 ‰ \(cao nhất giờ qua\), từ 3 ‰ là không lấy\. Dự kiến ngọt lại 15:00–19:00 hôm nay\.$/,
    );
    for (const { sms } of told) {
      expect(sms).toMatch(/dung lay nuoc, kenh dang man\./);
      expect(sms.length).toBeLessThanOrEqual(SMS_LENGTH);
    }
    expect(await farm.look(hour(9.2))).toEqual([]);
    farm.restart();
    expect(await farm.look(hour(10))).toEqual([]);
  });

  it('is told again when it comes again after they were told to take water once more', async () => {
    await farm.look(hour(5.5));
    farm.salt = { value: 4 };
    expect(await farm.look(hour(9))).toHaveLength(2);
    farm.salt = { value: 0.4 };
    await farm.look(hour(15));
    expect(verdictOf('to5-101')).toBe('irrigate');
    const morning = await farm.look(hour(24 + 5.5));
    expect(briefly(morning)).toContainEqual(['khac', false, 'Thửa 103, tờ 5: Bơm hôm nay']);
    farm.salt = { value: 4 };
    expect(await farm.look(hour(24 + 8))).toHaveLength(2);
    expect(await farm.look(hour(24 + 9))).toEqual([]);
  });

  it('is told to nobody who has his water already, or shut the field', async () => {
    await farm.look(hour(5.5));
    farm.says('to5-103', hour(8), { did: 'irrigated', hours: 4 }, 'khac');
    farm.says('to5-101', hour(8), { did: 'shut' });
    farm.says('to5-102', hour(8), { did: 'shut' });
    farm.salt = { value: 4 };
    expect(await farm.look(hour(9))).toEqual([]);
  });

  it('is told to whoever let a pump run untold, until it is said that it is off', async () => {
    for (const plot of ['to5-101', 'to5-102', 'to5-103']) farm.level(plot, hour(4), 4);
    expect(await farm.look(hour(5.5))).toEqual([]);
    farm.says('to5-101', hour(8), { did: 'running' });
    farm.says('to5-102', hour(7), { did: 'running' });
    farm.says('to5-102', hour(8), { did: 'irrigated', hours: 1 });
    farm.salt = { value: 4 };
    expect(briefly(await farm.look(hour(9)))).toEqual([['chu', true, 'Ruộng Gò: đừng lấy nước, kênh đang mặn']]);
    expect(await farm.look(hour(9.2))).toEqual([]);
  });

  it('does not speak over the morning that says so itself', async () => {
    farm.salt = { value: 4 };
    expect(briefly(await farm.look(hour(5.5)))).toEqual([
      ['chu', false, 'Ruộng Gò: Giữ nước, đang mặn, và 1 thửa khác'],
      ['khac', false, 'Thửa 103, tờ 5: Giữ nước, đang mặn'],
    ]);
    expect(farm.told[0]!.sms).toBe('2 thua giu nuoc, dang man: Ruong Go, Thua 102 to 5. Xem trang Ruong.');
    expect(await farm.look(hour(6))).toEqual([]);
  });
});

describe('what could not be pumped', () => {
  it('is a line to the block’s keeper, once, and by day', async () => {
    await farm.look(hour(5.5));
    farm.says('to5-101', hour(21.5), { did: 'could-not', obstacle: 'no-power' });
    const toKeeper = async (at: number) => (await farm.look(at)).filter(({ person }) => person === 'giu-nuoc');
    expect(await toKeeper(hour(21.6))).toEqual([]);
    const told = await toKeeper(hour(24 + 5.1));
    expect(told).toMatchObject([
      {
        ...{ urgent: false, url: '/farm/khu', title: { vi: 'Ruộng Gò: không bơm được' } },
        body: { vi: 'Ruộng Gò: hết điện, báo lúc 21:30 27/11' },
        sms: 'Khong bom duoc: Ruong Go (het dien). Xem trang Khu.',
      },
    ]);
    farm.restart();
    expect(await toKeeper(hour(24 + 5.2))).toEqual([]);
  });
  it('is nothing any more once it was pumped or taken back', async () => {
    await farm.look(hour(5.5));
    const key = farm.says('to5-101', hour(7), { did: 'could-not', obstacle: 'no-power' });
    farm.says('to5-101', hour(7.1), { did: 'taken-back', of: key });
    farm.says('to5-102', hour(7), { did: 'could-not', obstacle: 'no-water' });
    farm.says('to5-102', hour(7.5), { did: 'irrigated', hours: 0.5 });
    expect(await farm.look(hour(8))).toEqual([]);
  });
});

describe('a plot whose owner nobody entered', () => {
  it('is told to the keeper although its block tells farmers, and the lack is named', async () => {
    farm.plot('to5-104', { block: 'dong' }).level('to5-104', hour(4), -16);
    const told = (await farm.look(hour(5.5))).filter(({ person }) => person === 'giu-nuoc');
    expect(told).toHaveLength(1);
    expect(told[0]!.body.vi).toMatch(/Thửa 104, tờ 5/);
    expect(told[0]!.body.vi).toMatch(/Chưa khai chủ, chưa báo được cho ai: Thửa 104 tờ 5$/);
  });
});

describe('rain that is hoped for', () => {
  it('is told in the morning to whoever was to pump the day before', async () => {
    await farm.look(hour(5.5));
    farm.level('to5-103', hour(24 + 4), -15.5).rain = 40;
    const told = await farm.look(hour(24 + 5.5));
    expect(verdictOf('to5-103')).toBe('wait-for-rain');
    expect(briefly(told)).toContainEqual(['khac', false, 'Thửa 103, tờ 5: Chờ mưa']);
    farm.level('to5-103', hour(48 + 4), -15.5);
    const next = await farm.look(hour(48 + 5.5));
    expect(next.filter(({ person }) => person === 'khac')).toEqual([]);
  });
});

describe('a turn', () => {
  it('is what band, text message and voice say, once it stands for today, with all of the advice inside it', async () => {
    const told = await farm.look(hour(5.5));
    const { told: advice } = farm.reckoned.find(({ plot }) => plot.id === 'to5-103')!;
    const turn = told
      .find(({ person }) => person === 'khac')!
      .sms.match(/luot cua minh (\d\d:\d\d)-(\d\d:\d\d) hom nay\./);
    expect(turn).not.toBeNull();
    const clock = (at: number) => new Date(at + 7 * 3_600_000).toISOString().slice(11, 16);
    expect(clock(advice.before!)).toBe(turn![2]);
    expect(advice.sms).not.toMatch(/xong truoc/);
    expect(advice.spoken.vi).toMatch(/, lượt của mình từ /);
    // the canal gives more than the pump: what is advised is what the pump gives in that turn
    expect(advice.hours! * 35).toBeGreaterThan(advice.m3! - 10);
    expect(advice.hours! * 35).toBeLessThan(advice.m3! + 10);
  });
});
