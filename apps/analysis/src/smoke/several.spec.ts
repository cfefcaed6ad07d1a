import { describe, expect, it } from '@jest/globals';
import { type FindingOf, keptSince, type LonLat, type Reading, type ReadingsItem } from '#hub/contracts';
import { isInside } from '#hub/geodesy';
import { downwind, plume, type Xy } from '#hub/smoke';
import { aDevice, Analysis, aReading, at, MINUTE } from '../testing/analysis-of.js';

const HOUR = 60 * MINUTE;
/** A Monday of October, 16:00 in Vietnam. */
const T0 = Date.UTC(2026, 9, 5, 9);
const PLACES: readonly Xy[] = [
  { x: 0, y: 0 },
  { x: 1500, y: 200 },
  { x: 400, y: 1600 },
  { x: -1300, y: 500 },
  { x: -500, y: -1400 },
  { x: 1100, y: -1200 },
];
const STATIONS = PLACES.map(({ x, y }, i) => aDevice(`kk-${i + 1}`, 'smoke-station', at(x, y)));
const MASTS = [at(300, 300), at(-1500, -600), at(1400, -300)].map((place, i) =>
  aDevice(`cot-${i + 1}`, 'weather-mast', place),
);
const WIND = { speed: 2.4, from: 45 };

interface Fire {
  at: Xy;
  litAt: number;
  /** Milliseconds; absent: half an hour. */
  burns?: number;
}
const burnsAt = ({ litAt, burns = HOUR / 2 }: Fire, ts: number) => ts >= litAt && ts < litAt + burns;
const onEarth = ({ x, y }: Xy): LonLat => {
  const { lat, lon } = at(x, y);
  return [lon!, lat!];
};
/** So far north-east of a station, whence the wind blows. */
const upwindOf = (i: number, metres: number): Xy => ({
  x: PLACES[i]!.x + metres * Math.SQRT1_2,
  y: PLACES[i]!.y + metres * Math.SQRT1_2,
});

/** A minute of air: what burns brings its smoke to whoever stands below the wind of it. */
function minute(
  ts: number,
  {
    fires = [],
    winds = [WIND.from],
    gases = () => ({}),
    stations = STATIONS,
    places = PLACES,
  }: {
    fires?: readonly Fire[];
    winds?: readonly number[];
    gases?: (station: number) => Reading['values'];
    stations?: typeof STATIONS;
    places?: readonly Xy[];
  },
): ReadingsItem[] {
  const wobble = Math.sin(ts / (7 * MINUTE));
  const burning = fires.filter((fire) => burnsAt(fire, ts));
  return [
    ...stations.map((device, i) => {
      const smoke = burning.reduce((sum, fire) => {
        const { along, across } = downwind(fire.at, places[i]!, WIND.from + 3 * wobble);
        return sum + plume(2, WIND.speed, along, across, 'D', { source: 10, receptor: 2 });
      }, 0);
      const usual = { pm25: 18 + i + wobble, pm10: 30 + 2 * i + wobble, co: 0.4, no2: 20, humidity: 70 };
      const added = { pm25: smoke, pm10: 1.15 * smoke, co: smoke / 90, ...gases(i) };
      const values = Object.fromEntries(
        Object.entries(usual).map(([metric, value]) => [
          metric,
          value + ((added as Reading['values'])[metric as 'co'] ?? 0),
        ]),
      );
      return aReading(device, ts, values);
    }),
    ...winds.map((from, i) =>
      aReading(MASTS[i]!, ts, { wind_speed: WIND.speed, wind_direction: from + 3 * wobble, solar_radiation: 150 }),
    ),
  ];
}

type Told = FindingOf<'burning'>;
/** The afternoon as it was told: each fire as it was last said to be, in the order of their beginnings. */
function afternoon(of: (ts: number) => Parameters<typeof minute>[1], devices = [...STATIONS, ...MASTS]): Told[] {
  const analysis = new Analysis(devices);
  analysis.run(T0 - HOUR, T0 + 2 * HOUR, (ts) => minute(ts, of(ts)));
  const last = new Map<string, Told>();
  for (const { finding } of analysis.findings) if (finding.kind === 'burning') last.set(finding.id, finding);
  return [...last.values()].sort((a, b) => a.startedAt - b.startedAt);
}
const holds = ({ where }: Told, place: Xy) => where !== undefined && isInside(where.area, onEarth(place));

describe('two fires at once', () => {
  it('far apart they are two incidents, each with its own station and its own area', () => {
    const east: Fire = { at: upwindOf(1, 700), litAt: T0 };
    const west: Fire = { at: upwindOf(3, 700), litAt: T0 + 10 * MINUTE };
    const told = afternoon(() => ({ fires: [east, west] }));
    expect(told.map(({ targets }) => targets)).toEqual([['kk-2'], ['kk-4']]);
    const [first, second] = told as [Told, Told];
    expect([holds(first, east.at), holds(second, west.at)]).toEqual([true, true]);
    expect([holds(first, west.at), holds(second, east.at)]).toEqual([false, false]);
  });

  it('one behind the other they are one incident, and its area holds one of them', () => {
    const near: Fire = { at: upwindOf(1, 500), litAt: T0 };
    const far: Fire = { at: upwindOf(1, 1100), litAt: T0 + 10 * MINUTE };
    const told = afternoon(() => ({ fires: [near, far] }));
    expect(told).toHaveLength(1);
    expect(told[0]!.target).toBe('kk-2');
    expect(holds(told[0]!, near.at) || holds(told[0]!, far.at)).toBe(true);
  });

  it('the second of them at a place is the same incident within the hour, and a new one after it', () => {
    const fire = (litAt: number): Fire => ({ at: upwindOf(1, 700), litAt });
    const first = T0 - HOUR / 2;
    const count = (pause: number) => afternoon(() => ({ fires: [fire(first), fire(first + HOUR / 2 + pause)] })).length;
    expect([count(30 * MINUTE), count(80 * MINUTE)]).toEqual([1, 2]);
  });
});

describe('a second fire 2.1 km away, 33° off the wind line, half an hour after the first is out', () => {
  const across = (225 + 33) * (Math.PI / 180);
  const far = { x: 2100 * Math.sin(across), y: 2100 * Math.cos(across) };
  const between = { x: far.x / 2, y: far.y / 2 };
  const around = [
    { x: 2000, y: -1500 },
    { x: -2000, y: 2000 },
    { x: 1500, y: 2200 },
  ];
  const places: readonly Xy[] = [{ x: 0, y: 0 }, far, between, ...around];
  const stations = places.map(({ x, y }, i) => aDevice(`kk-${i + 1}`, 'smoke-station', at(x, y)));
  const upwind = ({ x, y }: Xy): Xy => ({ x: x + 400, y: y + 400 });
  const first: Fire = { at: upwind(places[0]!), litAt: T0, burns: 15 * MINUTE };
  const second: Fire = { at: upwind(far), litAt: T0 + 40 * MINUTE, burns: 20 * MINUTE };
  const analysis = new Analysis([...stations, MASTS[0]!]);
  const run = (from: number, to: number) =>
    analysis.run(from, to, (ts) => minute(ts, { fires: [first, second], stations, places }));
  run(T0 - HOUR, T0 + 55 * MINUTE);
  // what was shown is known after a restart as well
  analysis.restart();
  run(T0 + 55 * MINUTE, T0 + 90 * MINUTE);
  const told = analysis.findings.flatMap(({ finding }) => (finding.kind === 'burning' ? [finding] : []));
  const alone = told.filter(({ targets }) => targets.length === 1);
  const both = told.filter(({ targets }) => targets.length === 2);

  it('is the same incident, and its area stays as it was last found, with the time that it is of', () => {
    expect([new Set(told.map(({ id }) => id)).size, alone.length > 0, both.length > 1]).toEqual([1, true, true]);
    const found = alone.at(-1)!;
    expect([holds(found, first.at), keptSince(found)]).toEqual([true, undefined]);
    for (const later of both) {
      expect(later.where).toEqual(found.where);
      expect(later.updatedAt).toBeGreaterThan(found.updatedAt);
      expect(keptSince(later)).toBe(found.updatedAt);
    }
  });

  it('says that several places may burn, and not that there is no area', () => {
    const keys = ({ reasons }: Told) => reasons.filter(({ points }) => points === undefined).map(({ key }) => key);
    for (const one of alone) expect(keys(one)).toEqual([]);
    for (const later of both) expect(keys(later)).toEqual(['tooWideNow']);
  });
});

describe('several wind masts', () => {
  const fire: Fire = { at: upwindOf(1, 900), litAt: T0 };
  const told = (winds: readonly number[]) => afternoon(() => ({ fires: [fire], winds }))[0]!;
  const one = told([45]);
  const agreed = told([43, 45, 47]);
  const apart = told([45, 45, 120]);

  it('that agree are surer than one: the area is smaller, and holds the fire', () => {
    expect([one, agreed].map((each) => holds(each, fire.at))).toEqual([true, true]);
    expect(agreed.where!.km2).toBeLessThan(one.where!.km2);
    expect(agreed.where!.how).not.toContain('mastsDisagree');
  });

  it('that disagree make it larger, which is said, and it still holds the fire', () => {
    expect(apart.where!.how).toContain('mastsDisagree');
    expect(apart.where!.km2).toBeGreaterThan(agreed.where!.km2);
    expect(holds(apart, fire.at)).toBe(true);
  });

  it('one of which falls silent: the others go on', () => {
    const silent = afternoon((ts) => ({ fires: [fire], winds: ts < T0 + 15 * MINUTE ? [45, 45, 45] : [45, 45] }));
    expect(silent).toHaveLength(1);
    expect(holds(silent[0]!, fire.at)).toBe(true);
  });
});

describe('gases at the hour when people go home', () => {
  /** From 17:20 to 17:50 the air of one station is worse by so much. */
  const between = (ts: number) => ts >= T0 + 80 * MINUTE && ts < T0 + 110 * MINUTE;
  const rush = (added: Reading['values']) =>
    afternoon((ts) => ({ gases: (station) => (station === 1 && between(ts) ? added : {}) }));

  it('much CO and NO2 with little dust are exhaust, and no fire', () => {
    expect(rush({ pm25: 60, pm10: 110, co: 4, no2: 70 })).toEqual([]);
  });

  it('straw among the motorbikes is still a fire: NO2 is up, but CO is what straw gives off', () => {
    const [found] = rush({ pm25: 120, pm10: 140, co: 1.3, no2: 50 });
    expect(found!.reasons.find(({ key }) => key === 'co')!.points).toBeGreaterThan(0);
    expect(found!.targets).toEqual(['kk-2']);
  });

  it('NO2 alone, CO as ever, is no proof of exhaust: it is told, without points for CO', () => {
    const [found] = rush({ pm25: 120, pm10: 140, no2: 70 });
    expect(found!.reasons.find(({ key }) => key === 'co')!.points).toBe(0);
  });
});
