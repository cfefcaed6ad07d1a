import { describe, expect, it } from '@jest/globals';
import { incident, MINUTE, person, SECOND, Stage } from './stage.js';

function stage(off: ConstructorParameters<typeof Stage>[2] = ['zalo', 'webhook', 'call']): Stage {
  const s = new Stage('2026-11-26 14:00', [person('an'), person('binh')], off);
  s.watch('an', 'binh');
  return s;
}
const hang = () => new Promise<never>(() => undefined);

describe('after a kill', () => {
  it('what did not leave leaves, under the same key', async () => {
    const s = stage();
    s.channels.get('push')!.answer = () => ({ outcome: 'retry', reason: 'HTTP 503', afterMs: 30 * SECOND });
    await s.happens('opened', incident('k1'));
    const [first] = s.told;
    s.channels.get('push')!.answer = () => ({ outcome: 'sent' });
    s.restart();
    await s.passes(31 * SECOND);
    expect(s.told.map(({ key }) => key)).toEqual([first!.key, first!.key]);
    expect(s.notices()).toMatchObject([{ state: 'sent' }]);
  });

  it('a push that may have left is sent again: it covers the first', async () => {
    const s = stage();
    s.channels.get('push')!.answer = hang;
    await s.happens('opened', incident('k1'));
    s.channels.get('push')!.answer = () => ({ outcome: 'sent' });
    s.restart();
    await s.settle();
    expect(s.heard()).toEqual(['push an page', 'push an page']);
  });

  it('a text message that may have left is not sent again, but for an emergency, and then once', async () => {
    for (const [severity, times] of [
      ['warning', 1],
      ['emergency', 2],
    ] as const) {
      const s = new Stage('2026-11-26 14:00', [person('an')], ['zalo', 'webhook', 'call', 'push', 'email']);
      s.watch('an');
      s.channels.get('sms')!.answer = hang;
      await s.happens('opened', incident('k1', { severity }));
      await s.passes(5 * SECOND);
      s.restart();
      await s.passes(5 * SECOND);
      s.restart();
      await s.passes(5 * SECOND);
      expect([severity, s.heard().length]).toEqual([severity, times]);
      expect(s.notices().map(({ state }) => state)).toContain('unknown');
    }
  });

  it('timers go on: a step that fell due meanwhile is taken at once', async () => {
    const s = stage();
    await s.happens('opened', incident('k1'));
    s.heard();
    s.now += 10 * MINUTE;
    s.restart();
    await s.settle();
    expect(s.heard()).toContain('push binh page');
  });

  it('a step is taken once, whatever is read twice', async () => {
    const s = stage();
    const opened = { type: 'incident', change: 'opened', incident: incident('k1'), at: s.now } as const;
    await s.hears(opened);
    s.restart();
    await s.settle();
    expect(s.heard()).toEqual(['push an page']);
  });

  it('a commit that did not happen leaves no trace, and is done again', async () => {
    const s = stage();
    await s.settle();
    const opened = { type: 'incident', change: 'opened', incident: incident('k1'), at: s.now } as const;
    s.appends(opened);
    await s.settle(true);
    expect(s.heard()).toEqual(['push an page']);
    expect(s.notices()).toHaveLength(1);
  });
});

describe('a provider', () => {
  it('that is away is tried again, until it is too late', async () => {
    const s = stage();
    s.channels.get('push')!.answer = () => ({ outcome: 'retry', reason: 'HTTP 500' });
    await s.happens('opened', incident('k1', { severity: 'watch' }));
    await s.passes(20 * MINUTE);
    const tries = s.heard().length;
    expect(tries).toBeGreaterThan(4);
    expect(tries).toBeLessThan(20);
    expect(s.notices()).toMatchObject([{ state: 'failed', reason: 'HTTP 500' }]);
  });

  it('that was not reached first, and then may have it, is still asked once more in an emergency', async () => {
    const s = stage(['zalo', 'webhook', 'call', 'push', 'email']);
    const answers = ['retry', 'retry', 'uncertain', 'uncertain'] as const;
    let asked = 0;
    s.channels.get('sms')!.answer = ({ person: who }) =>
      who === 'an' ? { outcome: answers[asked++]!, reason: 'nothing' } : { outcome: 'sent' };
    await s.happens('opened', incident('k1', { severity: 'emergency' }));
    await s.passes(60 * SECOND);
    const mine = () => s.told.filter(({ person: who }) => who === 'an');
    expect(mine()).toHaveLength(4);
    expect(s.notices().find(({ person: who, channel }) => who === 'an' && channel === 'sms')).toMatchObject({
      state: 'unknown',
    });
  });

  it('that was doubtful and had it after all is not asked again', async () => {
    const s = stage(['zalo', 'webhook', 'call', 'push', 'email']);
    s.channels.get('sms')!.answer = () => ({ outcome: 'uncertain', reason: 'modem không trả lời' });
    await s.happens('opened', incident('k1', { severity: 'emergency' }));
    const [first] = s.told;
    await s.hears({ type: 'receipt', message: first!.key, outcome: 'sent', at: s.now });
    await s.passes(30 * SECOND);
    expect(s.told.filter(({ person: who }) => who === first!.person)).toHaveLength(1);
    const notice = () => s.notices().find(({ person: who, channel }) => who === first!.person && channel === 'sms');
    expect(notice()).toMatchObject({ state: 'sent' });
    await s.hears({ type: 'receipt', message: first!.key, outcome: 'undelivered', reason: 'x', at: s.now });
    expect(notice()).toMatchObject({ state: 'failed', reason: 'x' });
  });

  it('Zalo that refuses is followed by a text message', async () => {
    const s = stage(['webhook', 'call', 'push', 'email']);
    s.channels.get('zalo')!.answer = () => ({ outcome: 'refused', reason: 'Zalo -118' });
    s.persons.set('an', person('an', 'operator', { off: [] }));
    await s.happens('opened', incident('k1'));
    expect(s.heard()).toEqual(expect.arrayContaining(['zalo an page', 'sms an page']));
  });
});

describe('whoever is called', () => {
  it('takes it with 1: whoever keeps alerts is asked', async () => {
    const s = stage(['zalo', 'webhook', 'sms']);
    await s.happens('opened', incident('k1', { severity: 'emergency' }));
    const call = s.told.find(({ channel, person: who }) => channel === 'call' && who === 'an');
    await s.phone('accepted', call ?? s.told.find(({ person: who }) => who === 'an')!);
    expect(s.requests).toMatchObject([
      { type: 'incident', incident: 'k1', action: { do: 'acknowledge' }, person: 'an' },
    ]);
  });

  it('passes it on with 2: the next step is taken at once', async () => {
    const s = stage();
    await s.happens('opened', incident('k1'));
    const [push] = s.told;
    s.heard();
    await s.phone('passed-on', push!);
    expect(s.heard()).toContain('push binh page');
  });
});
