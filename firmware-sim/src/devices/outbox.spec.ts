import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Outbox } from './outbox.js';

const filled = (count: number, capacity?: number) => {
  const outbox = new Outbox<number>(capacity);
  for (let i = 0; i < count; i++) outbox.push(i);
  return outbox;
};

describe('an outbox', () => {
  it('gives items in order and keeps them until they arrive', () => {
    const outbox = filled(5);
    const first = outbox.ship(2)!;
    const second = outbox.ship(2)!;
    expect([first.items, second.items]).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(outbox.waiting).toBe(5);
    first.arrived();
    expect(outbox.waiting).toBe(3);
    expect(outbox.ship(9)!.items).toEqual([4]);
    expect(outbox.ship(9)).toBeUndefined();
  });

  it('lets go from the front only', () => {
    const outbox = filled(4);
    const first = outbox.ship(2)!;
    outbox.ship(2)!.arrived();
    expect(outbox.waiting).toBe(4);
    first.arrived();
    expect(outbox.waiting).toBe(0);
  });

  it('sends again what was under way when the line dropped, and no answer of before counts', () => {
    const outbox = filled(4);
    const before = outbox.ship(3)!;
    outbox.recall();
    before.arrived();
    expect(outbox.waiting).toBe(4);
    expect(outbox.ship(9)!.items).toEqual([0, 1, 2, 3]);
  });

  it('overwrites the oldest when it is full, but nothing that is under way', () => {
    const outbox = filled(3, 3);
    const first = outbox.ship(1)!;
    outbox.push(3);
    expect(outbox.lost).toBe(1);
    first.arrived();
    expect(outbox.ship(9)!.items).toEqual([2, 3]);
    outbox.push(4);
    outbox.push(5);
    expect(outbox.waiting).toBe(3);
    expect(outbox.lost).toBe(2);
  });

  it('loses and doubles nothing whatever happens, as long as there is room', () => {
    const step = fc.oneof(
      fc.constant('push'),
      fc.constant('ship'),
      fc.constant('arrive-first'),
      fc.constant('arrive-last'),
      fc.constant('drop'),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (story) => {
        const outbox = new Outbox<number>();
        let pushed = 0;
        const kept: number[] = [];
        let underway: { items: readonly number[]; arrived: () => void }[] = [];
        for (const what of story) {
          if (what === 'push') outbox.push(pushed++);
          else if (what === 'ship') {
            const shipment = outbox.ship(3);
            if (shipment) underway.push(shipment);
          } else if (what === 'drop') {
            underway = [];
            outbox.recall();
          } else {
            const shipment = what === 'arrive-first' ? underway.shift() : underway.pop();
            if (!shipment) continue;
            kept.push(...shipment.items);
            shipment.arrived();
          }
        }
        for (let s = outbox.ship(3); s; s = outbox.ship(3)) underway.push(s);
        for (const s of underway) {
          kept.push(...s.items);
          s.arrived();
        }
        expect(new Set(kept).size).toBe(pushed);
        expect(outbox.waiting).toBe(0);
      }),
    );
  });
});
