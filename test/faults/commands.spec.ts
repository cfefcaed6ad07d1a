import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Alert, type Command, COMMAND_ENDS, type HubStatus, STREAM, type TelemetryItem } from '#hub/contracts';
import { LmdbEventLog } from '#hub/event-log';
import { systemClock } from '#hub/service-kit';
import { eventually } from '#hub/testkit';
import { FIELD, PUMP, TestWorks } from '../acceptance/commands/works.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const RISES = { device: FIELD, metric: 'field_level', becomes: 'rises', by: 1, withinMs: MINUTE } as const;
const START = { device: PUMP, name: 'pump-start', confirm: RISES };
/** Shown by the pump itself: a field is full some time. */
const RUN = { device: PUMP, name: 'pump-start' };
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let rig: TestWorks;
beforeEach(async () => {
  rig = await TestWorks.start();
}, 90_000);
afterEach(() => rig?.stop());

/** The hub dies at this moment, and is back. */
async function killHub(): Promise<void> {
  await rig.hub.kill9();
  await rig.hub.restart();
  await rig.online();
}
/** Asks for the same thing until the hub says something: what was asked before it died may have been taken. */
async function insist(wish: object): Promise<Command> {
  for (;;) {
    const answer = await rig.ask(wish).catch(() => undefined);
    if (answer?.status === 201) return answer.body;
    if (answer && answer.status !== 503) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
    await pause(200);
  }
}
/** What holds of every command, whatever happened: acted on once at most and in time, one end, and told so. */
async function expectOnce(command: Command): Promise<void> {
  const acts = rig.acted.filter(({ id }) => id === command.id);
  expect(acts.length).toBeLessThanOrEqual(1);
  for (const { at } of acts) expect(at).toBeLessThan(command.expiresAt);
  const life = await rig.life(command.id);
  expect(life.filter((step) => step.startsWith('ended'))).toHaveLength(1);
  expect(COMMAND_ENDS).toContain(command.state);
}
async function stopPump(): Promise<void> {
  const { id } = await rig.command({ device: PUMP, name: 'pump-stop' });
  await rig.until(id, 'over');
}
const alertsOf = async (device: string): Promise<Alert[]> =>
  ((await (await rig.hub.fetch(`/api/alerts?target=${device}`)).json()) as { alerts: Alert[] }).alerts;

describe('the hub is killed', () => {
  it('between what was sent and its answer: it is told again, does nothing again, and answers again', async () => {
    const dead = new Promise<void>((resolve, reject) => {
      // the device has begun, and its answer finds nobody
      rig.onAct = () => void rig.hub.kill9().then(resolve, reject);
    });
    const key = rig.key();
    void rig.ask({ key, ...START }).catch(() => undefined);
    await dead;
    rig.onAct = undefined;
    await rig.hub.restart();
    await rig.online();
    const { id } = await insist({ key, ...START });
    const command = await rig.until(id, 'over', MINUTE);
    expect([command.state, rig.actsOn(id)]).toEqual(['verified', ['pump-start']]);
    await expectOnce(command);
  }, 120_000);

  it('between its answer and the reading that must show it', async () => {
    const { id } = await rig.command({ ...START, confirm: { ...RISES, by: 3 } });
    await rig.until(id, 'acknowledged');
    await killHub();
    const command = await rig.until(id, 'over', MINUTE);
    expect(command.state).toBe('verified');
    await expectOnce(command);
  }, 120_000);

  it('at any moment after somebody asked', async () => {
    for (let delay = 0; delay <= 240; delay += 40) {
      const key = rig.key();
      void rig.ask({ key, ...RUN }).catch(() => undefined);
      await pause(delay);
      await killHub();
      const command = await rig.until((await insist({ key, ...RUN })).id, 'over', MINUTE);
      expect([delay, command.state, rig.actsOn(command.id)]).toEqual([delay, 'verified', ['pump-start']]);
      await expectOnce(command);
      await stopPump();
    }
  }, 300_000);
});

describe('the device', () => {
  it('is without power at any moment after somebody asked: it does it once at most, and says what it knows', async () => {
    for (let delay = 0; delay <= 120; delay += 40) {
      const { id } = await rig.command(RUN);
      await pause(delay);
      rig.cutPower();
      await pause(200);
      await rig.power();
      const command = await rig.until(id, 'over', 2 * MINUTE);
      expect(['verified', 'unconfirmed', 'failed']).toContain(command.state);
      await expectOnce(command);
      await stopPump();
    }
  }, 300_000);

  it('loses its line again and again: it is told on each, and does it once', async () => {
    const { id } = await rig.command(START);
    for (let i = 0; i < 3; i++) {
      rig.cut(PUMP);
      await pause(100);
      rig.mend(PUMP);
      await pause(700);
    }
    const command = await rig.until(id, 'over', MINUTE);
    expect([command.state, rig.actsOn(id)]).toEqual(['verified', ['pump-start']]);
    await expectOnce(command);
  }, 90_000);

  it('is away: what was asked for before anybody knew expires, is never sent, and people are alerted', async () => {
    rig.cut(PUMP);
    // for three seconds the broker takes it for a switch that restarts
    const { id, state } = await rig.command({ ...START, expiresInMs: 5 * SECOND });
    expect(state).toBe('ready');
    const command = await rig.until(id, 'over');
    expect([command.state, command.ending!.reason]).toEqual(['expired', 'undelivered']);
    expect(command).not.toHaveProperty('sentAt');
    const alerts = await eventually(
      'the alert',
      () => alertsOf(PUMP),
      (list) => list.length > 0,
    );
    expect(alerts.map(({ rule }) => rule)).toContain('command-failed');

    expect(await rig.ask(START)).toMatchObject({
      ...{ status: 409, body: { error: 'offline', message: expect.stringMatching(/^Thiết bị đang ngoại tuyến/) } },
    });
    rig.mend(PUMP);
    await rig.online();
    await pause(2 * SECOND);
    expect(rig.acted).toEqual([]);
    await expectOnce(command);
  }, 90_000);

  it('is away, and the hub is killed and comes back after the expiry: it is not sent then either', async () => {
    rig.cut(PUMP);
    const { id } = await rig.command({ ...START, expiresInMs: 4 * SECOND });
    await rig.hub.kill9();
    await pause(5 * SECOND);
    await rig.hub.restart();
    rig.mend(PUMP);
    const command = await rig.until(id, 'over');
    expect(command.state).toBe('expired');
    await pause(2 * SECOND);
    expect(rig.acted).toEqual([]);
    await expectOnce(command);
  }, 90_000);

  it('is away when it is taken back: it never hears of it', async () => {
    rig.cut(PUMP);
    const { id } = await rig.command(START);
    await rig.say(rig.keeper, id, 'cancel');
    expect((await rig.until(id, 'over')).state).toBe('cancelled');
    rig.mend(PUMP);
    await rig.online();
    await pause(SECOND);
    expect(rig.acted).toEqual([]);
  }, 90_000);
});

describe('the hub’s clock', () => {
  it('that is behind the log: nothing is sent until somebody has looked at it', async () => {
    await rig.hub.stop();
    const log = new LmdbEventLog({ dir: join(rig.hub.dir, 'log'), clock: systemClock, commitMs: 0 });
    await log.start();
    const ahead: TelemetryItem = { type: 'tick', received: Date.now() + 60 * MINUTE, clock: 'ok' };
    await log.append(STREAM.telemetry, [ahead]);
    await log.stop();
    await rig.hub.restart();
    const status = async () => (await (await rig.hub.fetch('/api/status')).json()) as HubStatus;
    await eventually('the clock to be behind', status, ({ clock }) => clock === 'behind');
    expect(await rig.ask(START)).toMatchObject({
      ...{ status: 409, body: { error: 'clock', message: expect.stringMatching(/^Giờ máy chủ chưa đúng/) } },
    });
    await rig.hub.fetch('/api/clock/confirm', { method: 'POST' });
    await eventually('the clock to be right', status, ({ clock }) => clock === 'ok');
    await rig.online();
    const { id } = await rig.command(START);
    expect((await rig.until(id, 'over', MINUTE)).state).toBe('verified');
    expect(rig.acted).toHaveLength(1);
  }, 120_000);
});
