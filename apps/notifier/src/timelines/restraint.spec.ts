import { describe, expect, it } from '@jest/globals';
import { at, incident, MINUTE, person, SECOND, Stage } from './stage.js';

const WAYS_OFF = ['zalo', 'webhook', 'call'] as const;
const many = (count: number, over: Parameters<typeof incident>[1]) =>
  Array.from({ length: count }, (_, i) => incident(`k${i}`, over));

describe('a storm', () => {
  it('of 80 incidents at once is one message a contact', async () => {
    const s = new Stage('2026-11-26 14:00', [person('an'), person('binh')], [...WAYS_OFF]);
    s.watch('an', 'binh');
    await s.happens('opened', ...many(80, { severity: 'warning' }));
    expect(s.told.map(({ title, person: who }) => `${who} ${title}`)).toEqual(['an 80 việc: Khói k0']);
    expect(s.notices().filter(({ state }) => state === 'sent')).toHaveLength(80);
  });

  it('that goes on for a minute is a second message when the minute is over', async () => {
    const s = new Stage('2026-11-26 14:00', [person('an')], [...WAYS_OFF, 'sms']);
    s.watch('an');
    for (const one of many(50, { severity: 'watch' })) {
      await s.happens('opened', one);
      await s.passes(SECOND);
    }
    await s.passes(2 * MINUTE);
    expect(s.told.map(({ title, at: when }) => [title, when - at('2026-11-26 14:00')])).toEqual([
      ['Khói k0', 0],
      ['49 việc: Khói k1', 60_000],
    ]);
    expect(s.notices().every(({ state }) => state === 'sent')).toBe(true);
  });

  it('of what is not urgent is three messages a day, however many matters are in one; the rest waits for the page', async () => {
    const s = new Stage('2026-11-26 14:00', [person('an')], [...WAYS_OFF, 'sms']);
    s.watch('an');
    for (const one of many(10, { severity: 'watch' })) {
      await s.happens('opened', one, { ...one, id: `${one.id}-too` });
      await s.passes(2 * MINUTE);
    }
    const titles = ['2 việc: Khói k0', '2 việc: Khói k1', '2 việc: Khói k2'];
    expect(s.told.map(({ title }) => title)).toEqual(titles);
    expect(s.notices().filter(({ reason }) => reason === 'đã đủ 3 tin không khẩn trong ngày')).toHaveLength(14);
    // what is worse counts apart
    await s.happens('opened', incident('k99', { openedAt: s.now, updatedAt: s.now }));
    expect(s.told.map(({ title }) => title)).toEqual([...titles, 'Khói k99']);
    s.now = at('2026-11-27 14:00');
    await s.passes(5 * MINUTE);
    s.heard();
    await s.happens('opened', incident('k100', { severity: 'watch', openedAt: s.now, updatedAt: s.now }));
    await s.passes(2 * MINUTE);
    expect(s.heard()).toEqual(['push an page']);
  });
});

describe('text messages', () => {
  it('are one a minute and eleven an hour, and emergencies do not wait', async () => {
    const staff = Array.from({ length: 14 }, (_, i) => person(`p${i}`));
    const s = new Stage('2026-11-26 14:00', staff, [...WAYS_OFF, 'push']);
    await s.happens('opened', incident('k1'));
    await s.passes(4 * MINUTE);
    const times = () => s.told.filter(({ channel }) => channel === 'sms').map((one) => one.at);
    expect(times().length).toBeGreaterThan(1);
    await s.passes(50 * MINUTE);
    const sorted = times();
    for (let i = 1; i < sorted.length; i++) expect(sorted[i]! - sorted[i - 1]!).toBeGreaterThanOrEqual(MINUTE);
    expect(sorted).toHaveLength(11);
    s.heard();
    const fire = incident('k2', { severity: 'emergency', openedAt: s.now, updatedAt: s.now });
    await s.happens('opened', fire);
    expect(s.heard().length).toBeGreaterThan(0);
  });
});

describe('at night', () => {
  it('whoever has no watch hears nothing, and sees a silent push', async () => {
    const s = new Stage('2026-11-26 23:00', [person('an'), person('binh')], [...WAYS_OFF]);
    s.watch('an', undefined, ['18:00', '06:00']);
    await s.happens('opened', incident('k1', { openedAt: s.now, updatedAt: s.now }));
    await s.passes(15 * MINUTE);
    const heard = s.heard();
    expect(heard).toContain('push an page');
    expect(heard).toContain('push binh page silent');
    expect(heard).not.toContain('sms binh page');
    expect(
      s.notices().some(({ person: who, reason }) => who === 'binh' && reason === 'giờ yên lặng của người nhận'),
    ).toBe(true);
  });

  it('a follow-up by text message waits for the morning', async () => {
    const s = new Stage(
      '2026-11-26 23:00',
      [person('an', 'operator', { has: { phone: true, email: false, push: false } }), person('binh')],
      [...WAYS_OFF],
    );
    s.watch('an', undefined, ['18:00', '06:00']);
    const one = incident('k1', { openedAt: s.now, updatedAt: s.now });
    await s.happens('opened', one);
    expect(s.heard()).toEqual(['sms an page']);
    await s.hears({
      type: 'incident',
      change: 'acknowledged',
      person: 'binh',
      at: s.now,
      incident: { ...one, state: 'acknowledged' },
    });
    await s.passes(MINUTE);
    expect(s.heard()).toEqual([]);
    s.now = at('2026-11-27 05:29');
    await s.settle();
    expect(s.heard()).toEqual([]);
    await s.passes(MINUTE);
    expect(s.heard()).toEqual(['sms an taken silent']);
  });

  it('Zalo is not tried between 22:00 and 06:00', async () => {
    const s = new Stage('2026-11-26 23:00', [person('an')], ['call', 'webhook']);
    s.watch('an', undefined, ['18:00', '06:00']);
    await s.happens('opened', incident('k1', { openedAt: s.now, updatedAt: s.now }));
    await s.passes(2 * MINUTE);
    expect(s.heard()).not.toContain('zalo an page');
    expect(s.notices().find(({ channel }) => channel === 'zalo')).toMatchObject({ state: 'skipped' });
  });
});

describe('what somebody wishes', () => {
  it('counts: ways that are shut, and the language', async () => {
    const s = new Stage(
      '2026-11-26 14:00',
      [person('an', 'operator', { off: ['sms'], language: 'en' })],
      [...WAYS_OFF],
    );
    s.watch('an');
    await s.happens('opened', incident('k1'));
    await s.passes(90 * SECOND);
    expect(s.told.map(({ channel, title }) => `${channel} ${title}`)).toEqual(['push Smoke k1', 'push Smoke k1']);
    expect(s.notices().find(({ channel }) => channel === 'sms')).toMatchObject({
      reason: 'người nhận đã tắt kênh này',
    });
  });
});

describe('the test bell', () => {
  it('rings at the start of a shift; who does not answer is not on duty', async () => {
    const s = new Stage('2026-11-26 05:59', [person('an'), person('binh')], [...WAYS_OFF]);
    s.watch('an', 'binh');
    await s.passes(2 * MINUTE);
    expect(s.heard()).toEqual(['push an test-bell']);
    await s.passes(10 * MINUTE);
    await s.happens('opened', incident('k1', { openedAt: s.now, updatedAt: s.now }));
    expect(s.heard()).toEqual(['push binh page']);
  });

  it('answered, it says who is ready', async () => {
    const s = new Stage('2026-11-26 05:59', [person('an'), person('binh')], [...WAYS_OFF]);
    s.watch('an', 'binh');
    await s.passes(2 * MINUTE);
    await s.phone('read', s.told[0]!);
    s.heard();
    await s.passes(10 * MINUTE);
    await s.happens('opened', incident('k1', { openedAt: s.now, updatedAt: s.now }));
    expect(s.heard()).toEqual(['push an page']);
    expect(s.notices()[0]).toMatchObject({ kind: 'test-bell', state: 'read' });
  });

  it('answered late, it brings back whoever has the watch', async () => {
    const s = new Stage('2026-11-26 05:59', [person('an'), person('binh')], [...WAYS_OFF]);
    s.watch('an', 'binh');
    await s.passes(12 * MINUTE);
    const bell = s.told[0]!;
    await s.happens('opened', incident('k1', { openedAt: s.now, updatedAt: s.now }));
    expect(s.heard()).toEqual(['push an test-bell', 'push binh page']);
    await s.phone('read', bell);
    await s.happens('opened', incident('k2', { openedAt: s.now, updatedAt: s.now }));
    const told = s.notices().filter((notice) => notice.incident === 'k2');
    expect(told.map(({ person: whom, channel }) => `${channel} ${whom}`)).toEqual(['push an']);
  });
});
