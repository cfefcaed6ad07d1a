import { describe, expect, it } from '@jest/globals';
import { type Command, isCommandOver } from '#hub/contracts';
import { asked, MINUTE, NEAR, RISES, SECOND, T0 } from '../testing/builders.js';
import { begin, isRefusal, type LifeEvent, step, type Step } from './command-life.js';
import { BARS } from './words.js';

/** Follows one command through what happens to it. */
function story(overrides: Partial<Command> = {}) {
  let { command, alarm } = begin(asked(overrides), undefined);
  const told: string[] = [];
  return {
    after(...events: LifeEvent[]) {
      for (const event of events) {
        const result = step(command, event);
        if (!result) continue;
        if (isRefusal(result)) {
          told.push(`no: ${result.code}`);
          continue;
        }
        ({ command, alarm } = result);
        if (result.change) told.push(result.change);
      }
      return this;
    },
    get command() {
      return command;
    },
    get state() {
      return command.state;
    },
    get alarm() {
      return alarm;
    },
    told,
  };
}

const at = (ms: number) => T0 + ms;
const tick = (ms: number, pausedMs = 0): LifeEvent => ({ is: 'tick', at: at(ms), pausedMs });
const sent = (ms: number): LifeEvent => ({ is: 'delivery', outcome: 'sent', at: at(ms) });
const withdrawn = (ms: number): LifeEvent => ({ is: 'delivery', outcome: 'withdrawn', at: at(ms) });
const answer = (ms: number, ok = true, detail?: string): LifeEvent => ({ is: 'receipt', ok, detail, at: at(ms) });
const reading = (ms: number, value: number): LifeEvent => ({ is: 'reading', value, ts: at(ms), at: at(ms) });
const by = (is: 'approve' | 'refuse' | 'cancel' | 'handled', who: string, ms: number): LifeEvent => ({
  is,
  by: who,
  at: at(ms),
});

describe('a command to a device', () => {
  it('is ready, sent, answered and done', () => {
    const { state, told, command } = story().after(sent(SECOND), answer(2 * SECOND), tick(MINUTE));
    expect([state, told]).toEqual(['done', ['sent', 'ended']]);
    expect(command).toMatchObject({ sentAt: at(SECOND), receipt: { ok: true, at: at(2 * SECOND) } });
  });

  it('is verified by a reading measured after it left, from what was measured before', () => {
    const pump = story({ confirm: RISES, baseline: { value: 3, ts: T0 } });
    pump.after(sent(SECOND), answer(2 * SECOND), reading(20 * SECOND, 4.9));
    expect([pump.state, pump.command.confirmBy]).toEqual(['acknowledged', at(2 * SECOND) + RISES.withinMs]);
    pump.after(reading(0, 9), reading(40 * SECOND, 5));
    expect(pump.command).toMatchObject({ state: 'verified', shown: { value: 5, ts: at(40 * SECOND) } });
  });

  it('rises from the first reading where nothing is known of before', () => {
    const pump = story({ confirm: RISES }).after(sent(SECOND), answer(2 * SECOND), reading(10 * SECOND, 7));
    expect(pump.after(reading(20 * SECOND, 8)).state).toBe('acknowledged');
    expect(pump.after(reading(30 * SECOND, 9)).state).toBe('verified');
  });

  it('is verified at once by its answer when the reading came first', () => {
    const gate = story({ confirm: NEAR }).after(sent(SECOND), reading(2 * SECOND, 38), answer(3 * SECOND));
    expect(gate.state).toBe('verified');
  });

  it('is unconfirmed when no reading shows it in time, and people hear of it at that time', () => {
    const gate = story({ confirm: NEAR }).after(sent(SECOND), answer(2 * SECOND), reading(MINUTE, 12));
    const due = 2 * SECOND + NEAR.withinMs;
    expect(gate.after(tick(due - 1)).state).toBe('acknowledged');
    gate.after(tick(due));
    expect([gate.state, gate.alarm, gate.command.ending?.at]).toEqual(['unconfirmed', 'unconfirmed', at(due)]);
    // what comes later changes nothing
    expect(gate.after(reading(due + SECOND, 40), answer(due + SECOND)).told).toEqual(['sent', 'answered', 'ended']);
  });

  it('waits no shorter because the hub was off: readings of that time come afterwards', () => {
    const gate = story({ confirm: NEAR }).after(sent(SECOND), answer(2 * SECOND));
    gate.after(tick(30 * MINUTE, 29 * MINUTE), tick(30 * MINUTE + SECOND));
    expect(gate.state).toBe('acknowledged');
    expect(gate.after(reading(MINUTE, 41)).state).toBe('verified');
  });

  it('fails with the device’s own words, and people hear of it', () => {
    const pump = story({ confirm: RISES }).after(sent(SECOND), answer(2 * SECOND, false, 'quá tải'));
    expect([pump.state, pump.alarm, pump.command.ending?.vi]).toEqual([
      'failed',
      'failed',
      'Thiết bị báo không làm được: quá tải',
    ]);
  });

  it('expires where it could not be handed over, and its answer is not waited for', () => {
    const pump = story();
    pump.after(tick(2 * MINUTE));
    expect(pump.state).toBe('ready');
    pump.after(tick(2 * MINUTE + 5 * SECOND));
    expect([pump.state, pump.alarm, pump.command.ending?.reason]).toEqual(['expired', 'failed', 'undelivered']);
  });

  it('is not said to have expired when it left just before', () => {
    const pump = story().after(tick(2 * MINUTE + SECOND), sent(2 * MINUTE - 1));
    expect(pump.state).toBe('sent');
    pump.after(tick(2 * MINUTE + 29 * SECOND));
    expect(pump.state).toBe('sent');
    pump.after(tick(2 * MINUTE + 30 * SECOND));
    expect([pump.state, pump.alarm]).toEqual(['unanswered', 'unconfirmed']);
    // an answer after that is written down, and the end stays
    pump.after(answer(3 * MINUTE));
    expect([pump.state, pump.told.at(-1), pump.command.receipt?.ok]).toEqual(['unanswered', 'noted', true]);
  });

  it('without an answer, but with the reading: said so', () => {
    const gate = story({ confirm: NEAR }).after(sent(SECOND), reading(MINUTE, 40), tick(3 * MINUTE));
    expect([gate.state, gate.command.ending?.vi]).toEqual([
      'unanswered',
      'Thiết bị không trả lời, nhưng số đo đã đổi như mong đợi: cho người đến xem',
    ]);
  });

  it('announced and then too late at the last moment: it expired', () => {
    const pump = story().after(sent(MINUTE), { is: 'delivery', outcome: 'not-sent', at: at(2 * MINUTE) });
    expect(pump.state).toBe('expired');
    expect(pump.command).not.toHaveProperty('sentAt');
  });

  it('taken back: what the broker says decides whether it left', () => {
    const kept = story().after(by('cancel', 'chi-ba', SECOND));
    expect([kept.state, kept.told]).toEqual(['ready', ['withdrawing']]);
    expect(kept.after(withdrawn(2 * SECOND)).state).toBe('cancelled');
    expect(kept.command.ending).toMatchObject({ reason: 'cancelled', by: 'chi-ba' });
    const gone = story().after(by('cancel', 'chi-ba', SECOND), sent(SECOND), withdrawn(2 * SECOND));
    expect([gone.state, gone.command.withdrawing]).toEqual(['sent', undefined]);
    expect(gone.after(by('cancel', 'chi-ba', 3 * SECOND)).told.at(-1)).toBe('no: sent');
  });

  it('barred while it waits: taken back with the reason, and people hear of it', () => {
    const pump = story().after({ is: 'barred', bar: BARS.maintenance, at: at(SECOND) }, withdrawn(SECOND));
    expect([pump.state, pump.alarm, pump.command.ending?.reason]).toEqual(['refused', 'failed', 'maintenance']);
  });

  it('refused at once where something stands in the way: nobody relied on it', () => {
    const { command, alarm, change } = begin(asked(), BARS.offline);
    expect([command.state, command.ending?.reason, alarm, change]).toEqual(['refused', 'offline', undefined, 'asked']);
  });

  it('a later command takes its place', () => {
    const over: LifeEvent = { is: 'superseded', by: 'anh-tu', at: at(MINUTE) };
    expect(story({ confirm: NEAR }).after(sent(1), answer(2), over)).toMatchObject({
      state: 'cancelled',
      alarm: undefined,
    });
    expect(story().after(over, withdrawn(MINUTE)).command.ending).toMatchObject({ reason: 'superseded', by: 'anh-tu' });
  });

  it('ends when the clock goes back to before it', () => {
    const back: LifeEvent = { is: 'clock-back', at: at(-60 * MINUTE) };
    expect(story().after(back, withdrawn(0)).command.ending?.reason).toBe('clock');
    expect(story().after(sent(1), back).state).toBe('unanswered');
    expect(story({ confirm: NEAR }).after(sent(1), answer(2), back).state).toBe('unconfirmed');
    expect(story({ persons: 2 }).after(back).state).toBe('expired');
  });
});

describe('two persons', () => {
  it('one asks, another approves', () => {
    const gate = story({ persons: 2 });
    expect(gate.state).toBe('awaiting-approval');
    expect(gate.after(by('approve', 'chi-ba', SECOND)).told.at(-1)).toBe('no: same-person');
    gate.after(by('approve', 'anh-tu', 2 * SECOND));
    expect([gate.state, gate.command.approval]).toEqual(['ready', { by: 'anh-tu', at: at(2 * SECOND) }]);
    expect(gate.after(by('approve', 'ong-sau', 3 * SECOND)).told.at(-1)).toBe('no: not-now');
  });
  it('the other says no, or nobody says anything', () => {
    expect(story({ persons: 2 }).after(by('refuse', 'anh-tu', 1)).command.ending).toMatchObject({
      reason: 'declined',
      by: 'anh-tu',
    });
    expect(story({ persons: 2 }).after(tick(2 * MINUTE))).toMatchObject({ state: 'expired', alarm: undefined });
    expect(story({ persons: 2 }).after(by('approve', 'anh-tu', 2 * MINUTE)).told).toEqual(['no: expired']);
  });
  it('what stands in the way by then refuses it', () => {
    const gate = story({ persons: 2 }).after({ is: 'approve', by: 'anh-tu', at: at(1), bar: BARS.offline });
    expect(gate).toMatchObject({ state: 'refused', alarm: undefined });
  });
});

describe('by hand', () => {
  it('is a task, done by a person and shown by the same reading', () => {
    const gate = story({ byHand: { person: 'ong-sau' }, confirm: NEAR });
    expect(gate.state).toBe('task');
    gate.after(reading(SECOND, 40), by('handled', 'ong-sau', MINUTE), reading(50 * SECOND, 40));
    expect(gate.state).toBe('acknowledged');
    expect(gate.after(reading(2 * MINUTE, 43)).state).toBe('verified');
  });
  it('alarms where it is not done, cannot be done, or nothing shows it', () => {
    const task = { byHand: {}, confirm: NEAR };
    expect(story(task).after(tick(2 * MINUTE))).toMatchObject({ state: 'expired', alarm: 'failed' });
    expect(story(task).after(by('refuse', 'ong-sau', 1))).toMatchObject({ state: 'failed', alarm: 'failed' });
    const said = story(task).after(by('handled', 'ong-sau', 1), tick(1 + NEAR.withinMs));
    expect(said).toMatchObject({ state: 'unconfirmed', alarm: 'unconfirmed' });
  });
  it('hears no device', () => {
    expect(story({ byHand: {} }).after(answer(1), sent(2)).state).toBe('task');
  });
});

it('says nothing of what it does not know', () => {
  const steps: (Step | undefined)[] = [];
  const ready = begin(asked(), undefined).command;
  for (const event of [reading(1, 1), tick(1), withdrawn(1)]) steps.push(step(ready, event) as Step | undefined);
  expect(steps).toEqual([undefined, undefined, undefined]);
  expect(isCommandOver(ready)).toBe(false);
});
