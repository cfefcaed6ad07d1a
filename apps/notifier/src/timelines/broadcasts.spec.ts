import { describe, expect, it } from '@jest/globals';
import { type BroadcastContent, type BroadcastRequest, secondsAloud, secondsOf } from '#hub/contracts';
import { at, MINUTE, person, SECOND, Stage } from './stage.js';

const HOUR = 60 * MINUTE;
const TEXT = 'Ngày mai xã phun thuốc muỗi từ bảy giờ sáng.';
const dong = { id: 'dong', name: 'Thôn Đông' };
const tay = { id: 'tay', name: 'Thôn Tây' };

let n = 0;
const request = (broadcast: string, action: BroadcastRequest['action'], by = 'An'): BroadcastRequest => ({
  ...{ type: 'broadcast', id: `r-${++n}`, broadcast, action, by, person: by.toLowerCase(), at: n },
});
const content = (stage: Stage, over: Partial<BroadcastContent> = {}): BroadcastContent => ({
  ...{ commune: '26734', urgency: 'ordinary', text: TEXT, simulated: false, airBefore: stage.now + 24 * HOUR },
  audience: { everywhere: true, hamlets: [dong, tay] },
  ...over,
});
const write = (stage: Stage, id: string, over?: Partial<BroadcastContent>) =>
  stage.asks(request(id, { do: 'write', content: content(stage, over) }));
const approve = (stage: Stage, id: string, revision = stage.broadcast(id)!.revision) =>
  stage.asks(request(id, { do: 'approve', revision }, 'Bình'));
const stop = (stage: Stage, id: string) => stage.asks(request(id, { do: 'stop' }, 'Chi'));
const emergency = { urgency: 'emergency' } as const;

/** "kind zones at" of what loudspeakers were given since the last look. */
const spoken = (stage: Stage) =>
  stage.told.splice(0).map(({ kind, speech, at: when }) => {
    const time = new Date(when + 7 * HOUR).toISOString().slice(11, 19);
    return `${kind} ${speech?.zones.join('+')} ${time}`;
  });
const there = (stage: Stage, id: string) =>
  stage.broadcast(id)!.receipts.map(({ name, state, reason = '' }) => `${name} ${state} ${reason}`.trim());
const says = (stage: Stage, answer: Parameters<typeof answerOf>[1]) => answerOf(stage, answer);
function answerOf(stage: Stage, answer: NonNullable<ReturnType<Stage['channels']['get']>>['answer']) {
  stage.channels.get('loudspeaker')!.answer = answer;
}

describe('an ordinary message', () => {
  it('is written, approved, and waits for the hours of loudspeakers', async () => {
    const stage = new Stage('2026-11-26 14:00', []);
    await write(stage, 'a');
    expect(stage.broadcast('a')).toMatchObject({ state: 'draft', revision: 1, written: { by: 'An' } });
    await approve(stage, 'a');
    expect(stage.broadcast('a')).toMatchObject({ state: 'approved', dueAt: at('2026-11-26 17:00') });
    await stage.passes(2 * HOUR + 59 * MINUTE);
    expect(spoken(stage)).toEqual([]);
    await stage.passes(MINUTE);
    expect(spoken(stage)).toEqual(['public 101+102 17:00:00', 'public 201 17:00:00']);
    expect(stage.broadcast('a')).toMatchObject({ state: 'airing', approved: { by: 'Bình', person: 'bình' } });
    expect(stage.broadcast('a')!.endsAt).toBe(at('2026-11-26 17:00') + secondsAloud(TEXT) * SECOND);
    await stage.passes(MINUTE);
    expect(stage.broadcast('a')).toMatchObject({ state: 'aired' });
    expect(there(stage, 'a')).toEqual(['Thôn Đông sent', 'Thôn Tây sent']);
  });

  it('is aired at once within them, in the morning as well, and not when it would not be over in time', async () => {
    const morning = new Stage('2026-11-26 06:10', []);
    await write(morning, 'a');
    await approve(morning, 'a');
    expect(morning.broadcast('a')!.state).toBe('airing');
    const late = new Stage('2026-11-26 17:59', []);
    await write(late, 'a', { recording: { name: 'x.mp3', seconds: 90 } });
    await approve(late, 'a');
    expect(late.broadcast('a')).toMatchObject({ state: 'approved', dueAt: at('2026-11-27 05:30'), seconds: 90 });
  });

  it('comes after what was approved before it, with a rest between; other hamlets do not wait', async () => {
    const stage = new Stage('2026-11-26 17:00', []);
    for (const id of ['a', 'b', 'c']) {
      const hamlets = id === 'c' ? [tay] : [dong];
      await write(stage, id, { audience: { everywhere: false, hamlets }, recording: { name: 'x.mp3', seconds: 60 } });
      await approve(stage, id);
    }
    await stage.passes(3 * MINUTE);
    expect(spoken(stage)).toEqual(['public 101+102 17:00:00', 'public 201 17:00:00', 'public 101+102 17:01:10']);
    expect(stage.broadcast('b')!.state).toBe('aired');
  });

  it('is one of six in an hour of loudspeakers: the seventh waits for the next', async () => {
    const stage = new Stage('2026-11-26 16:59', []);
    for (const id of ['1', '2', '3', '4', '5', '6', '7']) {
      await write(stage, id);
      await approve(stage, id);
    }
    expect(stage.broadcast('6')!.dueAt).toBeLessThan(at('2026-11-26 18:00'));
    expect(stage.broadcast('7')!.dueAt).toBe(at('2026-11-27 05:30'));
  });

  it('lapses when nobody approved it in time, or no hour came for it, and says so', async () => {
    const stage = new Stage('2026-11-26 14:00', []);
    await write(stage, 'a', { airBefore: at('2026-11-26 15:00') });
    await write(stage, 'b', { airBefore: at('2026-11-26 16:00') });
    await approve(stage, 'b');
    await stage.passes(2 * HOUR);
    expect(stage.broadcast('a')).toMatchObject({ state: 'lapsed', reason: 'quá hạn, chưa ai duyệt' });
    expect(stage.broadcast('b')).toMatchObject({ state: 'lapsed', reason: 'quá hạn, chưa tới giờ được phát' });
    expect(spoken(stage)).toEqual([]);
    await approve(stage, 'a', stage.broadcast('a')!.revision);
    expect(stage.refusal()).toBe('Tin đã phát hoặc đã kết thúc');
  });

  it('is approved as it was seen: a text that was changed meanwhile is not', async () => {
    const stage = new Stage('2026-11-26 17:00', []);
    await write(stage, 'a');
    const changed = content(stage, { text: 'Một câu khác.' });
    await stage.asks(request('a', { do: 'write', content: changed, revision: 1 }, 'Dũng'));
    await approve(stage, 'a', 1);
    expect(stage.refusal()).toBe('Tin vừa được sửa, hãy đọc lại rồi duyệt');
    expect(stage.broadcast('a')).toMatchObject({ state: 'draft', text: 'Một câu khác.', written: { by: 'Dũng' } });
    await approve(stage, 'a');
    await approve(stage, 'a');
    expect(spoken(stage)).toHaveLength(2);
  });

  it('is the same one when its writer’s answer was lost and it is sent again', async () => {
    const stage = new Stage('2026-11-26 17:00', []);
    await write(stage, 'a');
    await approve(stage, 'a');
    await write(stage, 'a');
    expect(stage.broadcast('a')!.state).toBe('airing');
    expect(spoken(stage)).toHaveLength(2);
  });
});

describe('an emergency', () => {
  it('is aired as soon as it is approved, at any hour', async () => {
    const stage = new Stage('2026-11-26 02:00', []);
    await write(stage, 'a', emergency);
    expect(spoken(stage)).toEqual([]);
    await approve(stage, 'a');
    expect(spoken(stage)).toEqual(['public 101+102 02:00:00', 'public 201 02:00:00']);
  });

  it('is aired at once where its text was approved beforehand', async () => {
    const stage = new Stage('2026-11-26 02:00', []);
    const approved = { by: 'Bình', person: 'binh', at: at('2026-11-01 08:00') };
    await stage.asks(request('a', { do: 'write', content: content(stage, emergency), approved }));
    expect(stage.broadcast('a')).toMatchObject({ state: 'airing', approved });
  });

  it('that was approved long ago is not aired by a hub that was off meanwhile', async () => {
    const stage = new Stage('2026-11-26 02:00', []);
    says(stage, () => ({ outcome: 'retry', reason: 'HTTP 503' }));
    await write(stage, 'a', { ...emergency, airBefore: stage.now + HOUR });
    await approve(stage, 'a');
    spoken(stage);
    stage.restart();
    stage.now += 3 * HOUR;
    says(stage, () => ({ outcome: 'sent' }));
    await stage.passes(MINUTE);
    expect(spoken(stage)).toEqual([]);
    expect(stage.broadcast('a')).toMatchObject({ state: 'failed' });
  });
});

describe('whoever approves', () => {
  const leader = (id: string, hamlet?: string) =>
    person(id, 'leader', {
      grants: [{ role: 'leader', scope: hamlet ? { kind: 'hamlet', id: hamlet } : { kind: 'commune', id: '*' } }],
    });
  const people = () => [leader('binh'), leader('chi', 'dong'), person('an'), leader('khoi', 'tay')];

  it('learns of what waits within his or her scope; an emergency also by a text message, at night', async () => {
    const stage = new Stage('2026-11-26 02:00', people());
    await write(stage, 'a', { ...emergency, audience: { everywhere: false, hamlets: [dong] } });
    expect(stage.heard().sort()).toEqual([
      ...['push binh approval', 'push chi approval', 'sms binh approval', 'sms chi approval'],
    ]);
  });
  it('learns that it became an emergency, or is for another hamlet, and of nothing that waits no more', async () => {
    const stage = new Stage('2026-11-26 23:00', people());
    const change = (over: Partial<BroadcastContent>) =>
      stage.asks(
        request('a', { do: 'write', content: content(stage, over), revision: stage.broadcast('a')!.revision }),
      );
    await write(stage, 'a', { audience: { everywhere: false, hamlets: [dong] } });
    stage.heard();
    await change({ ...emergency, audience: { everywhere: false, hamlets: [dong] } });
    await stage.passes(MINUTE);
    expect(stage.heard().sort()).toEqual([
      ...['push binh approval', 'push chi approval', 'sms binh approval', 'sms chi approval'],
    ]);
    await change({ ...emergency, audience: { everywhere: false, hamlets: [tay] } });
    await stage.passes(MINUTE);
    expect(stage.heard().sort()).toEqual(['push khoi approval', 'sms khoi approval']);
    stage.persons.set('binh', { ...leader('binh'), has: { phone: true, email: false, push: false } });
    await write(stage, 'b');
    await approve(stage, 'b');
    await stage.passes(8 * HOUR);
    expect(stage.heard().filter((line) => line.includes('approval'))).toEqual([]);
  });
  it('opens the page of public messages, also from several in one message', async () => {
    const stage = new Stage('2026-11-26 12:00', [leader('binh')]);
    for (const id of ['a', 'b', 'c']) await write(stage, id);
    await stage.passes(3 * MINUTE);
    expect(stage.told.map(({ words }) => words.url)).toEqual(['/operations/phat-thanh', '/operations/phat-thanh']);
  });
  it('is not woken by what is ordinary, and hears of nothing that he or she wrote, or that is approved', async () => {
    const stage = new Stage('2026-11-26 23:00', people());
    stage.persons.set('binh', { ...leader('binh'), has: { phone: true, email: false, push: false } });
    await write(stage, 'a');
    expect(stage.heard()).toEqual([]);
    await stage.passes(6 * HOUR + 31 * MINUTE);
    expect(stage.heard()).toEqual(['sms binh approval silent']);
    const approved = { by: 'Bình', at: stage.now };
    await stage.asks(request('b', { do: 'write', content: content(stage, emergency), approved }));
    await stage.asks(request('c', { do: 'write', content: content(stage, emergency) }, 'binh'));
    expect(stage.heard().filter((line) => line.includes('approval'))).toEqual([]);
  });
});

describe('loudspeakers', () => {
  it('are told again while there is time, each hamlet by itself; what came to nothing says where and why', async () => {
    const stage = new Stage('2026-11-26 17:00', []);
    says(stage, ({ speech }) =>
      speech!.zones[0] === '201' ? { outcome: 'retry', reason: 'HTTP 503', afterMs: 20 * MINUTE } : { outcome: 'sent' },
    );
    await write(stage, 'a');
    await approve(stage, 'a');
    await stage.passes(5 * MINUTE);
    expect(there(stage, 'a')).toEqual(['Thôn Đông sent', 'Thôn Tây failed HTTP 503']);
    expect(stage.broadcast('a')).toMatchObject({
      ...{ state: 'aired', reason: 'không phát được ở Thôn Tây (HTTP 503)' },
    });
  });

  it('that are not there are not spoken to; where there are none at all it failed', async () => {
    const stage = new Stage('2026-11-26 17:00', []);
    stage.zones = { dong: ['101'] };
    await write(stage, 'a');
    await approve(stage, 'a');
    expect(there(stage, 'a')).toEqual(['Thôn Đông sent', 'Thôn Tây skipped nơi này chưa có loa']);
    const none = new Stage('2026-11-26 17:00', [], ['loudspeaker']);
    await write(none, 'a');
    await approve(none, 'a');
    expect(none.broadcast('a')).toMatchObject({ state: 'failed', reason: 'kênh chưa được cài đặt' });
  });

  it('of the whole commune are told once where that is set up', async () => {
    const stage = new Stage('2026-11-26 17:00', []);
    stage.zones = { '*': ['all'], dong: ['101'] };
    await write(stage, 'a');
    await approve(stage, 'a');
    expect(spoken(stage)).toEqual(['public all 17:00:00']);
    expect(there(stage, 'a')).toEqual(['Toàn xã sent']);
  });

  it('say that they spoke, or that they did not although they had it', async () => {
    const stage = new Stage('2026-11-26 17:00', []);
    await write(stage, 'a');
    await approve(stage, 'a');
    const [first, second] = stage.told;
    await stage.hears({ type: 'receipt', message: first!.key, outcome: 'delivered', at: stage.now });
    await stage.hears({ type: 'receipt', message: second!.key, outcome: 'refused', reason: 'mất điện', at: stage.now });
    expect(there(stage, 'a')).toEqual(['Thôn Đông delivered', 'Thôn Tây failed mất điện']);
    // both did not: it came to nothing
    await stage.hears({ type: 'receipt', message: first!.key, outcome: 'refused', reason: 'mất điện', at: stage.now });
    expect(there(stage, 'a')[0]).toBe('Thôn Đông delivered');
  });

  it('that say only that they are through are over then, and not as long again', async () => {
    const stage = new Stage('2026-11-26 17:00', []);
    stage.zones = { dong: ['101'] };
    await write(stage, 'a', {
      ...{ recording: { name: 'x.mp3', seconds: 300 }, audience: { everywhere: false, hamlets: [dong] } },
    });
    await approve(stage, 'a');
    await stage.passes(4 * MINUTE);
    const [first] = stage.told;
    await stage.hears({ type: 'receipt', message: first!.key, outcome: 'delivered', over: true, at: stage.now });
    await stage.passes(SECOND);
    expect(there(stage, 'a')).toEqual(['Thôn Đông delivered']);
    expect(stage.broadcast('a')).toMatchObject({ state: 'aired', endsAt: at('2026-11-26 17:04') });
  });

  it('are told nothing of what is simulated, and a drill says so first and last', async () => {
    const stage = new Stage('2026-11-26 17:00', []);
    await write(stage, 'a', { simulated: true });
    await approve(stage, 'a');
    expect(stage.broadcast('a')).toMatchObject({ state: 'failed', reason: 'mô phỏng, không ra khỏi hub' });
    expect(spoken(stage)).toEqual([]);
    await write(stage, 'b', { ...emergency, drill: true });
    await approve(stage, 'b');
    expect(stage.told[0]!.title).toMatch(/^DIỄN TẬP\. Ngày mai/);
    expect(stage.broadcast('b')!.seconds).toBe(secondsOf({ text: TEXT, drill: true }));
    expect(stage.broadcast('b')!.seconds).toBeGreaterThan(secondsAloud(TEXT));
  });
});

describe('stopping', () => {
  it('takes back what is not aired yet', async () => {
    const stage = new Stage('2026-11-26 14:00', []);
    await write(stage, 'a');
    await write(stage, 'b');
    await approve(stage, 'b');
    await stop(stage, 'a');
    await stop(stage, 'b');
    for (const id of ['a', 'b'])
      expect(stage.broadcast(id)).toMatchObject({ state: 'stopped', stopped: { by: 'Chi' } });
    await stage.passes(4 * HOUR);
    expect(spoken(stage)).toEqual([]);
  });

  it('tells every loudspeaker that has it, until it answers; it is stopped when they do', async () => {
    const stage = new Stage('2026-11-26 17:00', []);
    await write(stage, 'a', { recording: { name: 'x.mp3', seconds: 300 } });
    await approve(stage, 'a');
    spoken(stage);
    says(stage, ({ speech }) =>
      speech!.zones[0] === '201' && stage.now < at('2026-11-26 17:01')
        ? { outcome: 'uncertain', reason: 'mất kết nối' }
        : { outcome: 'sent' },
    );
    await stop(stage, 'a');
    expect(stage.broadcast('a')).toMatchObject({ state: 'airing', stopped: { by: 'Chi' } });
    await stage.passes(2 * MINUTE);
    expect(new Set(spoken(stage).map((line) => line.slice(0, 15)))).toEqual(
      new Set(['public-stop 101', 'public-stop 201']),
    );
    expect(stage.broadcast('a')).toMatchObject({ state: 'stopped', stopped: { by: 'Chi' } });
    expect(stage.broadcast('a')!.reason).toBeUndefined();
    await stop(stage, 'a');
    await stage.passes(5 * MINUTE);
    expect(spoken(stage)).toEqual([]);
  });

  it('says which loudspeakers could not be stopped', async () => {
    const stage = new Stage('2026-11-26 17:00', []);
    stage.canStop = false;
    stage.restart();
    await write(stage, 'a');
    await approve(stage, 'a');
    await stop(stage, 'a');
    expect(stage.broadcast('a')).toMatchObject({
      state: 'stopped',
      reason: 'chưa dừng được ở Thôn Đông (loa không nhận lệnh dừng), Thôn Tây (loa không nhận lệnh dừng)',
    });
  });

  it('of what is under way is told again when that has come to the loudspeakers', async () => {
    const stage = new Stage('2026-11-26 17:00', []);
    stage.zones = { dong: ['101'] };
    const held: (() => void)[] = [];
    says(stage, ({ kind }) =>
      kind === 'public' ? new Promise((resolve) => held.push(() => resolve({ outcome: 'sent' }))) : { outcome: 'sent' },
    );
    await write(stage, 'a', { audience: { everywhere: false, hamlets: [dong] } });
    await approve(stage, 'a');
    await stop(stage, 'a');
    expect(spoken(stage).map((line) => line.split(' ')[0])).toEqual(['public', 'public-stop']);
    expect(stage.broadcast('a')!.state).toBe('airing');
    stage.now += SECOND;
    held[0]!();
    await stage.passes(SECOND);
    expect(spoken(stage).map((line) => line.split(' ')[0])).toEqual(['public-stop']);
    expect(stage.broadcast('a')!.state).toBe('stopped');
  });

  it('of what may have come to a loudspeaker that did not answer is told to it', async () => {
    const stage = new Stage('2026-11-26 17:00', []);
    stage.zones = { dong: ['101'] };
    says(stage, ({ kind }) =>
      kind === 'public' ? { outcome: 'uncertain', reason: 'mất kết nối' } : { outcome: 'sent' },
    );
    await write(stage, 'a', { audience: { everywhere: false, hamlets: [dong] } });
    await approve(stage, 'a');
    spoken(stage);
    await stop(stage, 'a');
    expect(spoken(stage)).toEqual(['public-stop 101 17:00:00']);
    await stage.passes(5 * MINUTE);
    expect(spoken(stage)).toEqual([]);
    expect(stage.broadcast('a')!.state).toBe('stopped');
  });

  it('of what no loudspeaker took yet keeps it from being tried again', async () => {
    const stage = new Stage('2026-11-26 17:00', []);
    says(stage, () => ({ outcome: 'retry', reason: 'HTTP 503', afterMs: MINUTE }));
    await write(stage, 'a');
    await approve(stage, 'a');
    spoken(stage);
    await stop(stage, 'a');
    await stage.passes(5 * MINUTE);
    expect(spoken(stage)).toEqual([]);
    expect(stage.broadcast('a')!.state).toBe('stopped');
  });
});

describe('stopping what has just left', () => {
  const long = { recording: { name: 'x.mp3', seconds: 300 } };
  const begin = async (answer: Parameters<typeof says>[1], urgency: 'ordinary' | 'emergency' = 'ordinary') => {
    const stage = new Stage('2026-11-26 17:00', []);
    stage.zones = { dong: ['101'] };
    await write(stage, 'a', { ...long, urgency, audience: { everywhere: false, hamlets: [dong] } });
    says(stage, answer);
    return stage;
  };
  const kinds = (stage: Stage) => spoken(stage).map((line) => line.split(' ')[0]);

  it('before anybody read that it left tells it to the loudspeaker all the same', async () => {
    const stage = await begin(({ kind }) => {
      if (kind === 'public') stage.wants(request('a', { do: 'stop' }));
      return { outcome: 'sent' };
    });
    await approve(stage, 'a');
    await stage.passes(MINUTE);
    expect(kinds(stage).slice(0, 2)).toEqual(['public', 'public-stop']);
    expect(stage.broadcast('a')).toMatchObject({ state: 'stopped', receipts: [{ state: 'sent', stop: 'sent' }] });
    expect(stage.broadcast('a')!.reason).toBeUndefined();
  });

  it('in a hub that ended meanwhile tells it, too, and does not say it again', async () => {
    const stage = await begin(({ kind }) => {
      if (kind !== 'public') return { outcome: 'sent' };
      stage.wants(request('a', { do: 'stop' }));
      return new Promise<never>(() => undefined);
    });
    await approve(stage, 'a');
    stage.restart();
    await stage.passes(MINUTE);
    expect(kinds(stage)).toEqual(['public', 'public-stop']);
    expect(stage.broadcast('a')).toMatchObject({ state: 'stopped', receipts: [{ state: 'unknown', stop: 'sent' }] });
  });

  it('goes on after it was over: a loudspeaker that has it in the end is told again', async () => {
    let late = (): void => undefined;
    const stage = await begin(({ kind }) => {
      if (kind !== 'public') return { outcome: 'sent' };
      stage.wants(request('a', { do: 'stop' }));
      return new Promise((resolve) => (late = () => resolve({ outcome: 'sent' })));
    });
    await approve(stage, 'a');
    await stage.passes(5 * SECOND);
    expect([stage.broadcast('a')!.state, ...kinds(stage)]).toEqual(['stopped', 'public', 'public-stop']);
    late();
    await stage.passes(SECOND);
    expect(kinds(stage)).toEqual(['public-stop']);
    expect(stage.broadcast('a')).toMatchObject({ state: 'stopped', receipts: [{ state: 'sent', stop: 'sent' }] });
  });

  it('keeps an emergency from being said again to loudspeakers that know no key', async () => {
    const stage = await begin(
      ({ kind }) => (kind === 'public' ? { outcome: 'uncertain', reason: 'mất kết nối' } : { outcome: 'sent' }),
      'emergency',
    );
    stage.channels.get('loudspeaker')!.repeats = 'doubles';
    await approve(stage, 'a');
    expect(kinds(stage)).toEqual(['public']);
    await stop(stage, 'a');
    await stage.passes(5 * MINUTE);
    expect(kinds(stage)).toEqual(['public-stop']);
    expect(stage.broadcast('a')!.state).toBe('stopped');
  });

  it('is possible where loudspeakers never answered, of which nobody says that they did not speak', async () => {
    const stage = await begin(({ kind }) =>
      kind === 'public' ? { outcome: 'uncertain', reason: 'không trả lời' } : { outcome: 'sent' },
    );
    await approve(stage, 'a');
    await stage.passes(16 * MINUTE);
    expect(there(stage, 'a')).toEqual(['Thôn Đông unknown không trả lời']);
    spoken(stage);
    await stop(stage, 'a');
    expect(kinds(stage)).toEqual(['public-stop']);
    expect(stage.broadcast('a')!.state).toBe('stopped');
  });

  it('is tried every ten seconds, for as long as there is something to stop', async () => {
    let stops = false;
    const stage = await begin(({ kind }) =>
      kind === 'public' || stops ? { outcome: 'sent' } : { outcome: 'retry', reason: 'HTTP 503', afterMs: HOUR },
    );
    await approve(stage, 'a');
    spoken(stage);
    await stop(stage, 'a');
    await stage.passes(MINUTE);
    expect(kinds(stage).length).toBeGreaterThanOrEqual(6);
    await stage.passes(8 * MINUTE);
    stops = true;
    await stage.passes(10 * SECOND);
    expect(stage.broadcast('a')).toMatchObject({ state: 'stopped', receipts: [{ stop: 'sent' }] });
    expect(stage.broadcast('a')!.reason).toBeUndefined();
  });
});

describe('a hub that ends in the middle', () => {
  const hangs = () => new Promise<never>(() => undefined);

  it('tells loudspeakers again that know a repeat by its key, with the same key', async () => {
    const stage = new Stage('2026-11-26 17:00', []);
    says(stage, hangs);
    await write(stage, 'a');
    await approve(stage, 'a');
    const before = stage.told.splice(0).map(({ key }) => key);
    says(stage, () => ({ outcome: 'sent' }));
    stage.restart();
    await stage.passes(10 * SECOND);
    expect(stage.told.map(({ key }) => key).sort()).toEqual(before.sort());
    expect(stage.broadcast('a')!.receipts.map(({ state }) => state)).toEqual(['sent', 'sent']);
  });

  it('does not tell others again but in an emergency, and can still stop them', async () => {
    for (const urgency of ['ordinary', 'emergency'] as const) {
      const stage = new Stage('2026-11-26 17:00', []);
      stage.channels.get('loudspeaker')!.repeats = 'doubles';
      says(stage, hangs);
      await write(stage, 'a', { urgency, recording: { name: 'x.mp3', seconds: 300 } });
      await approve(stage, 'a');
      spoken(stage);
      says(stage, () => ({ outcome: 'sent' }));
      stage.restart();
      await stage.passes(10 * SECOND);
      expect(spoken(stage)).toHaveLength(urgency === 'emergency' ? 2 : 0);
      const state = urgency === 'emergency' ? 'sent' : 'unknown';
      expect(stage.broadcast('a')!.receipts.map((one) => one.state)).toEqual([state, state]);
      expect(stage.broadcast('a')!.state).toBe('airing');
      await stop(stage, 'a');
      expect(stage.broadcast('a')!.state).toBe('stopped');
    }
  });

  it('says of an ordinary message that nobody knows of that it is not known to have been aired', async () => {
    const stage = new Stage('2026-11-26 17:00', []);
    stage.channels.get('loudspeaker')!.repeats = 'doubles';
    says(stage, hangs);
    await write(stage, 'a');
    await approve(stage, 'a');
    stage.restart();
    await stage.passes(2 * MINUTE);
    expect(stage.broadcast('a')).toMatchObject({ state: 'failed', reason: 'hub dừng khi đang gửi' });
  });

  it('decides alike where a commit did not happen', async () => {
    const stage = new Stage('2026-11-26 17:00', []);
    await write(stage, 'a');
    void stage.asks(request('a', { do: 'approve', revision: 1 }));
    await stage.settle(true);
    await stage.passes(SECOND);
    expect(new Set(stage.told.map(({ key }) => key)).size).toBe(2);
    expect(stage.broadcast('a')!.state).toBe('airing');
  });
});
