import { describe, expect, it } from '@jest/globals';
import type { FarmNotice } from '#hub/contracts';
import { SMS_LENGTH } from '#hub/service-kit';
import { at, MINUTE, person, Stage } from './stage.js';

const MORNING = at('2026-11-27 05:30');
const HOUR = 60 * MINUTE;
const NO_PHONE = { phone: false, email: false, push: false };
const BY_SMS = { has: { phone: true, email: false, push: false } };
const notice = (who: string, over: Partial<FarmNotice> = {}): FarmNotice => ({
  ...{
    type: 'farm',
    id: `farm morning ${who} f 2026-11-27`,
    person: who,
    at: MORNING,
    simulated: false,
    urgent: false,
  },
  ...{ title: { vi: `Ruộng ${who}`, en: `Field ${who}` }, body: { vi: 'Bơm', en: 'Pump' } },
  ...{ sms: `Ruong ${who}: bom 4 gio.`, url: `/farm?thua=${who}` },
  ...over,
});
const stage = (count: number) =>
  new Stage(
    '2026-11-27 05:30',
    Array.from({ length: count }, (_, i) => person(`p${i}`, 'farmer', BY_SMS)),
  );

describe('farmers without a smartphone, and a SIM that sends eleven messages an hour', () => {
  it('are told in the order of their turns, and not of their names', async () => {
    const s = stage(20);
    // the last of the list has the first turn
    await s.hears(...Array.from({ length: 20 }, (_, i) => notice(`p${i}`, { by: MORNING + (20 - i) * HOUR })));
    await s.passes(30 * MINUTE);
    const told = s.told.map((one) => one.person);
    expect(told).toEqual(Array.from({ length: 11 }, (_, i) => `p${19 - i}`));
    await s.passes(2 * HOUR);
    expect(new Set(s.told.map((one) => one.person)).size).toBe(20);
  });

  it('are told at once of what does not wait, whatever stands in line', async () => {
    const s = stage(20);
    await s.hears(...Array.from({ length: 19 }, (_, i) => notice(`p${i}`, { by: MORNING + i * HOUR })));
    await s.passes(20 * MINUTE);
    const before = s.told.length;
    const foul = notice('p19', { id: 'farm foul p19 f 1', urgent: true, sms: 'Ruong p19: dung lay nuoc.' });
    await s.hears(foul);
    expect(s.told.slice(before)).toMatchObject([{ person: 'p19', words: { sms: 'Ruong p19: dung lay nuoc.' } }]);
  });

  it('hear of two matters in one message, and of both where both fit', async () => {
    const s = stage(1);
    await s.hears(
      notice('p0'),
      notice('p0', { id: 'farm morning p0 k 2026-11-27', sms: 'Luot nuoc: Khu A: 06:00 a-1.' }),
    );
    expect(s.told.map(({ words: { sms, url } }) => [sms, url])).toEqual([
      ['Ruong p0: bom 4 gio. Luot nuoc: Khu A: 06:00 a-1.', '/farm?thua=p0'],
    ]);
    const long = stage(1);
    await long.hears(
      notice('p0', { sms: 'x'.repeat(150), url: '/farm?thua=a' }),
      notice('p0', { id: 'farm urgent p0 f', sms: 'y'.repeat(60), url: '/farm?thua=b' }),
    );
    expect(long.told[0]!.words.sms).toMatch(/^x+ \+1 viec khac$/);
    expect(long.told[0]!.words.sms.length).toBeLessThanOrEqual(SMS_LENGTH);
    expect(long.told[0]!.words.url).toBe('/farm');
  });
});

describe('a farmer who has no phone at all', () => {
  const people = [person('ba', 'farmer', { has: NO_PHONE }), person('giu-nuoc', 'water-turn-keeper')];
  it('is told by the keeper of the water, where one is named', async () => {
    const s = new Stage('2026-11-27 05:30', people);
    await s.hears(notice('ba', { id: 'farm foul ba f 1', urgent: true, instead: 'giu-nuoc' }));
    expect(s.told).toMatchObject([{ person: 'giu-nuoc', channel: 'push', title: 'Ruộng ba' }]);
  });
  it('is written down as not reached, where none is', async () => {
    const s = new Stage('2026-11-27 05:30', people);
    await s.hears(notice('ba'));
    expect(s.told).toEqual([]);
    expect(s.notices()).toMatchObject([{ person: 'ba', state: 'skipped', reason: 'chưa có số điện thoại' }]);
  });
});
