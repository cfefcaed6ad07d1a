import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Device, DeviceProfile, Stay } from '#hub/contracts';
import { DeviceDirectory, type Registry } from '#hub/registry';
import { type SeriesPoint, type SeriesQuery, StoreUnavailableError, type TimeSeries } from '#hub/time-series';
import { LiveBoard } from '../live/live-board.js';
import { AirBoard } from './air-board.js';
import { AirHistory } from './air-history.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOON = Date.parse('2026-11-26T12:00:00+07:00');

/** Answers bins of one minute with what a test says of a time, and counts how often it is asked. */
class SaidSeries implements TimeSeries {
  asked = 0;
  away = false;
  says: (query: SeriesQuery, time: number) => number | undefined = () => 30;

  async query(query: SeriesQuery): Promise<SeriesPoint[]> {
    this.asked++;
    if (this.away) throw new StoreUnavailableError('the store is away');
    const points: SeriesPoint[] = [];
    for (let time = query.from; time < query.to; time += query.everyMs!) {
      const value = this.says(query, time);
      if (value !== undefined) points.push({ time, value });
    }
    return points;
  }
  start = async () => undefined;
  stop = async () => undefined;
  write = async () => [];
  rollUp = async () => undefined;
  expire = async () => undefined;
}

const profile = (id: string, metrics: DeviceProfile['metrics']): DeviceProfile => ({
  ...{ id, kind: 'air', vi: id, en: id, metrics, intervalMs: MINUTE },
});
const device = (id: string, more: Partial<Device> = {}): Device => ({
  ...{ id, commune: '12345', profile: 'dust', state: 'installed', name: `Trạm ${id}` },
  ...{ simulated: false, installedAt: 0, lat: 20.456789, lon: 106.254321, ...more },
});

let series: SaidSeries;
let directory: DeviceDirectory;
let board: AirBoard;
let now: number;
let live: LiveBoard;
let stays: Stay[];

const replace = (...devices: Device[]) =>
  directory.replace({
    devices: devices.map((one) => ({ device: one, secretHashes: [] })),
    gateways: [],
    profiles: [
      profile('dust', { pm25: {} }),
      profile('gas', { co: {} }),
      profile('weather', { temperature: {} }),
      profile('purpleair', { pm25: {}, humidity: {} }),
      { ...profile('thin-memory', { pm25: {} }), keptIntervalMs: 5 * MINUTE },
    ],
  });

beforeEach(() => {
  series = new SaidSeries();
  directory = new DeviceDirectory();
  now = NOON + 10 * MINUTE;
  stays = [];
  const registry = {
    communes: { list: async () => [{ name: 'Xã Đồng Xanh' }] },
    things: { stays: async () => stays },
  } as unknown as Registry;
  live = new LiveBoard();
  board = new AirBoard(new AirHistory(series, directory, registry), directory, registry, { now: () => now }, live);
  replace(device('a'));
});

describe('the air of the commune', () => {
  it('is worked out once for all who ask at the same time, and again when it may have changed', async () => {
    await Promise.all([board.picture(), board.picture(), board.picture()]);
    expect(series.asked).toBe(1);
    now += 4 * MINUTE;
    expect((await board.picture()).at).toBe(NOON + 10 * MINUTE);
    expect(series.asked).toBe(1);
    series.says = () => 100;
    now += 2 * MINUTE;
    expect((await board.picture()).stations[0]!.now!.parts[0]!.value).toBeCloseTo(100, 6);
    expect(series.asked).toBe(2);
  });

  it('has what a box told late a minute after it came, and pays no heed to what is of this hour or of no air', async () => {
    const told = (id: string, ts: number) =>
      live.reading({
        ...{ type: 'reading', commune: '12345', device: id, kind: 'air', ts, received: now, late: false },
        ...{ values: { pm25: 90 }, simulated: false },
      });
    const workedOutAt = async () => (await board.picture()).at;
    replace(device('a'), device('mast', { profile: 'weather' }));
    const first = await workedOutAt();
    told('a', NOON);
    told('mast', NOON - HOUR);
    now += 2 * MINUTE;
    expect(await workedOutAt()).toBe(first);
    told('a', NOON - 1);
    now += MINUTE / 2;
    told('a', NOON - 2);
    expect(await workedOutAt()).toBe(first);
    now += MINUTE / 2;
    expect(await workedOutAt()).toBe(now);
    now += 2 * MINUTE;
    expect(await workedOutAt()).toBe(now - 2 * MINUTE);
  });

  it('is looked for again soon where there is no index yet', async () => {
    series.says = () => undefined;
    expect((await board.picture()).worst).toBeUndefined();
    series.says = () => 30;
    now += 9_000;
    expect((await board.picture()).worst).toBeUndefined();
    now += 1_000;
    expect((await board.picture()).worst).toBe(0);
  });

  it('is that of the new hour as soon as there is one', async () => {
    now = NOON + 58 * MINUTE;
    expect((await board.picture()).hour).toBe(NOON);
    now = NOON + HOUR;
    expect((await board.picture()).hour).toBe(NOON + HOUR);
  });

  it('knows at once of a station that was added or taken away', async () => {
    await board.picture();
    replace(device('a'), device('b'));
    expect((await board.picture()).stations).toHaveLength(2);
    replace(device('b', { state: 'retired' }), device('c', { profile: 'weather' }), device('d', { state: 'planned' }));
    expect((await board.picture()).stations).toEqual([]);
  });

  it('stays as it was while the store does not answer, and is an error where it never was', async () => {
    series.away = true;
    await expect(board.picture()).rejects.toThrow(StoreUnavailableError);
    series.away = false;
    const { at } = await board.picture();
    series.away = true;
    now += 3 * HOUR;
    expect(await board.picture()).toMatchObject({ at, now });
    const asked = series.asked;
    await board.picture();
    expect(series.asked).toBe(asked);
    series.away = false;
    now += MINUTE;
    expect((await board.picture()).at).toBe(now);
  });

  it('begins with the worst station, and never takes one that is simulated beside a real one', async () => {
    series.says = ({ device: id }) => ({ a: 30, b: 60, c: 600 })[id];
    replace(device('a'), device('b'), device('c', { simulated: true }));
    const { stations, worst } = await board.picture();
    expect(stations.map(({ name, simulated, now: hour }) => [name, simulated, hour!.index])).toEqual([
      ['Trạm c', true, 500],
      ['Trạm b', undefined, 117],
      ['Trạm a', undefined, 60],
    ]);
    expect(worst).toBe(1);
  });

  it('says why a station has no index', async () => {
    const gone = NOON - 5 * HOUR;
    series.says = ({ device: id }, time) => {
      if (id === 'silent') return time < gone ? 30 : undefined;
      if (id === 'new') return time >= NOON - HOUR ? 30 : undefined;
      return id === 'never' ? undefined : 30;
    };
    replace(
      ...['silent', 'new', 'never'].map((id) => device(id)),
      device('gas', { profile: 'gas' }),
      device('repair', { state: 'maintenance' }),
    );
    const { stations, worst } = await board.picture();
    expect(Object.fromEntries(stations.map(({ name, absence }) => [name.slice(5), absence]))).toEqual({
      silent: { reason: 'silent', since: gone },
      new: { reason: 'too-few-hours' },
      never: { reason: 'too-few-hours' },
      gas: { reason: 'no-particles' },
      repair: { reason: 'out-of-service', state: 'maintenance' },
    });
    expect(worst).toBeUndefined();
    expect(stations.find(({ name }) => name === 'Trạm silent')!.hours.map(({ index }) => index)).toEqual([
      ...Array<number>(20).fill(60),
      // of two of three hours there is still an index
      ...[null, null, null, null],
    ]);
  });

  it('goes on where one box took the place of another, with what each measured there and no more', async () => {
    const replaced = NOON - HOUR;
    series.says = ({ device: id }, time) => (id === 'old' ? 30 : time >= replaced ? 60 : undefined);
    replace(device('old', { state: 'replaced', site: 's' }), device('new', { site: 's' }));
    stays = [
      { device: 'new', from: replaced },
      { device: 'old', from: NOON - 10 * HOUR, to: replaced },
    ];
    const { stations } = await board.picture();
    expect(stations).toHaveLength(1);
    expect(stations[0]!.name).toBe('Trạm new');
    // ten hours of one place, the newest of the new box; of the first alone there is no index
    expect(stations[0]!.hours.map(({ index }) => index).slice(-12)).toEqual([
      null,
      null,
      null,
      ...Array(8).fill(60),
      90,
    ]);
  });

  it('tells of yesterday, 01:00 to 00:00, against the limits of a day', async () => {
    const midnight = Date.parse('2026-11-26T00:00:00+07:00');
    series.says = (_, time) => (time >= midnight - 24 * HOUR && time < midnight ? 55.7 : 10);
    const picture = await board.picture();
    expect(picture).toMatchObject({ day: '2026-11-25', commune: 'Xã Đồng Xanh' });
    const [{ yesterday, yesterdayHours }] = picture.stations as [(typeof picture.stations)[0]];
    expect(yesterday).toMatchObject({ index: 110, band: 'poor', main: 'pm25' });
    expect(yesterday!.limits).toEqual([
      { pollutant: 'pm25', period: '24h', value: expect.closeTo(55.7, 6), limit: 45, above: true },
    ]);
    expect(yesterdayHours).toBe(24);
  });

  it('names the worst place of yesterday, which is another than that of now, and is there also when nobody has an index now', async () => {
    const midnight = Date.parse('2026-11-26T00:00:00+07:00');
    const smoky = { a: [80, 10], b: [20, 60], c: [200, 300] } as Record<string, [number, number]>;
    series.says = ({ device: id }, time) => smoky[id]![time < midnight ? 0 : 1];
    replace(device('a'), device('b'), device('c', { simulated: true }));
    const told = async () => {
      const { stations, worst, worstOfDay } = await board.picture();
      return {
        now: stations[worst!]?.name,
        day: stations[worstOfDay!]?.name,
        index: stations[worstOfDay!]?.yesterday?.index,
      };
    };
    // never the mean of the two (a mean of 50 µg/m³ would be an index of 100), and never one that is simulated
    expect(await told()).toEqual({ now: 'Trạm b', day: 'Trạm a', index: 150 });
    series.says = ({ device: id }, time) => (time < midnight ? smoky[id]![0] : undefined);
    now += HOUR;
    expect(await told()).toEqual({ now: undefined, day: 'Trạm a', index: 150 });
    series.says = (_, time) => (time >= midnight ? 30 : undefined);
    now += HOUR;
    expect(await told()).toMatchObject({ day: undefined });
  });

  it('counts an hour of five-minute parts only where a box is known to keep no more in its memory', async () => {
    // every fifth minute: 12 of the 60 parts of an hour, though all over it
    series.says = (_, time) => (time % (5 * MINUTE) === 0 ? 30 : undefined);
    replace(device('a'), device('b', { profile: 'thin-memory' }));
    const [kept, usual] = (await board.picture()).stations;
    expect([usual!.name, usual!.absence, usual!.yesterdayHours]).toEqual(['Trạm a', { reason: 'too-few-hours' }, 0]);
    expect([kept!.name, kept!.now!.index, kept!.yesterdayHours]).toEqual(['Trạm b', 60, 24]);
    // and three quarters of what it keeps must be there all the same
    series.says = (_, time) => (time % (5 * MINUTE) === 0 && time % HOUR < 40 * MINUTE ? 30 : undefined);
    now += HOUR;
    expect((await board.picture()).stations.map(({ now: hour }) => hour)).toEqual([undefined, undefined]);
  });

  it('keeps what a corrected box read, tells of fog, and gives places to a hundred metres', async () => {
    series.says = ({ metric }) => (metric === 'humidity' ? 97 : 120);
    replace(device('a', { profile: 'purpleair', hamlet: 'Thôn Đông', place: 'gần chợ' }));
    const [station] = (await board.picture()).stations;
    expect(station!.now).toMatchObject({ rawPm25: 120, fog: { humidity: 97 } });
    expect(station!.now!.parts[0]!.value).toBeCloseTo(0.524 * 120 - 0.0862 * 97 + 5.75, 6);
    expect(station).toMatchObject({ lat: 20.457, lon: 106.254, hamlet: 'Thôn Đông', place: 'gần chợ' });
  });

  it('says where a correction could not be made', async () => {
    series.says = ({ metric }) => (metric === 'humidity' ? undefined : 120);
    replace(device('a', { profile: 'purpleair' }));
    const [station] = (await board.picture()).stations;
    expect(station!.now).toMatchObject({ uncorrected: true });
    expect(station!.now!.parts[0]!.value).toBeCloseTo(120, 6);
  });
});
