import { describe, expect, it } from '@jest/globals';
import type { Grant } from '#hub/contracts';
import { incident, MINUTE, person, SECOND, Stage } from './stage.js';

const people = () => [person('an'), person('binh'), person('chi', 'security-officer'), person('dung', 'administrator')];
const OFF = ['zalo', 'webhook', 'siren', 'loudspeaker'] as const;
/** An has the watch, Bình stands in. */
function stage(now = '2026-11-26 14:00', off: ConstructorParameters<typeof Stage>[2] = ['zalo', 'webhook']): Stage {
  const made = new Stage(now, people(), off);
  made.watch('an', 'binh');
  return made;
}

describe('a warning', () => {
  it('is pushed to whoever has the watch, and goes on when nobody takes it', async () => {
    const s = stage();
    await s.happens('opened', incident('k1'));
    const [push] = s.told;
    expect(s.heard()).toEqual(['push an page']);
    await s.phone('delivered', push!);
    await s.passes(2 * MINUTE);
    expect(s.heard()).toEqual([]);
    await s.passes(MINUTE);
    expect(s.heard().sort()).toEqual(['push an page', 'push binh page', 'sms an page']);
  });

  it('goes to the next at once when no phone confirms the push', async () => {
    const s = stage();
    await s.happens('opened', incident('k1'));
    expect(s.heard()).toEqual(['push an page']);
    await s.passes(59 * SECOND);
    expect(s.heard()).toEqual([]);
    await s.passes(2 * SECOND);
    expect(s.heard()).toContain('push binh page');
  });

  it('ends when somebody takes it; who else was told learns that', async () => {
    const s = stage();
    await s.happens('opened', incident('k1'));
    await s.passes(61 * SECOND);
    s.heard();
    const taken = incident('k1', { state: 'acknowledged', acknowledgement: { by: 'Bình', person: 'binh', at: s.now } });
    await s.hears({ type: 'incident', change: 'acknowledged', incident: taken, person: 'binh', at: s.now });
    expect(s.heard()).toEqual(['push an taken silent']);
    expect(s.escalation('k1')).toMatchObject({ stopped: 'acknowledged' });
    await s.passes(20 * MINUTE);
    expect(s.heard()).toEqual([]);
    await s.happens('closed', incident('k1', { state: 'closed', endedAt: s.now }));
    expect(s.heard().sort()).toEqual(['push an ended silent', 'push binh ended silent']);
    await s.happens('closed', incident('k1', { state: 'closed', endedAt: s.now }));
    expect(s.heard()).toEqual([]);
  });

  it('ends without a word to whom nothing had come', async () => {
    const s = stage();
    s.channels.get('push')!.answer = ({ person: whom }) =>
      whom === 'an' ? { outcome: 'refused', reason: 'x' } : { outcome: 'sent' };
    await s.happens('opened', incident('k1'));
    expect(s.heard()).toEqual(expect.arrayContaining(['push an page', 'push binh page']));
    await s.happens('closed', incident('k1', { state: 'closed', endedAt: s.now }));
    expect(s.heard()).toEqual(['push binh ended silent']);
  });

  it('that flaps is said once more, unless people are being told already or somebody has it', async () => {
    const s = stage();
    await s.happens('opened', incident('k1'));
    s.heard();
    await s.happens('flapping', incident('k1', { flappingSince: s.now, updatedAt: s.now }));
    expect(s.heard()).toEqual([]);
    await s.happens('returned', incident('k1', { state: 'returned', endedAt: s.now }));
    s.heard();
    await s.passes(2 * MINUTE);
    await s.happens('flapping', incident('k1', { flappingSince: s.now, updatedAt: s.now }));
    expect(s.heard()).toEqual(['push an page']);
    await s.happens('flapping', incident('k2', { state: 'acknowledged', flappingSince: s.now, updatedAt: s.now }));
    expect(s.heard()).toEqual([]);
  });

  it('that somebody has is told of anew when something comes that nobody has looked at', async () => {
    const s = stage();
    await s.happens('opened', incident('k1'));
    s.heard();
    await s.happens('acknowledged', incident('k1', { state: 'acknowledged' }));
    s.heard();
    await s.passes(2 * MINUTE);
    await s.happens('grew', incident('k1', { state: 'acknowledged', updatedAt: s.now }));
    expect(s.heard()).toEqual([]);
    await s.happens('grew', incident('k1', { updatedAt: s.now }));
    expect(s.heard()).toEqual(['push an page']);
  });

  it('is told to all operators where nobody has the watch', async () => {
    const s = new Stage('2026-11-26 14:00', people());
    await s.happens('opened', incident('k1'));
    expect(s.heard().sort()).toEqual(['push an page', 'push binh page']);
  });

  it('whose push is refused for good goes on at once', async () => {
    const s = stage();
    s.channels.get('push')!.answer = () => ({ outcome: 'refused', reason: 'HTTP 410' });
    await s.happens('opened', incident('k1'));
    expect(s.heard()).toContain('sms an page');
  });

  it('is repeated as often as the policy says, and then is exhausted', async () => {
    const s = stage();
    await s.happens('opened', incident('k1'));
    await s.passes(60 * MINUTE);
    expect(s.escalation('k1')).toMatchObject({ stopped: 'exhausted', step: 2 });
    const calls = s.heard().filter((line) => line === 'call binh page');
    expect(calls).toHaveLength(2);
  });
});

describe('what comes and goes', () => {
  const flapping = (s: Stage, over: Parameters<typeof incident>[1] = {}) =>
    incident('k1', { openedAt: s.now, updatedAt: s.now, flappingSince: s.now, ...over });

  it('is said until a phone shows it, and not again', async () => {
    const s = stage();
    await s.happens('flapping', flapping(s));
    const [push] = s.told;
    await s.phone('delivered', push!);
    await s.passes(61 * SECOND);
    expect(s.heard()).toEqual(['push an page']);
    expect(s.escalation('k1')).toMatchObject({ stopped: 'suppressed' });
    await s.passes(60 * MINUTE);
    expect(s.heard()).toEqual([]);
  });

  it('goes on where no phone shows it, through the steps once', async () => {
    const s = stage();
    await s.happens('flapping', flapping(s));
    await s.passes(60 * MINUTE);
    expect(s.escalation('k1')).toMatchObject({ stopped: 'exhausted', step: 2 });
    expect(s.heard().filter((line) => line === 'call binh page')).toHaveLength(1);
  });

  it('is told of again when something beside it has something to say', async () => {
    const s = stage();
    await s.happens('flapping', flapping(s));
    await s.phone('delivered', s.told[0]!);
    await s.passes(2 * MINUTE);
    s.heard();
    await s.happens('grew', flapping(s));
    expect(s.heard()).toEqual(['push an page']);
  });

  it('is asked of as always where it burns', async () => {
    const s = stage();
    await s.happens('flapping', flapping(s, { severity: 'emergency' }));
    for (const push of s.told.filter(({ channel }) => channel === 'push')) await s.phone('delivered', push);
    s.heard();
    await s.passes(3 * MINUTE);
    expect(s.heard()).toContain('call an page');
  });
});

describe('where nobody may be woken', () => {
  const night = (over: Partial<Parameters<typeof person>[2]> = {}, off: ConstructorParameters<typeof Stage>[2] = []) =>
    new Stage('2026-11-26 23:00', [person('an', 'operator', over), person('binh')], ['zalo', 'webhook', ...off]);
  const open = (s: Stage) => s.happens('opened', incident('k1', { openedAt: s.now, updatedAt: s.now }));

  it('it lies on the phones, whether they show it or not, and the next step is in the morning', async () => {
    const s = night();
    await open(s);
    await s.passes(20 * MINUTE);
    expect(s.heard().sort()).toEqual(['push an page silent', 'push binh page silent']);
    const morning = Date.parse('2026-11-27T05:30:00+07:00');
    expect(s.escalation('k1')).toMatchObject({ nextAt: morning });
    s.restart();
    s.now = morning - SECOND;
    await s.settle();
    expect(s.heard()).toEqual([]);
    await s.passes(2 * SECOND);
    expect(s.heard()).toEqual(expect.arrayContaining(['push an page', 'push binh page', 'sms an page']));
  });

  it('… also of those who have no way but text messages, or whose pushes are refused', async () => {
    const s = night({}, ['push']);
    await open(s);
    await s.passes(20 * MINUTE);
    expect(s.heard()).toEqual([]);
    s.now = Date.parse('2026-11-27T05:30:00+07:00');
    await s.passes(2 * SECOND);
    expect(s.heard()).toContain('sms an page');
    const refused = night();
    refused.channels.get('push')!.answer = () => ({ outcome: 'refused', reason: 'HTTP 410' });
    await open(refused);
    await refused.passes(20 * MINUTE);
    expect(refused.escalation('k1')!.stopped).toBeUndefined();
  });

  it('but by whoever wants to be woken, it goes on', async () => {
    const s = night({ quiet: null });
    await open(s);
    await s.passes(5 * MINUTE);
    expect(s.heard()).toContain('sms an page');
  });
});

describe('nobody is told', () => {
  const quietly = async (change: 'opened' | 'reopened' | 'raised', over: Parameters<typeof incident>[1]) => {
    const s = stage();
    await s.happens(change, incident('k1', over));
    await s.passes(5 * MINUTE);
    return { heard: s.heard(), stopped: s.escalation('k1')?.stopped, notices: s.notices() };
  };
  it('of what is only for the record', async () => {
    expect(await quietly('opened', { severity: 'info' })).toMatchObject({ heard: [], stopped: 'record-only' });
    expect(await quietly('opened', { backdated: true })).toMatchObject({ heard: [], stopped: 'record-only' });
  });
  it('of what only a probe tells that is not to be trusted, until one that is says so too', async () => {
    const s = stage();
    await s.happens('opened', incident('k1', { severity: 'emergency', doubted: true }));
    await s.passes(30 * MINUTE);
    expect(s.heard()).toEqual([]);
    expect(s.escalation('k1')).toMatchObject({ stopped: 'record-only' });
    await s.happens('raised', incident('k1', { openedAt: s.now - 30 * MINUTE, updatedAt: s.now }));
    expect(s.heard()).toEqual(['push an page']);
  });

  it('of what is shelved, or over because something else explains it', async () => {
    const shelved = { until: 0, reason: 'x', by: 'An', at: 0 };
    expect(await quietly('opened', { shelved })).toMatchObject({ heard: [], stopped: 'suppressed' });
    expect(await quietly('opened', { state: 'closed' })).toMatchObject({ heard: [], stopped: 'ended' });
  });
  it('of an opening that is told of more than an hour later, however fast or slow the hub is', async () => {
    const late = stage('2026-11-26 15:01');
    await late.happens('opened', incident('k1'));
    expect(late.heard()).toEqual([]);
    // the item is on time, and the hub was off: whoever has the watch wants to know
    const off = stage('2026-11-26 17:00');
    const { openedAt } = incident('k1');
    await off.hears({ type: 'incident', change: 'opened', incident: incident('k1'), at: openedAt });
    expect(off.heard()).toEqual(['push an page']);
  });
  it('of what is simulated: it is written down and stays in the hub, but for a drill', async () => {
    const { heard, notices } = await quietly('opened', { simulated: true, severity: 'emergency' });
    expect(heard).toEqual([]);
    expect(new Set(notices.map(({ state, reason }) => `${state} ${reason}`))).toEqual(new Set(['skipped mô phỏng']));
    const s = stage();
    await s.happens('opened', incident('k1', { simulated: true, drill: true }));
    expect(s.told.map(({ title }) => title)).toEqual(['DIỄN TẬP: Khói k1']);
    // what is real is told at once and in a message of its own
    await s.happens('opened', incident('k2'));
    expect(s.told.map(({ title }) => title)).toEqual(['DIỄN TẬP: Khói k1', 'Khói k2']);
    for (const { channel } of s.told) expect(channel).toBe('push');
  });
  it('of what is elsewhere; a drill is for everybody of the role', async () => {
    const far: Grant[] = [{ role: 'security-officer', scope: { kind: 'hamlet', id: 'doai' } }];
    const s = new Stage(
      '2026-11-26 14:00',
      [person('an'), person('em', 'security-officer', { grants: far })],
      [...OFF],
    );
    s.watch('an');
    await s.happens('opened', incident('k1', { severity: 'emergency' }));
    expect(s.told.filter(({ person: whom }) => whom === 'em')).toEqual([]);
    await s.happens('opened', incident('k2', { severity: 'emergency', simulated: true, drill: true }));
    expect(s.told.some(({ person: whom, title }) => whom === 'em' && title.startsWith('DIỄN TẬP'))).toBe(true);
  });
  it('again of what flaps', async () => {
    const s = stage();
    await s.happens('opened', incident('k1'));
    s.heard();
    await s.happens('returned', incident('k1', { state: 'returned' }));
    s.heard();
    for (let i = 0; i < 5; i++) {
      await s.happens('reopened', incident('k1', { flappingSince: s.now }));
      await s.passes(MINUTE);
    }
    expect(s.heard()).toEqual([]);
    // that it became worse is something new
    await s.happens('raised', incident('k1', { severity: 'emergency', flappingSince: s.now, updatedAt: s.now }));
    expect(s.heard()).toContain('call an page');
  });
});

describe('an emergency', () => {
  it('calls at once, at night too, and wants everybody’s look', async () => {
    const s = stage('2026-11-26 02:00');
    const fire = incident('k1', { severity: 'emergency', openedAt: s.now, updatedAt: s.now });
    await s.happens('opened', fire);
    const [first] = s.told.filter(({ channel, person: who }) => channel === 'push' && who === 'chi');
    // nobody has the watch at night: all operators stand in
    const everybody = ['an', 'binh', 'chi'].flatMap((who) =>
      ['call', 'push', 'sms'].map((way) => `${way} ${who} page`),
    );
    expect(s.heard().sort()).toEqual(everybody.sort());
    await s.phone('read', first!);
    await s.hears({
      type: 'incident',
      change: 'acknowledged',
      person: 'binh',
      at: s.now,
      incident: { ...fire, state: 'acknowledged' },
    });
    expect(s.heard().filter((line) => line.includes('taken'))).toEqual([
      'push an taken silent',
      'push chi taken silent',
    ]);
    // Bình took it, Chi looked; An gave no sign
    await s.passes(2 * MINUTE);
    const again = s.heard().filter((line) => line.includes('page'));
    expect(again).toContain('call an page');
    expect(again.filter((line) => !line.includes(' an '))).toEqual([]);
  });

  it('is taken by a key: with all that the voice named, and by whoever may', async () => {
    const s = new Stage('2026-11-26 14:00', [person('an'), person('dan', 'resident')], ['zalo', 'webhook']);
    s.watch('an', 'dan');
    const emergency = (id: string) => incident(id, { severity: 'emergency' });
    await s.happens('opened', emergency('k0'));
    await s.happens('opened', ...Array.from({ length: 10 }, (_, i) => emergency(`k${i + 1}`)));
    await s.passes(11 * SECOND);
    const calls = s.told.filter(({ channel, person: whom }) => channel === 'call' && whom === 'an');
    expect(calls.map(({ title }) => title)).toEqual(['Khói k0', '10 việc: Khói k1']);
    await s.phone('accepted', calls[1]!);
    expect(s.requests.map((request) => request.type === 'incident' && request.incident)).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `k${n}`),
    );
    expect(s.deeds).toHaveLength(8);
    expect(s.deeds[0]).toEqual({ by: 'an', action: 'incident.acknowledge', target: 'k1' });
    await s.passes(10 * MINUTE);
    const [other] = s.told.filter(({ channel, person: whom }) => channel === 'call' && whom === 'dan');
    await s.phone('accepted', other!);
    expect(s.deeds).toHaveLength(8);
  });
});
