import { describe, expect, it } from '@jest/globals';
import type { Presence } from '#hub/contracts';
import { vi } from '../words/vi.js';
import { aDevice, anAlert, aProfile, aStation, aValue, NOON } from '../../testing.js';
import { absenceWords } from './absence-words.js';
import { byUrgency, newestOf, staleAfter, stationsOf, valueState } from './station-state.js';

const MINUTE = 60_000;
const aLink = (link: Presence['link'], over: Partial<Presence> = {}): Presence => ({
  device: 'air-1',
  link,
  since: NOON - MINUTE,
  silentMetrics: [],
  ...over,
});

describe('a station on the wall', () => {
  it('reports while its newest value is within three intervals', () => {
    expect(aStation({ values: { pm25: aValue(20, 2.9 * MINUTE) } })).toMatchObject({ mark: 'normal', reporting: true });
    expect(aStation({ values: { pm25: aValue(20, 3.1 * MINUTE) } })).toMatchObject({ mark: 'stale', reporting: false });
  });
  it('is not silent before two minutes, nor against its upload interval', () => {
    expect(staleAfter(aProfile({ intervalMs: 10_000 }))).toBe(2 * MINUTE);
    const hourly = { intervalMs: MINUTE, uploadIntervalMs: 60 * MINUTE };
    expect(aStation({ profile: hourly, values: { pm25: aValue(20, 150 * MINUTE) } }).reporting).toBe(true);
  });
  it('says since when nothing came', () => {
    const station = aStation({ presence: aLink('silent', { lastSeen: NOON - 25 * MINUTE }) });
    expect(absenceWords(station.absence!, NOON, vi)).toBe('Mất tín hiệu 25 phút');
  });
  it('on a battery hangs up between its hourly uploads and is not silent for that', () => {
    const hourly = { intervalMs: 10 * MINUTE, uploadIntervalMs: 60 * MINUTE };
    const hungUp = (ageMs: number) =>
      aStation({
        profile: hourly,
        presence: aLink('offline', { since: NOON - ageMs, lastSeen: NOON - ageMs }),
        values: { pm25: aValue(20, ageMs) },
      });
    expect(hungUp(50 * MINUTE)).toMatchObject({ mark: 'normal', reporting: true });
    expect(valueState(hungUp(50 * MINUTE), 'pm25', NOON).state).toBe('fresh');
    expect(hungUp(181 * MINUTE)).toMatchObject({ mark: 'stale', reporting: false });
    expect(absenceWords(hungUp(181 * MINUTE).absence!, NOON, vi)).toBe('Mất tín hiệu 3 giờ 1 phút');
  });
  it('that is a camera is gone when its link is: it speaks only when it sees something', () => {
    const camera = (presence: Presence) => aStation({ profile: { kind: 'camera', metrics: {} }, presence });
    expect(camera(aLink('offline', { lastSeen: NOON - MINUTE })).mark).toBe('stale');
    expect(camera(aLink('online', { lastSeen: NOON - 600 * MINUTE })).mark).toBe('normal');
  });
  it('that only signed in waits for its first packet, also when the link went', () => {
    for (const link of ['never', 'online', 'offline'] as const)
      expect(aStation({ presence: aLink(link) }).absence).toEqual({ why: 'nothing-yet' });
  });
  it('has a signal while a logger sends years that it kept, and says up to when instead of a value', () => {
    const in2018 = Date.parse('2018-07-26T09:00:00+07:00');
    const station = aStation({ values: { pm25: { value: 20, ts: in2018, received: NOON - 3000 } } });
    expect(station).toMatchObject({ mark: 'stale', reporting: true });
    const value = valueState(station, 'pm25', NOON);
    expect(value.state === 'absent' && absenceWords(value.absence, NOON, vi)).toBe('Nhận bù tới 07/2018');
  });
  it('is not called silent for years by a hub that started anew and knows when it heard it', () => {
    const in2018 = Date.parse('2018-07-26T09:00:00+07:00');
    const recalled = { pm25: { value: 20, ts: in2018, received: in2018 } };
    const lastSeen = NOON - MINUTE;
    expect(aStation({ values: recalled, presence: aLink('offline', { lastSeen }) }).absence).toEqual({
      why: 'backlog',
      upTo: in2018,
    });
  });
  it.each([
    ['calibrating', 'Đang hiệu chuẩn'],
    ['maintenance', 'Đang bảo trì'],
    ['faulty', 'Đang hỏng'],
  ] as const)('that is %s says so instead of a value', (state, words) => {
    const station = aStation({ device: { state }, values: { pm25: aValue(20, 0) } });
    expect(station.mark).toBe('off');
    const value = valueState(station, 'pm25', NOON);
    expect(value.state === 'absent' && absenceWords(value.absence, NOON, vi)).toBe(words);
  });
  it('is heard again when its maintenance is over, before the list of devices was read again', () => {
    const until = NOON + 30 * MINUTE;
    const repaired = {
      device: { state: 'maintenance', maintenanceUntil: until },
      values: { pm25: aValue(20, 0) },
    } as const;
    const { absence } = aStation(repaired);
    expect(absence && absenceWords(absence, NOON, vi)).toBe('Đang bảo trì đến 12:30');
    const over = { ...repaired, device: { ...repaired.device, maintenanceUntil: NOON } };
    expect(aStation(over)).toMatchObject({ mark: 'normal', reporting: true });
  });
  it('waits for its first packet without being an alarm', () => {
    expect(aStation()).toMatchObject({ mark: 'off', absence: { why: 'nothing-yet' }, reporting: false });
  });
  it('keeps an alarm that was measured when the signal goes, and shows bare silence as silence', () => {
    const old = { pm25: aValue(96, 30 * MINUTE) };
    expect(aStation({ values: old, alert: anAlert() }).mark).toBe('alarm');
    expect(aStation({ values: old, alert: anAlert({ rule: 'silence', facts: {} }) }).mark).toBe('stale');
  });
  it('leaves out devices that are planned, retired or replaced', () => {
    const devices = [
      aDevice({ id: 'a', state: 'planned' }),
      aDevice({ id: 'b', state: 'retired' }),
      aDevice({ id: 'd', state: 'replaced' }),
      aDevice({ id: 'c' }),
    ];
    const live = {
      seq: 0,
      ended: [],
      cameras: [],
      commands: new Map(),
      incidents: new Map(),
      escalations: new Map(),
      outOfService: new Map(),
      findings: new Map(),
      broadcasts: new Map(),
      told: new Map(),
      alerts: new Map(),
      latest: new Map(),
      presence: new Map(),
    };
    expect(stationsOf({ devices, profiles: [], live, now: NOON }).map((s) => s.device.id)).toEqual(['c']);
  });
  it('of the hub itself is one only while it has an alert', () => {
    const profile = { id: 'hub', kind: 'hub' } as const;
    const device = { id: 'hub-web', profile: 'hub' };
    expect(aStation({ device, profile })).toBeUndefined();
    expect(aStation({ device, profile, alert: anAlert({ target: 'hub-web' }) }).mark).toBe('alarm');
  });
});

describe('a value', () => {
  it('is fresh, then shows its age, then is gone', () => {
    const at = (age: number) =>
      valueState(aStation({ values: { pm25: aValue(20, age), co: aValue(1, 0) } }), 'pm25', NOON).state;
    expect([at(MINUTE), at(2 * MINUTE), at(4 * MINUTE)]).toEqual(['fresh', 'ageing', 'absent']);
  });
  it('of a faulty or calibrating sensor is not shown as a value', () => {
    for (const quality of ['fault', 'missing', 'calibrating'] as const) {
      const station = aStation({ values: { pm25: aValue(0, 0, { quality }) } });
      expect(valueState(station, 'pm25', NOON).state).toBe('absent');
    }
  });
  it('that a box never told is waited for a day, or ten of its intervals; then there is no such probe', () => {
    const why = (installed: number, told: number, intervalMs = MINUTE) => {
      const station = aStation({
        device: { installedAt: NOON - installed },
        profile: { metrics: { pm25: {}, wind_speed: { intervalMs } } },
        values: { pm25: aValue(20, told) },
      });
      const value = valueState(station, 'wind_speed', NOON);
      return value.state === 'absent' && absenceWords(value.absence, NOON, vi);
    };
    const HOUR = 60 * MINUTE;
    expect(why(23 * HOUR, 0)).toBe('Chờ gói đầu');
    expect(why(25 * HOUR, 0)).toBe('Chưa lắp');
    expect(why(25 * HOUR, 0, 12 * HOUR)).toBe('Chờ gói đầu');
    // it spoke for an hour only, and then no more
    expect(why(25 * HOUR, 24 * HOUR)).toBe('Chờ gói đầu');
  });
  it('of a hub that was off for hours is old by its event time, though it came just now', () => {
    const station = aStation({ values: { pm25: { value: 20, ts: NOON - 3 * 60 * MINUTE, received: NOON } } });
    expect(station.reporting).toBe(true);
    expect(valueState(station, 'pm25', NOON).state).toBe('absent');
  });
  it('gives the age of the commune by the newest measurement, not by what arrived last', () => {
    const old = { value: 1, ts: NOON - 180 * MINUTE, received: NOON };
    expect(newestOf([aStation({ values: { pm25: old } })])).toBe(NOON - 180 * MINUTE);
    expect(newestOf([aStation({ values: { pm25: old, co: aValue(0, 0, { quality: 'fault' }) } })])).toBe(old.ts);
    const stations = [aStation({ values: { pm25: aValue(1, 9000) } }), aStation({ values: { pm25: aValue(1, 4000) } })];
    expect(newestOf(stations)).toBe(NOON - 4000);
    expect(newestOf([aStation()])).toBeUndefined();
  });
});

describe('urgency', () => {
  it('puts unaccepted first, then the worse, then the one that waits longest', () => {
    const order = [
      anAlert({ id: 'taken emergency', severity: 'emergency', state: 'acknowledged' }),
      anAlert({ id: 'watch', severity: 'watch' }),
      anAlert({ id: 'new warning', startedAt: NOON - 1 }),
      anAlert({ id: 'old warning', startedAt: NOON - 99 }),
    ].sort(byUrgency);
    expect(order.map((a) => a.id)).toEqual(['old warning', 'new warning', 'watch', 'taken emergency']);
  });
});
