import { describe, expect, it } from '@jest/globals';
import { type BroadcastContent, secondsAloud, secondsOf } from '#hub/contracts';
import {
  HOUR,
  TEXT,
  dong,
  tay,
  request,
  content,
  write,
  approve,
  stop,
  emergency,
  spoken,
  there,
  says,
} from './speaking.js';
import { at, MINUTE, person, SECOND, Stage } from './stage.js';

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
