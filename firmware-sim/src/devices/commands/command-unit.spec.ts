import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CommandUnit } from './command-unit.js';
import { type Answer, CommandMemory } from './memory.js';

const T0 = Date.UTC(2026, 5, 2, 2, 0);
const packet = (id: string, expiresAt = T0 + 60_000) =>
  Buffer.from(JSON.stringify({ id, name: 'pump-start', args: {}, expiresAt }));

let dir: string;
let files = 0;
beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'flash-'))));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** A device with its power; `cut` takes it away in the middle of an act, and only the flash is left. */
class Device {
  now = T0;
  acted: string[] = [];
  answers: [id: string, answer: Answer][] = [];
  problem: string | undefined;
  cut: 'before' | 'after' | undefined;
  readonly path = join(dir, `${++files}.json`);
  unit = this.#on();

  #on(): CommandUnit {
    return new CommandUnit({
      memory: new CommandMemory(this.path),
      now: () => this.now,
      act: ({ id }) => {
        if (this.cut === 'before') throw new Error('no power');
        this.acted.push(id);
        if (this.cut === 'after') throw new Error('no power');
        return this.problem;
      },
      answer: (id, answer) => void this.answers.push([id, answer]),
    });
  }
  restart(): void {
    this.cut = undefined;
    this.unit = this.#on();
    this.unit.start();
  }
  hear(...args: Parameters<typeof packet>): void {
    try {
      this.unit.hear(packet(...args));
    } catch {
      this.restart();
    }
  }
}

describe('a device that is told something', () => {
  it('does it once and answers each time in the same way', () => {
    const device = new Device();
    device.hear('a');
    device.hear('a');
    device.restart();
    device.hear('a');
    expect(device.acted).toEqual(['a']);
    // after the power was off it says of itself what it had to say
    expect(device.answers).toEqual(Array.from({ length: 4 }, () => ['a', { ok: true }]));
  });

  it('says why it could not, and tries no second time', () => {
    const device = new Device();
    device.problem = 'quá tải';
    device.hear('a');
    device.problem = undefined;
    device.hear('a');
    expect([device.acted, device.answers.at(-1)]).toEqual([['a'], ['a', { ok: false, detail: 'quá tải' }]]);
  });

  it('does nothing from the expiry on, by its own clock', () => {
    const device = new Device();
    device.now = T0 + 60_000;
    device.hear('a');
    device.now = T0;
    device.hear('a');
    expect([device.acted, device.answers[0]]).toEqual([[], ['a', { ok: false, detail: 'lệnh đến sau khi hết hạn' }]]);
  });

  it('does not do again what a power cut interrupted, and says that it does not know', () => {
    for (const cut of ['before', 'after'] as const) {
      const device = new Device();
      device.cut = cut;
      device.hear('a');
      device.hear('a');
      expect(device.acted).toEqual(cut === 'before' ? [] : ['a']);
      expect(device.answers.at(-1)).toEqual(['a', { ok: false, detail: expect.stringMatching(/mất điện/) }]);
    }
  });

  it('is not impressed by what is no command', () => {
    const device = new Device();
    for (const bytes of ['', '{', '[]', '{"id":"a"}', '{"id":"a","name":"x","args":{"a":[]},"expiresAt":1}', '\u0000'])
      device.unit.hear(Buffer.from(bytes));
    expect([device.acted, device.answers]).toEqual([[], []]);
  });

  it('acts once at most and in time, however often it is told, and whenever its power goes', () => {
    const step = fc.oneof(
      fc.record({ hear: fc.constantFrom('a', 'b', 'c') }),
      fc.record({ wait: fc.integer({ min: 1, max: 40_000 }) }),
      fc.record({ cut: fc.constantFrom('before', 'after', undefined) }),
      fc.constant({ restart: true }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const device = new Device();
        const acts: number[] = [];
        for (const each of steps) {
          const before = device.acted.length;
          if ('hear' in each) device.hear(each.hear);
          else if ('wait' in each) device.now += each.wait;
          else if ('cut' in each) device.cut = each.cut as Device['cut'];
          else device.restart();
          if (device.acted.length > before) acts.push(device.now);
        }
        expect(new Set(device.acted).size).toBe(device.acted.length);
        for (const at of acts) expect(at).toBeLessThan(T0 + 60_000);
      }),
      { numRuns: 200 },
    );
  });
});
