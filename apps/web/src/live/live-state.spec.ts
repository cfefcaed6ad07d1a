import { describe, expect, it } from '@jest/globals';
import type { Command } from '#hub/contracts';
import { aStatus, anAlert, aValue, NOON } from '../testing.js';
import {
  applyAlert,
  applyCamera,
  applyCommand,
  applyEscalation,
  applyLatest,
  applyNotices,
  applySnapshot,
  EMPTY,
  type LiveState,
  stepOf,
} from './live-state.js';

const snapshot = (over = {}) => ({
  run: 'r1',
  seq: 7,
  alerts: [anAlert()],
  latest: [{ device: 'air-1', values: { pm25: aValue(20, 0) } }],
  incidents: [],
  presence: [],
  cameras: [],
  commands: [],
  escalations: [],
  broadcasts: [],
  outOfService: [],
  findings: [],
  status: aStatus(),
  ...over,
});

describe("the page's copy of the hub's state", () => {
  it('starts from a snapshot and forgets what is no longer there', () => {
    const first = applySnapshot(EMPTY, snapshot());
    const second = applySnapshot(first, snapshot({ run: 'r2', seq: 1, alerts: [], latest: [] }));
    expect([...first.alerts.keys()]).toEqual(['straw:air-1:1']);
    expect(second).toMatchObject({ run: 'r2', seq: 1 });
    expect(second.alerts.size + second.latest.size).toBe(0);
  });

  it('tells the next event from a repeated one and from a gap', () => {
    const state: LiveState = { ...EMPTY, run: 'r1', seq: 7 };
    const steps = [
      [8, 7],
      [7, 6],
      [3, 2],
      [9, 8],
    ].map(([seq, after]) => stepOf(state, { seq: seq!, after: after! }));
    expect(steps).toEqual(['next', 'repeated', 'repeated', 'gap']);
  });

  it('misses nothing where numbers in between were for others', () => {
    const state: LiveState = { ...EMPTY, run: 'r1', seq: 7 };
    expect(stepOf(state, { seq: 40, after: 7 })).toBe('next');
    // the row that it is shown began before the picture that it was given
    expect(stepOf(state, { seq: 40, after: 5 })).toBe('next');
  });

  it('keeps accepted alerts and takes ended ones off', () => {
    let state = applyAlert(EMPTY, 1, anAlert());
    state = applyAlert(state, 2, anAlert({ state: 'acknowledged' }));
    expect(state.alerts.get('straw:air-1:1')?.state).toBe('acknowledged');
    state = applyAlert(state, 3, anAlert({ state: 'returned', endedAt: NOON }));
    expect(state.alerts.size).toBe(0);
    expect(state.ended).toHaveLength(1);
  });

  it('never shows an alert that was written for the record only', () => {
    const state = applyAlert(EMPTY, 1, anAlert({ backdated: true }));
    expect(state.alerts.size).toBe(0);
    expect(state.ended).toHaveLength(1);
  });

  it('merges latest values by metric', () => {
    let state = applyLatest(EMPTY, [{ device: 'a', values: { pm25: aValue(1, 0), co: aValue(2, 0) } }]);
    state = applyLatest(state, [{ device: 'a', values: { pm25: aValue(9, 0) } }]);
    expect(state.latest.get('a')).toMatchObject({ pm25: { value: 9 }, co: { value: 2 } });
  });

  it('does not grow through a night of alerts and camera events', () => {
    let state = EMPTY;
    for (let i = 1; i <= 20_000; i++) {
      state = applyAlert(state, 2 * i, anAlert({ id: `a${i}` }));
      state = applyAlert(state, 2 * i, anAlert({ id: `a${i}`, state: 'closed' }));
      if (i % 20 === 0) state = applyCamera(state, 2 * i, { camera: `c${i}`, event: 'person', ts: i, zones: [] });
    }
    expect(state.alerts.size).toBe(0);
    expect(state.ended).toHaveLength(60);
    expect(state.cameras).toHaveLength(16);
    expect(state.cameras[0]!.camera).toBe('c20000');
  });

  it("keeps each camera's newest event only", () => {
    let state = applyCamera(EMPTY, 1, { camera: 'c', event: 'person', ts: 5, zones: [] });
    state = applyCamera(state, 2, { camera: 'c', event: 'smoke', ts: 9, zones: [] });
    state = applyCamera(state, 3, { camera: 'c', event: 'vehicle', ts: 7, zones: [] });
    expect(state.cameras).toEqual([{ camera: 'c', event: 'smoke', ts: 9, zones: [] }]);
  });
});

describe('commands', () => {
  const command = (state: Command['state']): Command => ({
    ...{ id: 'c-1', key: 'k', commune: '10807', device: 'bom-1', name: 'pump-start', args: {}, by: 'ba', at: NOON },
    ...{ expiresAt: NOON + 60_000, persons: 1, state, updatedAt: NOON, simulated: false },
  });
  it('are those that are not over', () => {
    const sent = applyCommand(applySnapshot(EMPTY, snapshot()), 8, command('sent'));
    expect([...sent.commands.values()].map(({ state }) => state)).toEqual(['sent']);
    expect([sent.seq, applyCommand(sent, 9, command('verified')).commands.size]).toEqual([8, 0]);
  });

  it('knows where telling people stands, until it is stopped, and of what it is to be asked again', () => {
    const escalation = { incident: 'i-1', policy: 'p', step: 0, nextAt: 9, at: 1 };
    const going = applyEscalation(applySnapshot(EMPTY, snapshot()), 8, escalation);
    expect(going.escalations.get('i-1')).toEqual(escalation);
    const { nextAt: _, ...last } = escalation;
    expect(applyEscalation(going, 9, { ...last, stopped: 'acknowledged' }).escalations.size).toBe(0);
    const notice = { id: 'n', kind: 'page', channel: 'push', state: 'sent', queuedAt: 1, updatedAt: 1 } as const;
    const told = applyNotices(going, 9, [{ ...notice, incident: 'i-1' }, notice]);
    expect([[...told.told], told.seq]).toEqual([[['i-1', 9]], 9]);
  });
});
