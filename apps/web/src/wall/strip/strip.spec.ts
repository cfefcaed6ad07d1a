import { describe, expect, it } from '@jest/globals';
import type { DeviceProfile, Rule, Severity } from '#hub/contracts';
import { anAlert, aStation, aValue, NOON } from '../../testing.js';
import type { Station } from '../stations/station-state.js';
import { failed, isUnread, NOT_ASKED, read } from './asked.js';
import { type Choice, chooseStation } from './chosen.js';
import { HOUR_MS, hourAt } from './hour-at.js';
import { limitFor } from './limits.js';
import { hoursAndPlace, placeWords } from './place-words.js';
import { seriesUntil } from './series-until.js';
import { bars, sparkline } from './sparkline.js';
import { SPEAKERS } from './speakers.js';
import { PAGE_MS, stripPage, type TileSlot } from './strip-pages.js';

const box = { width: 100, height: 52, from: 0, to: 1000, gapMs: 200 };

describe('a sparkline', () => {
  it('stands where its time is: after the line was lost it ends before the right edge', () => {
    const spark = sparkline(
      [
        { time: 0, value: 1 },
        { time: 150, value: 2 },
        { time: 300, value: 3 },
      ],
      box,
    );
    expect(spark.dot).toEqual({ x: 30, y: 6 });
    expect(spark.line).toBe('M0 46L15 26L30 6');
  });
  it('leaves a hole where nothing came', () => {
    expect(
      sparkline(
        [
          { time: 0, value: 1 },
          { time: 600, value: 3 },
          { time: 700, value: 3 },
        ],
        box,
      ).line.match(/M/g),
    ).toHaveLength(2);
  });
  it('takes the colour beyond the limit only', () => {
    const points = [0, 100, 200, 300].map((time, i) => ({ time, value: i }));
    const spark = sparkline(points, { ...box, limit: 1.5 }, 'above');
    expect(spark.over).toBe('M10 32.7L20 19.3M20 19.3L30 6');
    expect(sparkline(points, { ...box, limit: 9 }, 'above').over).toBeUndefined();
  });
  it('is empty without points, flat in the middle for one level', () => {
    expect(sparkline([], box)).toEqual({ line: '' });
    expect(sparkline([{ time: 500, value: 7 }], box).dot).toEqual({ x: 50, y: 26 });
  });
  it('draws no bar for a dry hour', () => {
    expect(bars([{ time: 0, value: 0 }], box, 100)).toEqual([]);
    expect(
      bars(
        [
          { time: 0, value: 0 },
          { time: 500, value: 4 },
        ],
        box,
        100,
      ),
    ).toHaveLength(1);
  });
});

const saltRule = {
  id: 'salt',
  type: 'threshold',
  severity: 'watch',
  cause: 'irrigation',
  kinds: ['water', 'canal'],
  metric: 'salinity',
  direction: 'above',
  limit: 1,
  clearAt: 0.8,
  holdMs: 0,
  clearMs: 0,
  source: '',
  evidence: 'local',
  template: '',
  enabled: true,
  demo: false,
} as Rule;

describe('the station that speaks in a tile', () => {
  const salt = (id: string, value: number, age = 0, severity?: Severity, kind: DeviceProfile['kind'] = 'canal') =>
    aStation({
      device: { id },
      profile: { kind, metrics: { salinity: {} } },
      values: { salinity: aValue(value, age) },
      alert: severity && anAlert({ target: id, severity, facts: { metric: 'salinity', value, limit: 1 } }),
    });
  const speaks = (stations: Station[], choice: Choice = SPEAKERS.salinity) =>
    chooseStation(stations, choice, [saltRule], NOON)?.device.id;
  it('is the one in alarm, else the highest, else a fresh one', () => {
    const stations = [salt('a', 0.4), salt('b', 0.9), salt('c', 0.5, 0, 'watch')];
    expect(speaks(stations)).toBe('c');
    expect(speaks(stations.slice(0, 2))).toBe('b');
    expect(speaks([salt('a', 0.9, 3_600_000), salt('b', 0.3)])).toBe('b');
  });
  it('is of several in alarm the gravest, then the farthest beyond the limit, whatever their names', () => {
    expect(speaks([salt('a', 9, 0, 'watch'), salt('b', 4.2, 0, 'warning')])).toBe('b');
    expect(speaks([salt('a', 1.2, 0, 'watch'), salt('b', 2.6, 0, 'watch'), salt('c', 1.9, 0, 'watch')])).toBe('b');
    expect(speaks([salt('a', 9, 3_600_000, 'watch'), salt('b', 1.2, 0, 'watch')])).toBe('b');
  });
  it('is of several canals that are low the lowest', () => {
    const low = (id: string, value: number) =>
      aStation({
        device: { id },
        profile: { kind: 'canal', metrics: { water_level: {} } },
        values: { water_level: aValue(value, 0) },
        alert: anAlert({ target: id, facts: { metric: 'water_level', value, limit: 0.5 } }),
      });
    expect(speaks([low('a', 0.4), low('b', 0.1)], SPEAKERS.level)).toBe('b');
  });
  it('is of the right kind: the level of a pond or of a pump is not that of the canal', () => {
    const level = (id: string, kind: DeviceProfile['kind']) =>
      aStation({
        device: { id },
        profile: { kind, metrics: { water_level: {} } },
        values: { water_level: aValue(1.23, 0) },
      });
    expect(speaks([level('ao', 'water'), level('bom', 'pump'), level('kenh', 'canal')], SPEAKERS.level)).toBe('kenh');
    expect(speaks([level('ao', 'water')], SPEAKERS.level)).toBeUndefined();
  });
  it('is rather at a canal than in a pond, unless the canal is silent or the pond in alarm', () => {
    expect(speaks([salt('ao', 14, 0, undefined, 'water'), salt('kenh', 0.3)])).toBe('kenh');
    expect(speaks([salt('ao', 14, 0, undefined, 'water'), salt('kenh', 0.3, 3_600_000)])).toBe('ao');
    expect(speaks([salt('ao', 14, 0, 'watch', 'water'), salt('kenh', 0.3)])).toBe('ao');
  });
  it('is nobody when nobody measures it', () => {
    expect(speaks([salt('a', 1)], SPEAKERS.rain)).toBeUndefined();
  });
  it('is a silent one rather than none: the tile then says why', () => {
    expect(speaks([salt('a', 1, 3_600_000)])).toBe('a');
  });
});

describe('the place in a tile', () => {
  const device = { hamlet: 'Kênh Chính', place: 'cọc 3', name: 'Trạm mực nước Chính 3' };
  const upTo = (letters: number) => (text: string) => text.length <= letters;
  it('is told in as many words as fit', () => {
    expect(placeWords(device, upTo(20))).toBe('Kênh Chính, cọc 3');
    expect(placeWords(device, upTo(12))).toBe('Kênh Chính');
  });
  it('is the name where a station has no place', () => {
    expect(placeWords({ name: 'Trạm xã' }, upTo(20))).toBe('Trạm xã');
  });
  it('leaves room for the hours of the index', () => {
    const hours = ['giờ 15–16', '15–16h'] as const;
    expect(hoursAndPlace(hours, 'Thôn Đông', upTo(24))).toBe('giờ 15–16 · Thôn Đông');
    expect(hoursAndPlace(hours, 'Cánh đồng Đông', upTo(24))).toBe('15–16h · Cánh đồng Đông');
    expect(hoursAndPlace(hours, '', upTo(24))).toBe('giờ 15–16');
  });
});

describe('history that fails', () => {
  const MINUTE = 60_000;
  it('is said at once when it never answered, and not while the first question is under way', () => {
    expect([isUnread(NOT_ASKED, 0), isUnread(failed(NOT_ASKED), 0)]).toEqual([false, true]);
  });
  it('is bridged by the last answer for a quarter of an hour', () => {
    const asked = failed(read([1], 0));
    expect([isUnread(asked, 14 * MINUTE), isUnread(asked, 16 * MINUTE)]).toEqual([false, true]);
    expect(isUnread(read([1], 0), 16 * MINUTE)).toBe(false);
  });
});

describe('the limit of a value', () => {
  const rule = (over: object): Rule => ({ ...saltRule, ...over }) as Rule;
  const station = aStation({
    profile: { kind: 'water', metrics: { salinity: {} } },
    values: { salinity: aValue(0.4, 0) },
  });
  it('is the first that would be broken', () => {
    expect(limitFor(station, 'salinity', [rule({ limit: 4 }), rule({ limit: 1 })])).toEqual({
      value: 1,
      direction: 'above',
    });
  });
  it('is none of another kind, metric or device, nor of a rule that is off', () => {
    expect(
      limitFor(station, 'salinity', [
        rule({ kinds: ['air'] }),
        rule({ metric: 'ec' }),
        rule({ devices: ['x'] }),
        rule({ enabled: false }),
      ]),
    ).toBeUndefined();
  });
  it('of surface water is none of a device that measures effluent', () => {
    const outlet = { ...station, device: { ...station.device, effluent: true as const } };
    expect(limitFor(outlet, 'salinity', [rule({ limit: 1, water: 'surface' })])).toBeUndefined();
    expect(limitFor(station, 'salinity', [rule({ limit: 1, water: 'surface' })])).toMatchObject({ value: 1 });
    expect(limitFor(outlet, 'salinity', [rule({ limit: 4 })])).toMatchObject({ value: 4 });
  });
  it("is the alert's own while there is one", () => {
    const alarmed = {
      ...station,
      alert: anAlert({ rule: 'low', facts: { metric: 'salinity', value: 0.1, limit: 0.2 } }),
    };
    expect(limitFor(alarmed, 'salinity', [rule({ limit: 1 })])).toEqual({ value: 0.2, direction: 'below' });
  });
});

describe('the index at a time', () => {
  const ended = Math.floor(NOON / HOUR_MS) * HOUR_MS;
  const hour = (at: number) => ({ at, until: at, index: 60, band: 'moderate', main: 'pm25' as const });
  it('is that of the hour which ended last', () => {
    const hours = [hour(ended - HOUR_MS), hour(ended), hour(ended + HOUR_MS)];
    expect(hourAt(hours, ended + 40 * 60_000)?.at).toBe(ended);
    expect(hourAt(hours, ended)?.at).toBe(ended);
  });
  it('is that of the hour before until the hub has told of the last one, and never an older one', () => {
    expect(hourAt([hour(ended - HOUR_MS)], ended + 60_000)?.at).toBe(ended - HOUR_MS);
    expect(hourAt([hour(ended - 2 * HOUR_MS)], ended + 60_000)).toBeUndefined();
  });
});

describe('the pages of the strip', () => {
  it('stand still while something is wrong, and turn every 30 s while nothing is', () => {
    const kinds = (calm: boolean, page: number) => stripPage(calm, 1256, page * PAGE_MS).tiles[0]!.kind;
    expect([0, 1, 2].map((p) => kinds(false, p))).toEqual(['aqi', 'aqi', 'aqi']);
    expect([0, 1, 2, 3].map((p) => kinds(true, p))).toEqual(['head-water', 'head-air', 'head-day', 'head-water']);
  });
  const pagesIn = (calm: boolean, room: number) =>
    Array.from({ length: stripPage(calm, room, 0).pages }, (_, i) => stripPage(calm, room, i * PAGE_MS).tiles);
  const widthOf = (tiles: readonly TileSlot[]) => tiles.reduce((sum, tile) => sum + tile.width, 0);
  it('fill their room at every size of lettering and leave no tile out', () => {
    for (const room of [400, 700, 1000, 1216.6, 1255.5, 1256, 2000])
      for (const calm of [true, false]) {
        const pages = pagesIn(calm, room);
        for (const tiles of pages) expect(widthOf(tiles)).toBeCloseTo(room, 6);
        expect(pages.flat()).toHaveLength(calm ? 15 : 5);
      }
  });
  it.each([
    ['at 1366x768, whose room is half a pixel short', 1255.5],
    ['on 43 inches at 4 m', 1216.6],
    ['on 43 inches at 5 m', 1157],
  ])('hold all five tiles %s', (_, room) => {
    expect(stripPage(false, room, 0)).toMatchObject({ pages: 1, tiles: { length: 5 } });
  });
  it('set tiles no closer than an eighth', () => {
    const usual = new Map(pagesIn(false, 1256)[0]!.map((tile) => [tile.kind, tile.width]));
    for (let room = 500; room < 1256; room += 7)
      for (const tile of pagesIn(false, room).flat()) expect(tile.width / usual.get(tile.kind)!).toBeGreaterThan(0.87);
  });
  it('share their tiles evenly where lettering is large', () => {
    const kinds = pagesIn(false, 1050).map((tiles) => tiles.map((tile) => tile.kind));
    expect(kinds).toEqual([
      ['aqi', 'salinity'],
      ['level', 'rain', 'weather'],
    ]);
  });
  it('stand as they were drawn at 55 inches', () => {
    expect(pagesIn(false, 1256)[0]!.map((tile) => tile.width)).toEqual([372, 212, 240, 192, 240]);
    for (const calm of pagesIn(true, 1256)) expect(calm.every((tile) => Number.isInteger(tile.width))).toBe(true);
  });
});

describe('a series as it stood at an earlier time', () => {
  const rain = [0, 1, 2, 3].map((minute) => ({ time: minute * 60_000, value: 1 }));
  it('has nothing of what came later', () => {
    expect(seriesUntil(rain, 60_000, HOUR_MS, 'sum', 150_000)).toEqual([{ time: 0, value: 2 }]);
    expect(seriesUntil(rain, 60_000, HOUR_MS, 'sum', 0)).toEqual([]);
  });
  it('gathers minutes into the bins of the strip', () => {
    expect(seriesUntil(rain, 60_000, 120_000, 'mean', HOUR_MS)).toEqual([
      { time: 0, value: 1 },
      { time: 120_000, value: 1 },
    ]);
  });
});
