import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { io } from 'socket.io-client';
import { type Alert, LIVE_NAMESPACE, type LiveServerEvents } from '#hub/contracts';
import { addPerson, eventually, pairWall } from '#hub/testkit';
import { FIELD, GATE, PUMP, TestWorks } from './works.js';

const SECOND = 1000;
let rig: TestWorks;

beforeAll(async () => {
  rig = await TestWorks.start({ env: { COMMANDS: 'test/acceptance/commands/pack.json' } });
  // the tide gate minds itself until it is told: it stands still from here on
  rig.works.gates.get(GATE)!.move(20);
  await eventually(
    'the gate to stand at 20 %',
    () => rig.world.openingOf(GATE),
    (opening) => opening === 20,
  );
  await rig.online();
}, 90_000);
afterAll(() => rig?.stop());

const alertsOf = async (device: string, rule: string): Promise<Alert[]> => {
  const answer = await rig.hub.fetch(`/api/alerts?target=${device}&rule=${rule}`);
  return ((await answer.json()) as { alerts: Alert[] }).alerts;
};
const gateTo = (opening: number, more: object = {}) =>
  rig.command({ device: GATE, name: 'gate-set', args: { opening }, ...more });

describe('a pump', () => {
  it('is started: it answers, the water in the field rises, and so it is verified', async () => {
    const rises = { device: FIELD, metric: 'field_level', becomes: 'rises', by: 1, withinMs: 30 * SECOND };
    const { id, state } = await rig.command({ device: PUMP, name: 'pump-start', confirm: rises });
    expect(['ready', 'sent', 'acknowledged']).toContain(state);
    const command = await rig.until(id, 'verified', 40_000);
    expect(command.receipt).toMatchObject({ ok: true });
    expect(command.shown!.ts).toBeGreaterThanOrEqual(command.sentAt!);
    expect(command.shown!.value - command.baseline!.value).toBeGreaterThanOrEqual(1);
    expect(rig.works.pumps.get(PUMP)!.on).toBe(true);
    expect(await rig.life(id)).toEqual(['asked: ready', 'sent: sent', 'answered: acknowledged', 'ended: verified']);
    expect(rig.actsOn(id)).toEqual(['pump-start']);
  });

  it('is stopped, and shows it itself', async () => {
    const { id } = await rig.command({ device: PUMP, name: 'pump-stop' });
    expect(await rig.until(id, 'verified')).toMatchObject({ confirm: { device: PUMP, metric: 'pump_on' } });
    expect(rig.works.pumps.get(PUMP)!.on).toBe(false);
  });

  it('that cannot start says why; people are alerted', async () => {
    rig.works.pumps.get(PUMP)!.tripped = true;
    const { id } = await rig.command({ device: PUMP, name: 'pump-start' });
    const { ending } = await rig.until(id, 'failed');
    expect(ending!.vi).toBe('Thiết bị báo không làm được: bảo vệ động cơ đã ngắt: quá tải');
    const [alert] = await eventually(
      'the alert',
      () => alertsOf(PUMP, 'command-failed'),
      (list) => list.length > 0,
    );
    expect(alert).toMatchObject({ severity: 'warning', simulated: true, startedAt: ending!.at });
    expect(alert!.text.sentence).toMatch(
      /^Lệnh “Bật máy bơm” tại Thôn Trung, cánh đồng Trung lúc .* không thực hiện được/,
    );
    rig.works.pumps.get(PUMP)!.tripped = false;
  });

  it('asked for twice with one key is started once', async () => {
    const wish = { key: 'the-same-key', device: PUMP, name: 'pump-start', args: { minutes: 1 } };
    const answers = await Promise.all([rig.ask(wish), rig.ask(wish), rig.ask(wish)]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const { id } = answers[0]!.body;
    await rig.until(id, 'over');
    expect((await rig.ask(wish)).body.id).toBe(id);
    expect(rig.actsOn(id)).toEqual(['pump-start']);
    expect(await rig.ask({ ...wish, args: { minutes: 2 } })).toMatchObject({
      status: 409,
      body: { error: 'key-taken' },
    });
    // another person's key of the same name is another key
    const other = await rig.ask({ ...wish, name: 'pump-stop', args: {} }, rig.second);
    expect(other.status).toBe(201);
    await rig.until(other.body.id, 'over');
  });
});

describe('a gate', () => {
  it('moves when a second person has approved, and not before', async () => {
    const { id, state, persons } = await gateTo(60);
    expect([state, persons]).toEqual(['awaiting-approval', 2]);
    expect(await rig.say(rig.keeper, id, 'approve')).toMatchObject({ status: 409, body: { error: 'same-person' } });
    expect(rig.actsOn(id)).toEqual([]);
    const approved = await rig.say(rig.second, id, 'approve', { note: 'đã xem camera' });
    expect(approved).toMatchObject({ status: 200, body: { approval: { by: rig.second.id, note: 'đã xem camera' } } });
    const { shown } = await rig.until(id, 'verified');
    expect(Math.abs(shown!.value - 60)).toBeLessThanOrEqual(5);
    const { events } = await rig.read(id);
    expect(events.slice(0, 2)).toMatchObject([
      { change: 'asked', by: rig.keeper.id },
      { change: 'approved', by: rig.second.id },
    ]);
  });

  it('does not move when the second person says no, or the first takes it back', async () => {
    const declined = await gateTo(10);
    expect((await rig.say(rig.second, declined.id, 'refuse', { note: 'đang cấy' })).body).toMatchObject({
      ...{ state: 'refused', ending: { reason: 'declined', by: rig.second.id, note: 'đang cấy' } },
    });
    const taken = await gateTo(10);
    expect((await rig.say(rig.keeper, taken.id, 'cancel')).body.state).toBe('cancelled');
    expect(await rig.say(rig.second, taken.id, 'approve')).toMatchObject({ status: 409, body: { error: 'over' } });
    expect([...rig.actsOn(declined.id), ...rig.actsOn(taken.id)]).toEqual([]);
  });

  it('that is stuck answers that it moves, and is found out: an alert when its time is up', async () => {
    rig.works.gates.get(GATE)!.stuck = true;
    const { id } = await gateTo(30);
    await rig.say(rig.second, id, 'approve');
    await rig.until(id, 'acknowledged');
    const { confirmBy, ending } = await rig.until(id, 'unconfirmed');
    const [alert] = await eventually(
      'the alert',
      () => alertsOf(GATE, 'actuation-unconfirmed'),
      (list) => list.length > 0,
    );
    // on time, in event time: with the tick after its time was up
    expect(ending!.at - confirmBy!).toBeGreaterThanOrEqual(0);
    expect(ending!.at - confirmBy!).toBeLessThan(3 * SECOND);
    expect(alert).toMatchObject({ startedAt: ending!.at, state: 'unacknowledged', severity: 'warning' });
    expect(alert!.text.sentenceEn).toMatch(/^The command “Set the gate opening” at Cống Cửa Tiêu, sông Lạc: by /);
    rig.works.gates.get(GATE)!.stuck = false;
  });

  it('is cranked by hand: a task for one person, shown by the same reading', async () => {
    const { id } = await gateTo(40, { byHand: { person: rig.second.id } });
    await rig.say(rig.second, id, 'approve');
    expect((await rig.read(id)).command.state).toBe('task');
    // not by anybody else, and the device is not told
    expect((await rig.say(rig.keeper, id, 'done')).status).toBe(403);
    rig.works.gates.get(GATE)!.move(40);
    expect((await rig.say(rig.second, id, 'done', { note: 'đã quay 12 vòng' })).status).toBe(200);
    expect((await rig.until(id, 'verified')).handled).toMatchObject({ by: rig.second.id, note: 'đã quay 12 vòng' });
    expect(rig.actsOn(id)).toEqual([]);

    // whoever sees the command sees who asked and who did it, the name alone; each one's look is written down once
    const namesFor = async (who: { fetch(path: string): Promise<Response> }) =>
      ((await (await who.fetch(`/api/commands/${id}`)).json()) as { names: Record<string, string> }).names;
    const looksAt = async (target: string) =>
      ((await (await rig.hub.fetch(`/api/audit?action=person.read&target=${target}`)).json()) as { total: number })
        .total;
    const before = await looksAt(rig.keeper.id);
    for (let look = 0; look < 3; look++)
      for (const who of [rig.second, rig.keeper, rig.hub])
        expect(Object.keys(await namesFor(who)).sort()).toEqual([rig.keeper.id, rig.second.id].sort());
    // by the second person and the administrator, not by the keeper at himself
    expect((await looksAt(rig.keeper.id)) - before).toBeLessThanOrEqual(2);
    expect(await looksAt(rig.second.id)).toBeGreaterThan(0);
    expect((await rig.second.fetch('/api/people')).status).toBe(403);
  });

  it('is no task for somebody who could not say that it was done', async () => {
    const stranger = await addPerson(rig.hub, { grants: [] });
    for (const person of [stranger.id, 'p-nobody']) {
      const { status, body } = await rig.ask({
        device: GATE,
        name: 'gate-set',
        args: { opening: 40 },
        byHand: { person },
      });
      expect([status, body.error]).toEqual([400, 'invalid-input']);
    }
  });
});

describe('a task by hand', () => {
  const given = async (person: string) => {
    const wish = { device: GATE, name: 'gate-set', args: { opening: 45 }, byHand: { person } };
    const { status, body } = await rig.ask(wish);
    if (status === 201) await rig.say(rig.keeper, body.id, 'cancel');
    return [status, body.error, body.fields?.map(({ field, problem }) => `${field}: ${problem}`).join()];
  };
  const refused = [400, 'invalid-input', expect.stringMatching(/^byHand\.person: không có người này, hoặc/)];
  const everywhere = { kind: 'commune', id: '*' } as const;

  it('is given to somebody who is there and may say that it is done, and to nobody else', async () => {
    expect(await given(rig.second.id)).toEqual([201, undefined, undefined]);
    expect(await given('nobody')).toEqual(refused);
    // neither a wall, nor somebody who may only look, nor a keeper of other water
    const installer = await addPerson(rig.hub, { grants: [{ role: 'installer', scope: everywhere }] });
    const elsewhere = [{ role: 'water-turn-keeper', scope: { kind: 'block', id: 'khu-khac' } as const }];
    const keeper = await addPerson(rig.hub, { grants: elsewhere });
    for (const { id } of [await pairWall(rig.hub), installer, keeper]) expect(await given(id)).toEqual(refused);
  });

  it('can be given to those whom an operator is shown by name: id and name, and nobody who could not do it', async () => {
    const elsewhere = [{ role: 'water-turn-keeper', scope: { kind: 'block', id: 'khu-khac' } as const }];
    const stranger = await addPerson(rig.hub, { grants: elsewhere });
    const answer = await rig.second.fetch(`/api/devices/${GATE}/doers`);
    expect(answer.status).toBe(200);
    const { doers } = (await answer.json()) as { doers: { id: string; name: string }[] };
    const ids = doers.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([rig.keeper.id, rig.second.id]));
    expect(ids).not.toContain(stranger.id);
    for (const doer of doers) expect(Object.keys(doer)).toEqual(['id', 'name']);
    expect((await stranger.fetch(`/api/devices/${GATE}/doers`)).status).toBe(404);
    const audit = await rig.hub.fetch(`/api/audit?action=person.read&target=${rig.keeper.id}&by=${rig.second.id}`);
    expect(((await audit.json()) as { total: number }).total).toBe(1);
  });

  it('is not given to somebody who is disabled', async () => {
    const gone = await addPerson(rig.hub, { grants: [{ role: 'operator', scope: everywhere }] });
    expect(await given(gone.id)).toEqual([201, undefined, undefined]);
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ disabled: true, version: 1 });
    const patched = await rig.hub.fetch(`/api/people/${gone.id}`, { method: 'PATCH', headers, body });
    expect(patched.status).toBe(200);
    expect(await given(gone.id)).toEqual(refused);
    const { doers } = (await (await rig.hub.fetch(`/api/devices/${GATE}/doers`)).json()) as { doers: { id: string }[] };
    expect(doers.map(({ id }) => id)).not.toContain(gone.id);
  });
});

describe('what stands in the way is said in words', () => {
  const refusal = async (wish: object) => {
    const { status, body } = await rig.ask(wish);
    return [status, body.error, body.message];
  };

  it('an interlock, and one that cannot be looked at', async () => {
    rig.works.gates.get(GATE)!.move(95);
    await eventually(
      'the open gate',
      () => rig.world.openingOf(GATE),
      (opening) => opening === 95,
    );
    await rig.online();
    expect(await refusal({ device: PUMP, name: 'pump-start' })).toEqual([
      ...[409, 'interlock-gate-open'],
      'Cống Cửa Tiêu đang mở: độ mở cửa cống ở Cống ngăn mặn Cửa Tiêu 95 %, cao hơn 90 %',
    ]);
    // stopping is never forbidden
    const stop = await rig.command({ device: PUMP, name: 'pump-stop' });
    await rig.until(stop.id, 'over');
    expect(await refusal({ device: GATE, name: 'gate-set', args: { opening: 85 } })).toEqual([
      ...[409, 'interlock-salt'],
      'Không kiểm tra được “nước sông mặn”: chưa có độ mặn ở do-man-ben-me',
    ]);
    rig.works.gates.get(GATE)!.move(20);
    await eventually(
      'the gate to be low',
      () => rig.world.openingOf(GATE),
      (opening) => opening === 20,
    );
    await rig.online();
  });

  it('a device under maintenance', async () => {
    const state = async (to: string) => {
      const answer = await rig.hub.fetch(`/api/devices/${PUMP}`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ state: to }),
      });
      expect(answer.status).toBe(200);
    };
    await state('maintenance');
    expect(await refusal({ device: PUMP, name: 'pump-start' })).toEqual([
      ...[409, 'maintenance', 'Thiết bị đang bảo trì: có thể có người đang làm việc ở đó'],
    ]);
    await state('installed');
  });

  it('another command that is not over', async () => {
    const { id } = await gateTo(50);
    expect(await refusal({ device: GATE, name: 'gate-set', args: { opening: 30 } })).toEqual([
      ...[409, 'busy', 'Thiết bị này đang có lệnh chờ duyệt'],
    ]);
    await rig.say(rig.keeper, id, 'cancel');
  });

  it.each<[object, number, RegExp]>([
    [{ device: GATE, name: 'gate-set', args: { opening: 130 } }, 400, /args.opening: Độ mở: từ 0 đến 100 %/],
    [{ device: GATE, name: 'gate-set' }, 400, /Độ mở: còn thiếu/],
    [
      { device: PUMP, name: 'gate-set', args: { opening: 1 } },
      422,
      /không nhận lệnh đó, chỉ có: pump-start \(Bật máy bơm\)/,
    ],
    [{ device: 'nobody', name: 'pump-start' }, 404, /Không có thiết bị "nobody"/],
    [{ device: PUMP, name: 'pump-start', expiresInMs: 86_400_000 }, 400, /expiresInMs: nhiều nhất 15 phút/],
    [
      { device: PUMP, name: 'configure', args: { intervalS: 10 }, byHand: {} },
      400,
      /byHand: lệnh này không làm tay được/,
    ],
    [
      {
        ...{ device: PUMP, name: 'pump-start' },
        confirm: { device: FIELD, metric: 'field_level', becomes: 'rises', by: 1, withinMs: 1000 },
      },
      400,
      /confirm.withinMs: thiết bị này gửi số đo 2 giây một lần/,
    ],
    [{ key: 'x', device: PUMP, name: 'pump-start' }, 400, /key: 8–80/],
  ])('%j', async (wish, status, words) => {
    const answer = await rig.ask(wish);
    expect([answer.status, answer.body.message]).toEqual([status, expect.stringMatching(words)]);
  });

  it('what was refused stands in the log, with who asked', async () => {
    const answer = await rig.keeper.fetch(`/api/commands?state=refused&device=${PUMP}`);
    const { commands } = (await answer.json()) as { commands: { ending: { reason: string }; by: string }[] };
    expect(commands.map(({ ending }) => ending.reason)).toEqual(
      expect.arrayContaining(['maintenance', 'interlock-gate-open']),
    );
    expect(new Set(commands.map(({ by }) => by))).toEqual(new Set([rig.keeper.id]));
  });
});

describe('who may', () => {
  it('a keeper of another block learns of nothing, and moves nothing', async () => {
    const stranger = await addPerson(rig.hub, {
      grants: [{ role: 'water-turn-keeper', scope: { kind: 'block', id: 'khu-khac' } }],
    });
    const { id } = await rig.command({ device: PUMP, name: 'pump-stop' });
    await rig.until(id, 'over');
    expect(await rig.ask({ device: PUMP, name: 'pump-stop' }, stranger)).toMatchObject({ status: 404 });
    expect((await stranger.fetch(`/api/commands/${id}`)).status).toBe(404);
    for (const what of ['approve', 'refuse', 'done', 'cancel'])
      expect((await stranger.send('POST', `/api/commands/${id}/${what}`, {})).status).toBe(404);
    expect(await (await stranger.fetch('/api/commands')).json()).toEqual({ commands: [], total: 0, names: {} });
    expect((await stranger.fetch(`/api/devices/${PUMP}/commands`)).status).toBe(404);
  });

  it('whoever may see them hears of commands as they happen, others do not', async () => {
    type Event = Parameters<LiveServerEvents['command']>[0];
    const officer = await addPerson(rig.hub, {
      grants: [{ role: 'security-officer', scope: { kind: 'commune', id: '*' } }],
    });
    const listen = async (cookie: string) => {
      const heard: Event[] = [];
      const socket = io(`${rig.hub.url}${LIVE_NAMESPACE}`, { transports: ['websocket'], extraHeaders: { cookie } });
      socket.on('command', (event: Event) => heard.push(event));
      socket.on('connect', () => socket.emit('resume', null));
      await new Promise((resolve) => socket.once('snapshot', resolve));
      return { heard, socket };
    };
    const operator = await listen(rig.second.cookie);
    const other = await listen(officer.cookie);
    const { id } = await rig.command({ device: PUMP, name: 'pump-stop' });
    await eventually(
      'its end',
      () => operator.heard,
      (all) => all.some(({ change }) => change === 'ended'),
    );
    expect(operator.heard.map(({ command, change }) => [command.id, change])).toEqual(
      ['asked', 'sent', 'answered', 'ended'].map((change) => [id, change]),
    );
    expect(other.heard).toEqual([]);
    operator.socket.disconnect();
    other.socket.disconnect();
  });
});
