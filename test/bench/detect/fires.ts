import { isWithin } from '#hub/smoke';
import { QUIET_DAYS } from '../../../firmware-sim/src/air/days.js';
import { median } from '../processes.js';
import { type Bar, type Part } from './part.js';
import { MINUTE, watch } from './watching.js';
import { fireWorld, MASTS, mayBurn, quietWorld, type Reached, toSheet } from './worlds.js';

const USUAL = 2 * MINUTE;
/** The area that counts is the one that stands so long after the incident was told. */
const LOOKED_AT = 30 * MINUTE;
const PROMPT = 20 * MINUTE;
/** A bin: whoever waits for its median tells no sooner. */
const BIN = 10 * MINUTE;

interface Caught {
  seed: number;
  litAt: number;
  reached: Reached;
  afterArrival?: number;
  afterLit?: number;
  first?: number;
  km2?: number;
  inside: boolean;
  firstInside: boolean;
  how: string;
  unreached: number;
  extra: number;
  where: string;
}

function oneFire(seed: number, masts: number): Caught {
  const { fire, litAt, reached, air, to, unreached } = fireWorld(seed, MASTS.slice(0, masts));
  const { reports, outcomes } = watch(air(), to, (ms) => (ms < litAt - 30 * MINUTE ? USUAL : MINUTE), mayBurn);
  const told = reports.find(({ at }) => at > litAt);
  const where = `${toSheet(fire.at)}, ${fire.hectares.toFixed(1)} ha`;
  const nothing = { seed, litAt, reached, inside: false, firstInside: false, unreached, extra: 0, where };
  if (!told)
    return {
      ...nothing,
      how:
        Object.entries(outcomes)
          .map((pair) => pair.join(' '))
          .join(', ') || 'no candidate',
    };
  const own = reports.filter(({ incident, at }) => incident.id === told.incident.id && at <= told.at + LOOKED_AT);
  const { location } = own.at(-1)!;
  const holds = (area: typeof location.area) => area !== undefined && isWithin(area.outline, fire.at);
  return {
    ...nothing,
    afterArrival: told.at - reached.at,
    afterLit: told.at - litAt,
    inside: holds(location.area),
    firstInside: holds(told.location.area),
    how: [location.how, ...location.because, `${Object.keys(own.at(-1)!.incident.stations).length} stations`].join(' '),
    ...(location.area && { km2: location.area.km2 }),
    ...(told.location.area && { first: told.location.area.km2 }),
    extra: new Set(reports.map(({ incident }) => incident.id)).size - 1,
  };
}

const percent = (part: number, of: number) => (of === 0 ? 0 : (100 * part) / of);
const minutes = (ms: number | undefined) => (ms === undefined ? '–' : `${(ms / MINUTE).toFixed(0)} min`);

/** From being lit to the first smoke at a station: before that there is nothing to smell. */
const onTheWay = ({ reached, litAt }: Caught): number => reached.at - litAt;
/** Why a fire was not told within 20 minutes of being lit. */
function slowness(one: Caught): string {
  const { station, metres, speed } = one.reached;
  const told = one.afterLit === undefined ? 'not told' : `told ${minutes(one.afterLit)} after being lit`;
  const way = `${(metres / 1000).toFixed(1)} km in ${speed.toFixed(1)} m/s are ${minutes((1000 * metres) / speed)}`;
  return `seed ${one.seed}: ${told}; smoke at ${station} after ${minutes(onTheWay(one))} (${way})`;
}

function catching(seeds: readonly number[], masts: number): Part {
  const caught = seeds.map((seed) => oneFire(seed, masts));
  const n = caught.length;
  const told = caught.filter((c) => c.afterArrival !== undefined);
  const prompt = caught.filter((c) => c.afterArrival !== undefined && c.afterArrival <= PROMPT);
  const promptOfLit = caught.filter((c) => c.afterLit !== undefined && c.afterLit <= PROMPT);
  const near = caught.filter((c) => onTheWay(c) <= BIN);
  const areas = told.flatMap(({ km2 }) => km2 ?? []);
  const unreached = caught.reduce((sum, c) => sum + c.unreached, 0);
  const bars: Bar[] = [
    {
      what: 'fires told within 20 min of their smoke reaching a station',
      value: percent(prompt.length, n),
      unit: '%',
      least: 90,
    },
    { what: '… within 20 min of being lit', value: percent(promptOfLit.length, n), unit: '%' },
    {
      what: '… of those whose smoke reached a station within 10 min of that',
      value: percent(promptOfLit.filter((c) => onTheWay(c) <= BIN).length, near.length),
      unit: `% of ${near.length}`,
    },
    {
      what: 'fires whose smoke reached no station within 20 min of being lit',
      value: percent(caught.filter((c) => onTheWay(c) > PROMPT).length, n),
      unit: '%',
    },
    {
      what: 'median time from being lit to the first smoke',
      value: median(caught.map(onTheWay)) / MINUTE,
      unit: 'min',
    },
    { what: 'fires told at all', value: percent(told.length, n), unit: '%' },
    {
      what: 'median time from the first smoke at a station',
      value: median(told.map((c) => c.afterArrival! / MINUTE)),
      unit: 'min',
    },
    { what: 'median time from being lit', value: median(told.map((c) => c.afterLit! / MINUTE)), unit: 'min' },
    {
      what: 'area 30 min after it was told holds the fire',
      value: percent(told.filter((c) => c.inside).length, told.length),
      unit: '%',
      least: 80,
    },
    { what: 'its median size', value: median(areas), unit: 'km²', most: 0.5 },
    {
      what: 'the area first told holds the fire',
      value: percent(told.filter((c) => c.firstInside).length, told.length),
      unit: '%',
    },
    { what: 'its median size', value: median(told.flatMap(({ first }) => first ?? [])), unit: 'km²' },
    {
      what: 'further incidents of the same fire, or false ones',
      value: caught.reduce((sum, c) => sum + c.extra, 0),
      unit: '',
    },
    { what: `fires lit for these ${n} that no station breathes 30 µg/m³ of`, value: unreached, unit: '' },
    { what: 'fires told, of all that were lit, those too', value: percent(told.length, n + unreached), unit: '%' },
  ];
  const misses = caught.flatMap((c) => {
    const why = [
      c.afterArrival === undefined
        ? `not told (${c.how})`
        : c.afterArrival > PROMPT
          ? `told after ${minutes(c.afterArrival)}`
          : '',
      c.afterArrival !== undefined && !c.inside ? `outside of ${c.km2?.toFixed(2) ?? 'no'} km² (${c.how})` : '',
    ].filter(Boolean);
    return why.length > 0 ? [`seed ${c.seed}: fire at ${c.where}: ${why.join('; ')}`] : [];
  });
  const slow = caught.filter((c) => !(c.afterLit! <= PROMPT)).map(slowness);
  return { name: `fires, ${masts} masts`, bars, misses: [...misses, ...slow] };
}

function quiet(seeds: readonly number[]): Part {
  let stationDays = 0;
  const misses: string[] = [];
  const bars: Bar[] = [];
  let all = 0;
  for (const day of QUIET_DAYS) {
    let [falseOnes, noticed, own] = [0, 0, 0];
    for (const seed of seeds) {
      const world = quietWorld(seed, day);
      const { reports, notices, outcomes } = watch(world.air, world.to, () => USUAL, mayBurn);
      own += world.stationDays;
      const incidents = [...new Map(reports.map((r) => [r.incident.id, r])).values()];
      falseOnes += incidents.length;
      if (notices.length > 0 || Object.keys(outcomes).some((o) => o.endsWith('Notice') || o === 'askToClassify'))
        noticed++;
      for (const { incident, at } of incidents) {
        const parts = incident.score.parts
          .filter(({ points }) => points > 0)
          .map(({ key, value }) => `${key} ${value?.toFixed(2)}`);
        misses.push(
          `seed ${seed}: ${day}: ${new Date(at + 7 * 60 * MINUTE).toISOString().slice(5, 16)}: ${parts.join(', ')}`,
        );
      }
    }
    stationDays += own;
    all += falseOnes;
    bars.push({
      what: `false incidents on days of ${day} (${own.toFixed(0)} station-days)`,
      value: falseOnes,
      unit: '',
    });
    bars.push({
      what: `… of which another name was found for what rose`,
      value: percent(noticed, seeds.length),
      unit: '% of worlds',
    });
  }
  bars.unshift({
    what: 'false incidents in 30 station-days of quiet',
    value: (30 * all) / stationDays,
    unit: '',
    most: 1,
  });
  return { name: 'quiet days', bars, misses };
}

/**
 * Straw fires and days that only look like them: the watch of the hub against the simulator's truth. Quiet days are long:
 * every other seed has them. `masts`: how many of the network's wind masts the watch of fires has.
 */
export function* fires(seeds: readonly number[], masts: number): Generator<Part> {
  yield catching(seeds, masts);
  yield quiet(seeds.filter((_, i) => i % 2 === 0));
}
