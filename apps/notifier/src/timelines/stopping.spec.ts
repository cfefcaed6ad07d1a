import { describe, expect, it } from '@jest/globals';
import { HOUR, dong, request, write, approve, stop, spoken, there, says } from './speaking.js';
import { at, MINUTE, SECOND, Stage } from './stage.js';

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
