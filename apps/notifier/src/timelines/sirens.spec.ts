import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Command, CommandsItem, CommandState, Incident } from '#hub/contracts';
import { loadPolicy, policySchema } from '../escalation/policy.js';
import { incident, person, SECOND, Stage } from './stage.js';

const fire = (id: string, over: Partial<Incident> = {}) => incident(id, { severity: 'emergency', ...over });

describe('sirens', () => {
  let s: Stage;
  beforeEach(() => {
    s = new Stage('2026-11-26 14:00', [person('an'), person('binh')], ['zalo', 'webhook', 'call', 'sms', 'email']);
    s.watch('an', 'binh');
    s.sirens = [{ id: 'coi-dong', name: 'Còi Thôn Đông' }];
  });

  const asked = () => s.requests.flatMap((request) => (request.type === 'command' ? [request.command] : []));
  const said = () => s.requests.flatMap((request) => (request.type === 'command-answer' ? [request.answer] : []));
  const notice = (id = 'k1') => s.notices().find(({ channel, incident: of }) => channel === 'siren' && of === id)!;
  /** What operations says of a command. */
  const becomes = (state: CommandState, more: Partial<Command> = {}, which = 0): Promise<void> => {
    const base = asked()[which]!;
    const command: Command = {
      ...{ ...base, commune: '26734', by: 'hub', at: s.now, persons: 2, state, updatedAt: s.now, simulated: false },
      ...more,
    };
    const item: CommandsItem = { type: 'command', change: 'sent', command, at: s.now };
    return s.commands(item);
  };
  const ending = (vi: string) => ({ ending: { reason: 'x', vi, en: vi, at: s.now } });
  const take = (one: Incident) =>
    s.hears({
      ...{ type: 'incident', change: 'acknowledged', person: 'binh', at: s.now },
      incident: { ...one, state: 'acknowledged' },
    });

  it('are asked for with the step, as a command that expires', async () => {
    await s.happens('opened', fire('k1'));
    expect(asked()).toEqual([
      {
        ...{ id: expect.stringMatching(/^c-[\w-]{22}$/), key: expect.stringMatching(/^notice-/), device: 'coi-dong' },
        ...{ name: 'siren-sound', args: { seconds: 60, pattern: 'alert' }, expiresAt: s.now + 120 * SECOND },
      },
    ]);
    expect(notice()).toMatchObject({ state: 'queued', device: 'coi-dong', name: 'Còi Thôn Đông' });
    s.restart();
    await s.settle();
    expect(asked()).toHaveLength(1);
  });

  it('are told of as they get further', async () => {
    await s.happens('opened', fire('k1'));
    await becomes('ready');
    expect(notice().state).toBe('queued');
    await becomes('sent', { sentAt: s.now });
    expect(notice()).toMatchObject({ state: 'sent', sentAt: s.now });
    await s.passes(SECOND);
    await becomes('done', {
      sentAt: s.now - SECOND,
      receipt: { ok: true, at: s.now },
      ...ending('Thiết bị báo đã làm'),
    });
    expect(notice()).toMatchObject({ state: 'delivered', deliveredAt: s.now });
  });

  it.each([
    ['expired', 'Hết hạn mà người thứ hai chưa duyệt', 'failed'],
    ['refused', 'Thiết bị đang ngoại tuyến', 'failed'],
    ['failed', 'Thiết bị báo không làm được', 'failed'],
    ['unanswered', 'không biết đã làm hay chưa', 'unknown'],
    ['cancelled', 'Đã rút lại', 'skipped'],
  ] as const)('whose command is %s say why', async (state, reason, becoming) => {
    await s.happens('opened', fire('k1'));
    await becomes(state, ending(reason));
    expect(notice()).toMatchObject({ state: becoming, reason });
  });
  it('that the hub may not tell say why', async () => {
    await s.happens('opened', fire('k1'));
    const reason = 'Thiết bị này không nhận lệnh đó';
    await s.commands({ type: 'refused', request: asked()[0]!.id, code: 'x', reason, at: s.now });
    expect(notice()).toMatchObject({ state: 'failed', reason });
  });

  it('that wait for a second person are taken back when somebody takes it', async () => {
    const one = fire('k1');
    await s.happens('opened', one);
    await take(one);
    expect(said()).toEqual(['cancel']);
    await becomes('cancelled', ending('Đã rút lại'));
    expect(notice()).toMatchObject({ state: 'skipped', reason: 'đã có người nhận' });
    expect(asked()).toHaveLength(1);
  });
  it('that had left by then are stopped', async () => {
    const one = fire('k1');
    await s.happens('opened', one);
    await take(one);
    await becomes('sent', { sentAt: s.now });
    expect(asked().map(({ name }) => name)).toEqual(['siren-sound', 'siren-stop']);
  });
  it('that sound are stopped when somebody takes it, and when it is over', async () => {
    for (const change of ['acknowledged', 'closed'] as const) {
      const one = fire(change);
      const before = asked().length;
      await s.happens('opened', one);
      await becomes('sent', { sentAt: s.now }, before);
      if (change === 'closed') await s.happens('closed', { ...one, state: 'closed' });
      else await take(one);
      expect(
        asked()
          .slice(before)
          .map(({ name }) => name),
      ).toEqual(['siren-sound', 'siren-stop']);
    }
  });
  it('that fell silent by themselves are left alone', async () => {
    const one = fire('k1');
    await s.happens('opened', one);
    await becomes('sent', { sentAt: s.now });
    await s.passes(61 * SECOND);
    await take(one);
    expect(asked()).toHaveLength(1);
  });
  it('go on where another matter wants them', async () => {
    const [one, two] = [fire('k1'), fire('k2')];
    await s.happens('opened', one, two);
    await becomes('sent', { sentAt: s.now }, 0);
    await becomes('sent', { sentAt: s.now }, 1);
    await take(one);
    expect(asked()).toHaveLength(2);
    await take(two);
    expect(asked().map(({ name }) => name)).toEqual(['siren-sound', 'siren-sound', 'siren-stop']);
  });

  it('are of emergencies alone, never of a simulation, and of a drill shortly and as a test', async () => {
    await s.happens('opened', incident('k1'), fire('k2', { simulated: true }));
    expect(asked()).toEqual([]);
    expect(notice('k2')).toMatchObject({ state: 'skipped', reason: 'mô phỏng' });
    await s.happens('opened', fire('k3', { simulated: true, drill: true }));
    expect(asked()).toMatchObject([{ args: { seconds: 5, pattern: 'test' } }]);
  });
  it('that a place does not have are said not to be there; a step does not wait for them', async () => {
    s.sirens = [];
    s.persons.clear();
    await s.happens('opened', fire('k1'));
    expect(notice()).toMatchObject({ state: 'skipped', reason: 'nơi này chưa có còi' });
    expect(s.escalation('k1')!.step).toBe(1);
  });

  it('are refused in a policy for anything but emergencies', () => {
    const policy = loadPolicy('default');
    const { warning } = policy.severities;
    const steps = [{ afterMs: 0, channels: ['siren'], whom: [] }];
    const wrong = policySchema.safeParse({
      ...policy,
      severities: { ...policy.severities, warning: { ...warning, steps } },
    });
    expect(wrong.error?.issues[0]?.message).toContain('sirens are for emergencies alone');
    const { sirens: _, ...without } = policy;
    expect(policySchema.safeParse(without).error?.issues[0]?.message).toContain('"sirens" is missing');
  });
});
