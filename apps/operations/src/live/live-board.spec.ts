import { describe, expect, it } from '@jest/globals';
import type { Alert, Broadcast, Command, DeviceEvent, Incident, Presence, Reading } from '#hub/contracts';
import { LiveBoard } from './live-board.js';

const T = 1_780_390_800_000;
const DAY_MS = 86_400_000;
const reading = (ts: number, values: Reading['values'], over: Partial<Reading> = {}): Reading => ({
  type: 'reading',
  commune: '10807',
  device: 'air-1',
  kind: 'air',
  ts,
  received: ts + 100,
  late: false,
  values,
  simulated: false,
  ...over,
});
const alert = (id: string, state: Alert['state']): Alert => ({
  id,
  key: id,
  rule: 'pm25-high',
  target: 'air-1',
  commune: '10807',
  severity: 'warning',
  state,
  startedAt: T,
  learntAt: T,
  backdated: false,
  updatedAt: T,
  facts: {},
  text: { title: '', place: '', sentence: '', sms: '', voice: '', titleEn: '', sentenceEn: '' },
  simulated: false,
});
const event = (ts: number): DeviceEvent => ({
  type: 'event',
  commune: '10807',
  device: 'cam-1',
  ts,
  received: ts,
  late: false,
  event: 'person',
  phase: 'start',
  simulated: false,
});
const presence = (device: string, link: Presence['link']): Presence => ({ device, link, since: T, silentMetrics: [] });

describe('values', () => {
  it('keep the newest by event time, each metric by itself', () => {
    const { latest } = new LiveBoard();
    latest.take(reading(T, { pm25: 20, pm10: 40 }));
    latest.take(reading(T + 1000, { pm25: 21 }));
    latest.take(reading(T - 1000, { pm25: 5, humidity: 70 }, { received: T + 5000 }));
    expect(latest.of('air-1')).toEqual({
      pm25: { value: 21, ts: T + 1000, received: T + 1100 },
      pm10: { value: 40, ts: T, received: T + 100 },
      humidity: { value: 70, ts: T - 1000, received: T + 5000 },
    });
  });
  it('follow the hub’s clock when it goes back: what was stamped a day ahead is no longer the newest', () => {
    const board = new LiveBoard();
    board.latest.take(reading(T + DAY_MS, { pm25: 20 }));
    board.camera(event(T + DAY_MS));
    board.latest.take(reading(T, { pm25: 180 }));
    board.camera(event(T));
    expect(board.latest.of('air-1')!.pm25).toMatchObject({ value: 180, ts: T });
    expect(board.snapshot().cameras).toMatchObject([{ ts: T }]);
  });
  it('are no longer good when the probe says that it is broken, until it measures again', () => {
    const { latest } = new LiveBoard();
    latest.take(reading(T, { ph: 7.1 }));
    latest.take(reading(T + 1000, {}, { quality: { ph: 'fault' } }));
    expect(latest.drain()).toEqual([
      { device: 'air-1', values: { ph: { value: 7.1, ts: T + 1000, received: T + 1100, quality: 'fault' } } },
    ]);
    latest.take(reading(T + 500, { ph: 7 }, { received: T + 9000 }));
    expect(latest.of('air-1')!.ph!.quality).toBe('fault');
    latest.take(reading(T + 2000, { ph: 7.2 }));
    expect(latest.of('air-1')!.ph).toEqual({ value: 7.2, ts: T + 2000, received: T + 2100 });
  });
  it('carry what is doubted of them', () => {
    const { latest } = new LiveBoard();
    latest.take(reading(T, { pm25: 1800 }, { quality: { pm25: 'suspect' } }));
    expect(latest.of('air-1')?.pm25).toMatchObject({ value: 1800, quality: 'suspect' });
  });
  it('are sent once per change, the newest only', () => {
    const { latest } = new LiveBoard();
    for (let i = 0; i < 50; i++) latest.take(reading(T + i, { pm25: i }));
    expect(latest.drain()).toEqual([
      { device: 'air-1', values: { pm25: { value: 49, ts: T + 49, received: T + 149 } } },
    ]);
    expect(latest.drain()).toEqual([]);
  });
  it('found again after a restart give way to newer ones', () => {
    const { latest } = new LiveBoard();
    latest.take(reading(T, { pm25: 20 }));
    latest.recall('air-1', 'pm25', { value: 5, ts: T - 9000, received: T - 9000 });
    latest.recall('air-1', 'pm10', { value: 7, ts: T - 9000, received: T - 9000 });
    expect(latest.of('air-1')).toMatchObject({ pm25: { value: 20 }, pm10: { value: 7 } });
  });
});

describe('events', () => {
  it('are numbered without a gap, and a client that was away gets what it missed', () => {
    const board = new LiveBoard();
    const heard: number[] = [];
    board.onEvent(({ event: { seq } }) => void heard.push(seq));
    board.alert({ change: 'opened', alert: alert('a', 'unacknowledged'), at: T });
    board.presence(presence('air-1', 'online'));
    board.camera(event(T));
    expect(heard).toEqual([1, 2, 3]);
    expect(board.missed({ run: board.run, seq: 1 })?.map((e) => e.name)).toEqual(['presence', 'camera']);
    expect(board.missed({ run: board.run, seq: 3 })).toEqual([]);
  });
  it('of another run, of the future or of too long ago are answered with the whole picture', () => {
    const board = new LiveBoard();
    for (let i = 0; i < 10_000; i++) board.presence(presence('air-1', 'online'));
    expect(board.missed(null)).toBeUndefined();
    expect(board.missed({ run: 'of yesterday', seq: 9_999 })).toBeUndefined();
    expect(board.missed({ run: board.run, seq: 10_001 })).toBeUndefined();
    expect(board.missed({ run: board.run, seq: 0 })).toBeUndefined();
    expect(board.missed({ run: board.run, seq: 9_990 })).toHaveLength(10);
  });
});

describe('the picture', () => {
  it('holds open alerts only, the newest presence and the newest event of each camera', () => {
    const board = new LiveBoard();
    board.alert({ change: 'opened', alert: alert('a', 'unacknowledged'), at: T });
    board.alert({ change: 'opened', alert: alert('b', 'unacknowledged'), at: T });
    board.alert({ change: 'returned', alert: alert('a', 'returned'), at: T });
    board.presence(presence('air-1', 'online'));
    board.presence(presence('air-1', 'silent'));
    board.camera(event(T + 5));
    board.camera(event(T));
    const { alerts, presence: links, cameras, seq } = board.snapshot();
    expect(alerts.map((a) => a.id)).toEqual(['b']);
    expect(links).toEqual([presence('air-1', 'silent')]);
    expect(cameras).toMatchObject([{ camera: 'cam-1', ts: T + 5, still: '/api/cameras/cam-1/still' }]);
    expect(seq).toBe(6);
  });
  it('comes back after a restart without telling anybody', () => {
    const board = new LiveBoard();
    let told = 0;
    board.onEvent(() => told++);
    board.restoreAlert(alert('a', 'acknowledged'));
    board.restorePresence(presence('air-1', 'offline'));
    expect(board.snapshot()).toMatchObject({ seq: 0, alerts: [{ id: 'a' }], presence: [{ link: 'offline' }] });
    expect(told).toBe(0);
  });
});

describe('incidents', () => {
  const incident = (state: Incident['state']): Incident => ({
    ...{ id: 'i-1', commune: '10807', cause: 'air', scope: { kind: 'hamlet', id: 'dong' }, severity: 'watch', state },
    ...{ startedAt: T, openedAt: T, updatedAt: T, revision: 1, alerts: ['a'], lead: 'a', target: 'air-1' },
    ...{ counts: { alerts: 1, open: 1, suppressed: 0, devices: 1 }, text: alert('a', 'closed').text },
    ...{ backdated: false, simulated: false },
  });
  it('are told one by one; those that are not closed stand in the picture, also when nobody looked yet', () => {
    const board = new LiveBoard();
    const told: string[] = [];
    board.onEvent(({ name, event: { seq } }) => told.push(`${seq} ${name}`));
    board.incident({ change: 'opened', incident: incident('unacknowledged'), at: T });
    board.incident({ change: 'returned', incident: incident('returned'), at: T });
    expect(board.snapshot().incidents).toEqual([incident('returned')]);
    board.incident({ change: 'acknowledged', incident: incident('closed'), at: T });
    expect([told, board.snapshot().incidents]).toEqual([['1 incident', '2 incident', '3 incident'], []]);
  });
});

describe('commands', () => {
  const command = (state: Command['state'], updatedAt = T): Command => ({
    ...{ id: 'c-1', key: 'k', commune: '10807', device: 'bom-1', name: 'pump-start', args: {}, by: 'ba', at: T },
    ...{ expiresAt: T + 60_000, persons: 1, state, updatedAt, simulated: false },
  });
  it('are told one by one; those that are not over stand in the picture', () => {
    const board = new LiveBoard();
    const told: string[] = [];
    board.onEvent(({ name, event: { seq } }) => told.push(`${seq} ${name}`));
    board.command({ change: 'asked', command: command('ready'), at: T, by: 'ba' });
    expect(board.snapshot().commands).toEqual([command('ready')]);
    board.command({ change: 'ended', command: command('verified', T + 1), at: T + 1 });
    expect([told, board.snapshot().commands]).toEqual([['1 command', '2 command'], []]);
  });
});

it('of public messages the snapshot has those that go on; one that ended is known still', () => {
  const board = new LiveBoard();
  const message = (id: string, state: Broadcast['state'], revision: number): Broadcast => ({
    ...{ id, commune: '10807', urgency: 'emergency', text: 'Nước lên.', seconds: 2, simulated: false, state, revision },
    ...{ audience: { everywhere: true, hamlets: [] }, airBefore: T, written: { by: 'An', at: T }, receipts: [] },
    updatedAt: T,
  });
  board.broadcast(message('a', 'airing', 3));
  board.broadcast(message('b', 'draft', 1));
  board.broadcast(message('a', 'aired', 4));
  expect(board.snapshot().broadcasts.map(({ id }) => id)).toEqual(['b']);
  expect(board.broadcastOf('a')).toMatchObject({ state: 'aired', revision: 4 });
  for (let i = 0; i < 150; i++) board.broadcast(message(`c${i}`, 'aired', 1));
  expect(board.broadcastOf('a')).toBeUndefined();
  expect(board.broadcasts()).toHaveLength(101);
});
