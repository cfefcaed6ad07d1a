import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Command, COMMAND_ENDS, type DeliveryNote, isCommandOver } from '#hub/contracts';
import { asked, NEAR, SECOND, T0 } from '../testing/builders.js';
import { begin, isRefusal, type LifeEvent, step } from './command-life.js';
import { BARS } from './words.js';

/** What may happen, in any order and as often as it likes. */
const happenings = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 100, max: 50_000 }) }),
    fc.constantFrom(
      ...(['announce', 'leave', 'arrive', 'answer', 'note', 'lose-line', 'kill-hub', 'kill-device'] as const).map(
        (d) => ({ do: d }),
      ),
      ...(['approve', 'refuse', 'cancel', 'handled', 'bar', 'supersede', 'tick', 'reading', 'away'] as const).map(
        (d) => ({ do: d }),
      ),
    ),
  ),
  { minLength: 5, maxLength: 80 },
);

/**
 * The hub, its broker and a device as they are built: the announcement is on disk before the command leaves, the device
 * writes an id down before it acts. Lines drop, and either of them may die between any two steps.
 */
class Model {
  now = T0;
  command: Command;
  ends: string[] = [];
  acted: number[] = [];
  /** On disk, in order, and not read yet. */
  receipts: LifeEvent[] = [];
  /** Memory of the broker: announced by this process, and not left yet. */
  announced = false;
  /** Handed over by this process, or known to it from an earlier one: then it is not said that it did not leave. */
  mayHaveLeft = false;
  line = 0;
  seen = new Set<string>();
  answers = 0;

  constructor(overrides: Partial<Command>) {
    this.command = begin(asked(overrides), undefined).command;
  }

  happen(event: LifeEvent): void {
    const before = this.command;
    const result = step(before, event);
    if (!result || isRefusal(result)) return;
    this.command = result.command;
    if (isCommandOver(before)) expect(this.command.state).toBe(before.state);
    else if (isCommandOver(this.command)) this.ends.push(this.command.state);
  }
  #says = (outcome: DeliveryNote['outcome']) => this.receipts.push({ is: 'delivery', outcome, at: this.now });

  do(what: string, ms = 0): void {
    const { command, now } = this;
    const pending = command.state === 'ready' || command.state === 'sent';
    const timely = now < command.expiresAt;
    switch (what) {
      case 'wait':
        this.now += ms;
        break;
      case 'announce':
        if (command.state !== 'ready' || !timely || this.announced) break;
        if (command.withdrawing) this.#says('withdrawn');
        else {
          this.#says('sent');
          this.announced = true;
        }
        break;
      case 'leave':
        if (!this.announced && !(command.state === 'sent' && pending)) break;
        if (timely) {
          this.line++;
          this.mayHaveLeft = true;
        } else if (this.announced && !this.mayHaveLeft) this.#says('not-sent');
        this.announced = false;
        break;
      case 'arrive':
        if (this.line === 0) break;
        this.line--;
        if (!this.seen.has(command.id) && now < command.expiresAt) {
          this.seen.add(command.id);
          this.acted.push(now);
        }
        this.answers++;
        break;
      case 'answer':
        if (this.answers-- > 0) this.receipts.push({ is: 'receipt', ok: true, at: now });
        else this.answers = 0;
        break;
      case 'note': {
        const event = this.receipts.shift();
        if (event) this.happen(event);
        break;
      }
      case 'lose-line':
        this.line = 0;
        break;
      case 'kill-hub':
        this.mayHaveLeft = true;
        this.announced = false;
        this.line = 0;
        break;
      case 'kill-device':
        this.line = 0;
        this.answers = 0;
        break;
      case 'tick':
        if (this.receipts.length === 0) this.happen({ is: 'tick', at: now, pausedMs: 0 });
        break;
      case 'reading':
        this.happen({ is: 'reading', value: 40, ts: now, at: now });
        break;
      case 'bar':
        this.happen({ is: 'barred', bar: BARS.silent, at: now });
        break;
      case 'supersede':
        this.happen({ is: 'superseded', by: 'anh-tu', at: now });
        break;
      case 'away':
        break;
      default:
        this.happen({ is: what as 'cancel', by: 'anh-tu', at: now });
    }
  }
}

describe('whatever happens in whatever order', () => {
  const runs = (overrides: Partial<Command>) =>
    fc.assert(
      fc.property(happenings, (story) => {
        const model = new Model(overrides);
        for (const each of story) model.do(each.do, 'ms' in each ? each.ms : 0);
        // and then nothing but time
        while (model.receipts.length > 0) model.do('note');
        for (let i = 0; i < 40; i++) {
          model.do('wait', 60 * SECOND);
          model.do('announce');
          model.do('leave');
          while (model.receipts.length > 0) model.do('note');
          model.do('tick');
        }
        const { command, acted, ends } = model;
        expect(acted.length).toBeLessThanOrEqual(1);
        for (const when of acted) expect(when).toBeLessThan(command.expiresAt);
        expect(ends).toHaveLength(1);
        expect(COMMAND_ENDS).toContain(command.state);
        // nobody is told that it was not sent when it was acted on
        if (acted.length > 0) expect(command.sentAt).toBeDefined();
        if (command.state === 'expired') expect(acted).toEqual([]);
        if (command.persons > 1 && acted.length > 0) expect(command.approval?.by).not.toBe(command.by);
        if (command.state === 'verified') expect(command.shown!.ts).toBeGreaterThanOrEqual(command.sentAt!);
      }),
      { numRuns: 3000 },
    );

  it('it is acted on once at most and in time, and ends once', () => runs({}));
  it('with two persons', () => runs({ persons: 2 }));
  it('with a reading that must show it', () => runs({ confirm: NEAR }));
  it('with all of it', () => runs({ confirm: NEAR, persons: 2, baseline: { value: 0, ts: T0 } }));

  it('by hand it never goes to the device', () => {
    fc.assert(
      fc.property(happenings, (story) => {
        const model = new Model({ byHand: {}, confirm: NEAR });
        for (const each of story) model.do(each.do, 'ms' in each ? each.ms : 0);
        expect(model.acted).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
