import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { RequestFailed } from '../../live/rest.js';
import { Asker } from './asker.js';

describe('asking the hub again and again', () => {
  let answers: { ok(): void; fail(): void }[];
  const ask = jest.fn(
    () =>
      new Promise<void>((resolve, reject) =>
        answers.push({ ok: resolve, fail: () => reject(new RequestFailed('unreachable', 'no network')) }),
      ),
  );
  const settle = () => jest.advanceTimersByTimeAsync(0);
  let asker: Asker;

  beforeEach(() => {
    jest.useFakeTimers();
    answers = [];
    ask.mockClear();
    asker = new Asker(ask, 60_000, 5_000);
  });
  afterEach(() => void jest.useRealTimers());

  it('asks again for what was wanted while an asking was under way, once for all who wanted it', async () => {
    const first = asker.refresh();
    let told = 0;
    const wanted = [asker.refresh(), asker.refresh()].map((one) => one.then(() => told++));
    answers[0]!.ok();
    await settle();
    expect([ask.mock.calls.length, told]).toEqual([2, 0]);
    answers[1]!.ok();
    await Promise.all([first, ...wanted]);
    expect([ask.mock.calls.length, told, asker.line.get()]).toEqual([2, 2, 'open']);
  });

  it('notices a line that was lost while it was asking', async () => {
    const all = asker.refresh();
    void asker.refresh();
    answers[0]!.ok();
    await settle();
    answers[1]!.fail();
    await all;
    expect(asker.line.get()).toBe('lost');
  });

  it('asks sooner again where nothing came', async () => {
    void asker.refresh();
    answers[0]!.fail();
    await settle();
    await jest.advanceTimersByTimeAsync(5_000);
    answers[1]!.ok();
    await settle();
    await jest.advanceTimersByTimeAsync(59_000);
    expect(ask).toHaveBeenCalledTimes(2);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(ask).toHaveBeenCalledTimes(3);
  });
});
