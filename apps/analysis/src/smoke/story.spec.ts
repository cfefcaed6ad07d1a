import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { DeviceEvent, FindingOf, ReadingsItem, SmokeSource } from '#hub/contracts';
import { distanceM, isInside } from '#hub/geodesy';
import { describeWith } from '#hub/testkit';
import { NO_WATERWAYS } from '../water/waterways.js';
import { aDevice, Analysis, aReading, at, MINUTE } from '../testing/analysis-of.js';

const HOUR = 60 * MINUTE;
/** A dry day in October, 16:00 in Vietnam: the hours and days in which straw is burnt. */
const T0 = Date.UTC(2026, 9, 5, 9);

const STATIONS = [at(0, 0), at(1500, 200), at(400, 1600), at(-1300, 500), at(-500, -1400), at(1100, -1200)].map(
  (place, i) => aDevice(`kk-${i + 1}`, 'smoke-station', place),
);
const MAST = aDevice('mast', 'weather-mast', at(300, 300));
const CALM_AIR = { pm25: 18, pm10: 30, co: 0.4, humidity: 70 };

/** Clean air everywhere and wind from the north-east; a fire upwind of the first station adds to it for an hour. */
function afternoon(ts: number, { burns = true, wind = true, haze = 0, kiln = 0 } = {}): ReadingsItem[] {
  const fire = burns && ts >= T0 + 30 * MINUTE && ts < T0 + 90 * MINUTE;
  const wobble = Math.sin(ts / (7 * MINUTE));
  return [
    ...STATIONS.map((device, i) => {
      const smoke = i === 0 ? (fire ? 120 + 20 * wobble : 0) + kiln : 0;
      return aReading(device, ts, {
        ...{
          pm25: CALM_AIR.pm25 + i + wobble + smoke + haze,
          pm10: CALM_AIR.pm10 + 2 * i + wobble + 1.15 * smoke + haze,
        },
        ...{ co: CALM_AIR.co + (smoke / 120 / 8) * 10, humidity: CALM_AIR.humidity },
      });
    }),
    ...(wind ? [aReading(MAST, ts, { wind_speed: 2.4, wind_direction: 45 + 4 * wobble, temperature: 27 })] : []),
  ];
}
const watching = () => new Analysis([...STATIONS, MAST]);
const burning = ({ findings }: Analysis) =>
  findings.flatMap(({ finding, change }) => (finding.kind === 'burning' ? [{ ...finding, change }] : []));
const last = (analysis: Analysis) => burning(analysis).at(-1) as FindingOf<'burning'> & { change: string };

describe('straw that burns upwind of a station', () => {
  const whole = watching().run(T0 - HOUR, T0 + 4 * HOUR, (ts) => afternoon(ts));

  it('is found within twenty minutes, is one fire, and is over when the air is clean again', () => {
    const found = burning(whole);
    expect(new Set(found.map(({ id }) => id)).size).toBe(1);
    expect(found[0]!.updatedAt - (T0 + 30 * MINUTE)).toBeLessThanOrEqual(20 * MINUTE);
    expect(found.map(({ change }) => change).filter((change) => change !== 'changed')).toEqual(['found', 'over']);
    expect(found.at(-1)).toMatchObject({ target: 'kk-1', targets: ['kk-1'], simulated: false });
    expect(found.at(-1)!.score).toBeGreaterThanOrEqual(60);
    expect(found.at(-1)!.endedAt! - T0).toBeLessThanOrEqual(100 * MINUTE);
  });

  it('has its reasons as points, which add up', () => {
    const { score, reasons } = last(whole);
    const points = reasons.reduce((sum, { points: some = 0 }) => sum + some, 0);
    expect(Math.abs(points - score)).toBeLessThanOrEqual(1);
    expect(reasons.map(({ key }) => key)).toEqual(expect.arrayContaining(['excess', 'rise', 'fine', 'co', 'season']));
  });

  it('is looked for upwind: the area is to the north-east, and the station is not in the middle of it', () => {
    const { where } = last(whole);
    expect(where!.km2).toBeGreaterThan(0);
    const station: [number, number] = [STATIONS[0]!.lon!, STATIONS[0]!.lat!];
    expect(where!.best[0]).toBeGreaterThan(station[0]);
    expect(where!.best[1]).toBeGreaterThan(station[1]);
    expect(distanceM(where!.best, station)).toBeGreaterThan(100);
    expect(isInside(where!.area, where!.best)).toBe(true);
    expect(where!.how).toEqual(expect.arrayContaining(['sector', 'oneStation']));
  });

  it('says what the station reads and what the others have, from the first word on', () => {
    for (const { pm25 } of burning(whole)) {
      expect(pm25!.background).toBeLessThan(25);
      expect(pm25!.value).toBeGreaterThan(pm25!.background! + 40);
    }
  });

  it('names the cameras that look at the area, the nearest to the likeliest place first', () => {
    const cameras = [at(900, 900), at(200, 200), at(-200, 0)].map((place, i) => aDevice(`cam-${i}`, 'camera', place));
    const views = cameras.map(({ id }, i) => ({ id, bearing: i === 2 ? 225 : 45, fieldOfView: 60 }));
    const watched = new Analysis([...STATIONS, MAST, ...cameras], { views, waterways: NO_WATERWAYS });
    expect(last(watched.run(T0 - HOUR, T0 + 2 * HOUR, (ts) => afternoon(ts))).where!.cameras).toEqual([
      'cam-0',
      'cam-1',
    ]);
    expect(last(whole).where!.cameras).toEqual([]);
  });

  it('is looked for where a camera sees smoke: the area is smaller, and says why', () => {
    const camera = aDevice('cam-1', 'camera', at(1700, 700));
    const views = [{ id: camera.id, bearing: 270, fieldOfView: 30 }];
    const watched = new Analysis([...STATIONS, MAST, camera], { views, waterways: NO_WATERWAYS });
    const sees = (ts: number): DeviceEvent => ({
      ...{ type: 'event', commune: camera.commune, device: camera.id, ts, received: ts, late: false, simulated: false },
      ...{ event: 'smoke', eventId: 'smoke-1', phase: ts === T0 + 40 * MINUTE ? 'start' : 'update' },
    });
    const filmed = last(
      watched.run(T0 - HOUR, T0 + 2 * HOUR, (ts) => [
        ...afternoon(ts),
        ...(ts >= T0 + 40 * MINUTE && ts < T0 + 50 * MINUTE ? [sees(ts)] : []),
      ]),
    );
    expect(filmed.where!.how).toEqual(['sector', 'oneStation', 'filmed']);
    expect(filmed.where!.km2).toBeLessThan(0.8 * last(whole).where!.km2);
    expect(filmed.score).toBeGreaterThan(last(whole).score);
  });

  it('is surer from the minute on in which somebody on duty wrote down what a resident saw upwind, and no smaller', () => {
    const { lat, lon } = at(600, 600);
    const told = watching();
    told.run(T0 - HOUR, T0 + 60 * MINUTE, (ts) => afternoon(ts));
    const about = { id: 'r-1', at: T0 + HOUR, by: 'p-ba', note: 'khói sau chùa', lat: lat!, lon: lon! };
    told.reported([{ ...about, seenAt: T0 + 40 * MINUTE }]);
    told.restart();
    told.run(T0 + 60 * MINUTE, T0 + 2 * HOUR, (ts) => afternoon(ts));
    const reports = burning(told).map(({ reasons }) => reasons.find(({ key }) => key === 'report')!);
    expect(reports[0]).toEqual({ key: 'report', points: 0, of: 15 });
    expect(reports.at(-1)).toEqual({ key: 'report', points: 15, of: 15, figures: { value: expect.closeTo(848, 0) } });
    expect(last(told).score).toBe(Math.min(100, last(whole).score + 15));
    expect(last(told).where).toEqual(burning(whole).find(({ updatedAt }) => updatedAt === last(told).updatedAt)!.where);
    expect(JSON.stringify(told.findings)).not.toContain('chùa');
  });

  it('speaks to the rules as a device does: one occurrence, whose score is what the rules ask for', () => {
    expect(new Set(whole.events.map(({ eventId }) => eventId)).size).toBe(1);
    expect(whole.events[0]).toMatchObject({
      device: 'kk-1',
      event: 'burning',
      phase: 'start',
      byHub: true,
      late: false,
    });
    expect(whole.events[0]!.commune).toBe('26734');
    expect(Math.max(...whole.events.map(({ score }) => score!))).toBeGreaterThanOrEqual(0.6);
    expect(whole.events.every(({ ts, received }) => ts <= received)).toBe(true);
  });

  it('is the same story with the hub killed and restarted in the middle of bins, and with commits that fail', () => {
    const broken = watching();
    let n = 0;
    broken.run(T0 - HOUR, T0 + 4 * HOUR, (ts) => {
      n++;
      if (n % 17 === 0) broken.restart();
      if (n % 23 === 0) broken.take([...afternoon(ts), { type: 'tick', received: ts + MINUTE / 2, clock: 'ok' }], true);
      return afternoon(ts);
    });
    // what is known of probes is kept every few hours
    const ofAir = ({ findings }: Analysis) => findings.filter(({ finding }) => finding.kind !== 'trust');
    expect(ofAir(broken)).toEqual(ofAir(whole));
    expect(broken.events).toEqual(whole.events);
  });

  it('keeps little', () => expect(whole.stateBytes).toBeLessThan(60_000));
});

describe('a brick kiln upwind of a station, which people entered', () => {
  const place = at(700, 700);
  const source: SmokeSource = {
    ...{ id: 'lo-gach', commune: '26734', version: 1, name: 'Lò gạch Gò Mả', type: 'brick-kiln' },
    ...{ lat: place.lat!, lon: place.lon!, radiusM: 100, usualPm25: 60 },
  };
  const knowing = (...smokeSources: SmokeSource[]) =>
    new Analysis([...STATIONS, MAST], { views: [], waterways: NO_WATERWAYS, smokeSources });
  /** It is lit half an hour before a fire would be, and burns on. */
  const smokes = (ts: number) => (ts >= T0 ? 65 : 0);
  const quiet = (ts: number) => afternoon(ts, { burns: false, kiln: smokes(ts) });

  it('is a suspicion as long as nobody entered it', () => {
    expect(burning(knowing().run(T0 - HOUR, T0 + 25 * MINUTE, quiet))).not.toEqual([]);
  });

  it('is told to nobody once it is: what it was taken for is kept, with its name and the score it would have had', () => {
    const known = knowing(source).run(T0 - HOUR, T0 + 2 * HOUR, quiet);
    expect(burning(known)).toEqual([]);
    expect(known.events).toEqual([]);
    const kept = known.findings.filter(({ finding }) => finding.kind === 'fixed-source');
    expect(new Set(kept.map(({ finding }) => finding.id))).toEqual(new Set(['known-source-lo-gach-20731']));
    const { finding } = kept.at(-1)!;
    expect(finding).toMatchObject({ target: 'kk-1', targets: ['kk-1'] });
    expect(finding.score).toBeGreaterThanOrEqual(40);
    expect(finding.reasons[0]).toMatchObject({ key: 'known-source', figures: { name: 'Lò gạch Gò Mả', usual: 60 } });
    expect(finding.reasons.map(({ key }) => key)).toContain('excess');
  });

  it('hides no fire beside it: what is clearly stronger is told, from when it burns, and says why it is not the kiln', () => {
    const both = knowing(source).run(T0 - HOUR, T0 + 3 * HOUR, (ts) => afternoon(ts, { kiln: smokes(ts) }));
    const found = burning(both);
    expect(new Set(found.map(({ id }) => id)).size).toBe(1);
    expect(found[0]!.updatedAt - (T0 + 30 * MINUTE)).toBeLessThanOrEqual(20 * MINUTE);
    expect(found.at(-1)!.startedAt).toBeGreaterThanOrEqual(T0 + 20 * MINUTE);
    const why = found.at(-1)!.reasons.find(({ key }) => key === 'stronger-than-known');
    expect(why).toMatchObject({ figures: { name: 'Lò gạch Gò Mả', usual: 60 } });
    expect(why!.figures!['excess']).toBeGreaterThan(150);
    // the kiln smokes on, and is no fire
    expect(found.at(-1)).toMatchObject({ change: 'over' });
  });

  it('hides none of another direction, and none that a satellite sees somewhere else', () => {
    const south = at(-700, -700);
    const behind = knowing({ ...source, lat: south.lat!, lon: south.lon! });
    expect(burning(behind.run(T0 - HOUR, T0 + 25 * MINUTE, quiet))).not.toEqual([]);
    const seen = knowing(source);
    const hot = at(-600, 1400);
    seen.hotspots = [{ lat: hot.lat!, lon: hot.lon!, ts: T0, confidence: 'nominal', radius: 1000 }];
    expect(burning(seen.run(T0 - HOUR, T0 + 25 * MINUTE, quiet))).not.toEqual([]);
  });
});

describe('what is not known is said', () => {
  it('without wind there is a suspicion and no area', () => {
    const found = last(watching().run(T0 - HOUR, T0 + 2 * HOUR, (ts) => afternoon(ts, { wind: false })));
    expect(found.where).toBeUndefined();
    expect(found.reasons.map(({ key }) => key)).toContain('noWind');
  });

  it('with one station alone it is held against its own past, and the area is a sector', () => {
    const alone = new Analysis([STATIONS[0]!, MAST]);
    alone.run(T0 - 30 * HOUR, T0 + 2 * HOUR, (ts) =>
      afternoon(ts).filter((item) => item.type === 'reading' && ['kk-1', 'mast'].includes(item.device)),
    );
    expect(last(alone)).toMatchObject({
      target: 'kk-1',
      where: { how: expect.arrayContaining(['sector']) as unknown },
    });
  });

  it('what is simulated and what is real never vouch for each other', () => {
    const simulated = STATIONS.slice(1).map((device) => ({ ...device, simulated: true }));
    const mixed = new Analysis([STATIONS[0]!, ...simulated, MAST]);
    mixed.run(T0 - HOUR, T0 + 2 * HOUR, (ts) => afternoon(ts));
    // one real station with an hour of past: nothing to hold it against
    expect(burning(mixed)).toEqual([]);
  });

  it('values that are suspect, and devices that are repaired, count for nothing', () => {
    const doubted = watching().run(T0 - HOUR, T0 + 2 * HOUR, (ts) =>
      afternoon(ts).map((item) =>
        item.type === 'reading' && item.device === 'kk-1' ? { ...item, quality: { pm25: 'suspect' as const } } : item,
      ),
    );
    expect(burning(doubted)).toEqual([]);
  });
});

describe('haze over the whole commune', () => {
  it('is a notice about the air and no fire', () => {
    const hazy = watching().run(T0 - 7 * HOUR, T0 + 3 * HOUR, (ts) =>
      afternoon(ts, { burns: false, haze: ts > T0 ? Math.min(40, (ts - T0) / MINUTE) * 4 : 0 }),
    );
    expect(burning(hazy)).toEqual([]);
    expect(hazy.events).toEqual([]);
    const notices = hazy.findings.filter(({ finding }) => finding.kind === 'haze');
    expect(new Set(notices.map(({ finding }) => finding.id)).size).toBe(1);
    expect(notices.at(-1)!.finding.targets).toHaveLength(6);
  });
});

const DAY = '../shared/domain/open/aberdeen-2018-11-04';
describeWith('recorded data', 'the eve of Bonfire Night 2018 at six real sensors', () => {
  it('smoke is found at the sensor that stood in it, and at no other', () => {
    const rows = readdirSync(DAY)
      .filter((file) => file.endsWith('.csv'))
      .flatMap((file) => {
        const [header, ...lines] = readFileSync(join(DAY, file), 'utf8').trim().split('\n');
        const names = header!.split(';');
        return lines.map((line) => {
          const cells = line.split(';');
          const cell = (name: string) => cells[names.indexOf(name)]!;
          const [lat, lon] = [Number(cell('lat')), Number(cell('lon'))];
          return {
            id: cell('sensor_id'),
            lat,
            lon,
            ts: Date.parse(`${cell('timestamp')}Z`),
            pm25: Number(cell('P2')),
            pm10: Number(cell('P1')),
          };
        });
      });
    const devices = new Map(rows.map(({ id, lat, lon }) => [id, aDevice(id, 'sds011', { lat, lon })]));
    const analysis = new Analysis([...devices.values()]);
    const byMinute = new Map<number, ReadingsItem[]>();
    for (const { id, ts, pm25, pm10 } of rows) {
      const minute = Math.floor(ts / MINUTE) * MINUTE;
      byMinute.set(minute, [...(byMinute.get(minute) ?? []), aReading(devices.get(id)!, ts, { pm25, pm10 })]);
    }
    const start = Date.UTC(2018, 10, 4);
    analysis.run(start, start + 24 * HOUR, (ts) => byMinute.get(ts) ?? []);
    const found = burning(analysis);
    expect([...new Set(found.flatMap(({ targets }) => targets))]).toEqual(['15092']);
    const clock = (ms: number) => new Date(ms).toISOString().slice(11, 16);
    const over = found.filter(({ change }) => change === 'over');
    expect(over.map(({ startedAt, endedAt }) => [clock(startedAt), clock(endedAt!)])).toEqual([['19:40', '20:20']]);
  });
});
