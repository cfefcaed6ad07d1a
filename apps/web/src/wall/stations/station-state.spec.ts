import { describe, expect, it } from '@jest/globals';
import { vi } from '../../i18n/vi.js';
import { aDevice, anAlert, aProfile, aStation, aValue, NOON } from '../../testing.js';
import { absenceWords } from './absence-words.js';
import { byUrgency, newestOf, staleAfter, stationsOf, valueState } from './station-state.js';

const MINUTE = 60_000;

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
    const station = aStation({
      presence: {
        device: 'air-1',
        link: 'silent',
        since: NOON - MINUTE,
        lastSeen: NOON - 25 * MINUTE,
        silentMetrics: [],
      },
    });
    expect(absenceWords(station.absence!, NOON, vi)).toBe('Mất tín hiệu 25 phút');
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
  it('waits for its first packet without being an alarm', () => {
    expect(aStation()).toMatchObject({ mark: 'off', absence: { why: 'nothing-yet' }, reporting: false });
  });
  it('keeps an alarm that was measured when the signal goes, and shows bare silence as silence', () => {
    const old = { pm25: aValue(96, 30 * MINUTE) };
    expect(aStation({ values: old, alert: anAlert() }).mark).toBe('alarm');
    expect(aStation({ values: old, alert: anAlert({ rule: 'silence', facts: {} }) }).mark).toBe('stale');
  });
  it('leaves out planned and retired devices', () => {
    const devices = [
      aDevice({ id: 'a', state: 'planned' }),
      aDevice({ id: 'b', state: 'retired' }),
      aDevice({ id: 'c' }),
    ];
    const live = { seq: 0, ended: [], cameras: [], alerts: new Map(), latest: new Map(), presence: new Map() };
    expect(stationsOf({ devices, profiles: [], live, now: NOON }).map((s) => s.device.id)).toEqual(['c']);
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
  it('of a hub that was off for hours is old by its event time, though it came just now', () => {
    const station = aStation({ values: { pm25: { value: 20, ts: NOON - 3 * 60 * MINUTE, received: NOON } } });
    expect(station.reporting).toBe(true);
    expect(valueState(station, 'pm25', NOON).state).toBe('absent');
  });
  it('gives the age of the commune by the newest of all', () => {
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
