import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FarmStage, hour } from '../testing/farm-stage.js';

/** A block with one tube: whoever has it gets water first, as the turns have it. */
const ALL = ['to6-101', 'to6-102', 'to6-103', 'to6-104'];
const OTHERS = ALL.slice(1);
let farm: FarmStage;
beforeEach(async () => {
  farm = await FarmStage.open();
  farm.block('hau', { told: 'farmers', keeper: 'giu-nuoc', flowM3h: 100, hours: [{ from: 300, to: 1080 }] });
  for (const plot of ALL) farm.plot(plot, { block: 'hau', owner: `chu-${plot}` });
  for (const at of [0, 1, 2, 3, 4, 5]) farm.level('to6-101', hour(at), -14 - at / 4);
  await farm.look(hour(5.5));
});
afterEach(() => farm.close());

const of = (plot: string) => farm.reckoned.find((one) => one.plot.id === plot)!;
const turnOf = async (plot: string) => {
  const plans = await farm.registry.turns.since(hour(0));
  return plans.flatMap(({ turns }) => turns).find((turn) => turn.plot === plot);
};

describe('a rotation of a block with one tube', () => {
  it('goes on when the plot that has it was pumped: the others keep their advice and their turns, as an estimate', async () => {
    expect(ALL.map((plot) => of(plot).advice.verdict)).toEqual(ALL.map(() => 'irrigate'));
    expect(of('to6-102').told.basis).toBe('borrowed');
    const before = await Promise.all(OTHERS.map(turnOf));
    expect(before.every((turn) => turn !== undefined)).toBe(true);

    farm.says('to6-101', hour(9.5), { did: 'irrigated', hours: 4 }, 'chu-to6-101');
    farm.level('to6-101', hour(9.6), 4);
    await farm.look(hour(9.7));
    expect(of('to6-101').advice.verdict).toBe('not-needed');
    for (const plot of OTHERS) {
      const { advice, told } = of(plot);
      expect(advice).toMatchObject({ verdict: 'irrigate', basis: 'estimated' });
      expect(told.notes.map(({ vi }) => vi)).toContain(
        'Tính tiếp từ mực nước đọc lúc 05:00 hôm nay ở thửa cách đây 0 m.',
      );
      expect(told).not.toHaveProperty('readTube');
    }
    const coming = (await Promise.all(OTHERS.map(turnOf))).filter((turn) => turn !== undefined);
    expect(coming).toHaveLength(OTHERS.length);
    // and the next day, before anybody read anything else
    await farm.look(hour(24 + 5.5));
    expect(OTHERS.map((plot) => of(plot).advice.verdict)).toEqual(OTHERS.map(() => 'irrigate'));
  });

  it('goes on in the minutes in which the tube does not show yet what was told', async () => {
    farm.says('to6-101', hour(5.8), { did: 'irrigated', hours: 4 }, 'chu-to6-101');
    await farm.look(hour(5.9));
    expect(OTHERS.map((plot) => of(plot).advice.verdict)).toEqual(OTHERS.map(() => 'irrigate'));
    const { told, advice } = of('to6-101');
    expect(advice.verdict).toBe('not-needed');
    expect(told.notes[0]!.vi).toBe('Đã tính nước vừa báo bơm, ống đo chưa thấy lên.');
  });
});

describe('a tube that does not rise', () => {
  it('is what the sentence, the message and the voice say beside the advice to pump', async () => {
    farm.says('to6-101', hour(9.5), { did: 'irrigated', hours: 4 }, 'chu-to6-101');
    farm.level('to6-101', hour(10.6), -17.5);
    await farm.look(hour(10.7));
    const { told } = of('to6-101');
    expect(told.verdict).toBe('irrigate');
    const said = 'Đã báo bơm lúc 09:30 hôm nay, ống đo chưa lên: xem lại máy, ống dẫn';
    expect(told.why.vi).toContain(said);
    expect(told.spoken.vi).toContain('ống đo chưa lên: xem lại máy, ống dẫn');
    expect(told.why.en).toContain('the water in the tube did not rise: look at the pump and the pipes');
    expect(told.sms.length).toBeLessThanOrEqual(160);
    expect(told.sms).toContain('hom nay, ong do chua len: xem lai may, ong dan.');
  });
});

describe('what is urgent', () => {
  it('is what is to be begun within hours; a turn tomorrow is told, and not called so', async () => {
    for (const plot of ALL) farm.level(plot, hour(17.4), -24);
    await farm.look(hour(17.5));
    const tomorrow = ALL.map(of).filter(({ told }) => told.before! > hour(24 + 5));
    expect(tomorrow.length).toBeGreaterThan(0);
    for (const { told, advice } of tomorrow) {
      expect(advice.urgency).toBe('urgent');
      expect(told.urgent).toBe(false);
    }
  });
});
