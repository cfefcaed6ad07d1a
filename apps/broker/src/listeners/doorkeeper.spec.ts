import { Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Doorkeeper } from './doorkeeper.js';

const roomy = { connections: 100, perAddress: 100, unauthenticated: 100, unauthenticatedPerAddress: 100 };
const sockets: Socket[] = [];
const socket = () => {
  const made = new Socket();
  sockets.push(made);
  return made;
};
const closed = (s: Socket) => new Promise<void>((resolve) => s.once('close', () => resolve()));
afterEach(() => {
  for (const s of sockets.splice(0)) s.destroy();
});

/** Enters so many sockets from one address, oldest first. */
function enter(door: Doorkeeper, address: string, n: number): Socket[] {
  return Array.from({ length: n }, () => {
    const s = socket();
    expect(door.enter(s, address)).toBe(true);
    return s;
  });
}

describe('the doorkeeper', () => {
  it('counts who is inside, and forgets who leaves', async () => {
    const door = new Doorkeeper(roomy, () => undefined);
    const [first, second] = enter(door, 'a', 2);
    expect(door.open).toBe(2);
    door.signedIn(first!);
    const gone = [closed(first!), closed(second!)];
    first!.destroy();
    second!.destroy();
    await Promise.all(gone);
    expect(door.open).toBe(0);
  });

  it.each([
    ['in all', { connections: 3 }, ['a', 'b', 'a'], 'c'],
    ['of one address', { perAddress: 3 }, ['a', 'a', 'a'], 'a'],
    ['of strangers', { unauthenticated: 3 }, ['a', 'b', 'a'], 'c'],
    ['of strangers of one address', { unauthenticatedPerAddress: 3 }, ['a', 'a', 'a'], 'a'],
  ])('makes room %s by putting out the oldest stranger', async (_what, limit, from, newcomer) => {
    const evicted: string[] = [];
    const door = new Doorkeeper({ ...roomy, ...limit }, (address) => evicted.push(address));
    const inside = from.flatMap((address) => enter(door, address, 1));
    const out = closed(inside[0]!);
    enter(door, newcomer, 1);
    expect(inside.map((s) => s.destroyed)).toEqual([true, false, false]);
    expect(evicted).toEqual([from[0]]);
    // it is out at once, and its close takes nobody else off the count
    expect(door.open).toBe(3);
    await out;
    expect(door.open).toBe(3);
  });

  it('puts out nobody who has signed in', () => {
    const evicted: string[] = [];
    const door = new Doorkeeper({ ...roomy, connections: 2, perAddress: 2 }, (address) => evicted.push(address));
    const [first, second] = enter(door, 'a', 2);
    door.signedIn(first!);
    expect(door.enter(socket(), 'a')).toBe(true);
    expect(second!.destroyed).toBe(true);
    door.signedIn(sockets.at(-1)!);
    expect(door.enter(socket(), 'a')).toBe(false);
    expect(door.enter(socket(), 'b')).toBe(false);
    expect(first!.destroyed).toBe(false);
    expect(evicted).toEqual(['a']);
  });

  it('of a crowd from one address puts out its own, and not those of others', () => {
    const door = new Doorkeeper({ ...roomy, unauthenticatedPerAddress: 2 }, () => undefined);
    const [other] = enter(door, 'b', 1);
    const crowd = enter(door, 'a', 5);
    expect(other!.destroyed).toBe(false);
    expect(crowd.map((s) => s.destroyed)).toEqual([true, true, true, false, false]);
  });
});
