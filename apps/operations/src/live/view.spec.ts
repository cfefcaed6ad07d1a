import { describe, expect, it } from '@jest/globals';
import type { Granted, Place } from '#hub/contracts';
import { Caller } from '../access/caller.js';
import type { NumberedEvent } from './event-buffer.js';
import { View, viewKey } from './view.js';

const watcher = (...granted: Granted[]) => new Caller('x', 'person', 'X', [], granted, 's');
const inHamlet = (id: string): Granted => ({
  scope: { kind: 'hamlet', id },
  permissions: ['live.watch', 'devices.read'],
});
const places: Record<string, Place> = {
  a: { commune: '1', hamlet: 'dong' },
  b: { commune: '1', hamlet: 'doai' },
};
const presence = (seq: number, device: string): NumberedEvent => ({
  name: 'presence',
  event: { seq, presence: { device, link: 'online', since: 0, silentMetrics: [] } },
});
const view = () => new View('k', watcher(inHamlet('dong')), (device) => places[device]!);

describe('a view', () => {
  it('is one for callers with the same rights, in whatever order they were given', () => {
    const [dong, doai] = [inHamlet('dong'), inHamlet('doai')];
    expect(viewKey(watcher(dong, doai))).toBe(viewKey(watcher(doai, dong)));
    expect(viewKey(watcher(dong))).not.toBe(viewKey(watcher(doai)));
    expect(viewKey(watcher(dong))).not.toBe(viewKey(watcher({ ...dong, permissions: ['live.watch'] })));
  });

  it('numbers what it shows so that what it leaves out is no gap', () => {
    const its = view();
    const told = [presence(7, 'a'), presence(8, 'b'), presence(9, 'b'), presence(10, 'a')].map((one) => its.next(one));
    expect(told.map((event) => event && [event.after, event.seq])).toEqual([[0, 7], undefined, undefined, [7, 10]]);
  });

  it('gives what was missed as one row that begins where the client was', () => {
    const missed = view().missed([presence(8, 'b'), presence(9, 'a'), presence(10, 'b'), presence(11, 'a')], 5);
    expect(missed.map(({ event }) => [event.after, event.seq])).toEqual([
      [5, 9],
      [9, 11],
    ]);
  });

  it('shows a suspicion to whoever sees alerts at one of its stations', () => {
    const about = {
      id: 'f',
      commune: '1',
      kind: 'burning',
      target: 'b',
      targets: ['b', 'a'],
      score: 60,
      simulated: false,
    };
    const told = {
      name: 'finding',
      event: { seq: 1, finding: { ...about, startedAt: 0, updatedAt: 0 } },
    } as NumberedEvent;
    const sees = (hamlet: string, permission: 'alerts.read' | 'readings.read') =>
      new View(
        'k',
        watcher({ scope: { kind: 'hamlet', id: hamlet }, permissions: [permission] }),
        (id) => places[id]!,
      ).sees(told);
    expect([sees('dong', 'alerts.read'), sees('nam', 'alerts.read'), sees('dong', 'readings.read')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('follows devices that move, once it is told', () => {
    const its = view();
    expect(its.next(presence(1, 'b'))).toBeUndefined();
    places['b'] = { commune: '1', hamlet: 'dong' };
    its.forgetPlaces();
    expect(its.next(presence(2, 'b'))).toMatchObject({ seq: 2 });
  });
});
