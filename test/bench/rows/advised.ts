import { performance } from 'node:perf_hooks';
import {
  ledgerOf,
  loadTemplates,
  placesOf,
  reckonAll,
  type Reckoning,
  type Situation,
  weatherByPlace,
} from '#app/fields';
import type { FarmRecord, Plot } from '#hub/contracts';
import {
  dayName,
  dayOf,
  type IrrigationTable,
  type Measurement,
  startOfDay,
  type WeatherRecord,
} from '#hub/irrigation';
import { readReference } from '#hub/service-kit';
import { median } from '../processes.js';
import type { Row } from './row.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Of the season, and how many of its last days plots are without anybody saying something. */
const SEASON_DAYS = 120;
const PLOTS = 5000;
const TUBES = 40;
const PER_BLOCK = 100;
/** Three crops of rice. */
const CROPS_A_YEAR = 3;
/** Noon in Vietnam, of a hot month. */
const NOW = Date.UTC(2026, 5, 20, 5);

const table = readReference('irrigation.json') as IrrigationTable;
const templates = loadTemplates();

/** The same every run: a number between 0 and 1 for each i. */
const dice = (i: number): number => ((Math.imul(i + 1, 0x9e3779b1) >>> 8) & 0xffff) / 0x10000;

/** A mast by the hour: days of sun and of rain, with a gap now and then. */
function mastHours(from: number, to: number): WeatherRecord[] {
  const records: WeatherRecord[] = [];
  for (let at = from; at < to; at += HOUR_MS) {
    const i = at / HOUR_MS;
    if (dice(i) < 0.02) continue;
    const sun = Math.max(0, Math.sin(((((i + 7) % 24) - 6) / 12) * Math.PI));
    const wet = dice(dayOf(at)) < 0.25;
    records.push({
      ...{ at, temperature: 24 + 9 * sun, humidity: 92 - 30 * sun, wind: 1 + 2 * dice(i + 7) },
      ...{ radiation: (wet ? 300 : 800) * sun, rain: wet && dice(i + 3) < 0.3 ? 1 : 0 },
    });
  }
  return records;
}

const square = (i: number): Plot['area'] => {
  const [west, south] = [106 + (i % 100) * 0.0005, 20.9 + Math.floor(i / 100) * 0.0005];
  const ring: [number, number][] = [
    [west, south],
    [west + 0.0004, south],
    [west + 0.0004, south + 0.0004],
    [west, south + 0.0004],
    [west, south],
  ];
  return { type: 'Polygon', coordinates: [ring] };
};

/** Rice is ripe after so many days, and told to be drained: every other plot stands longer, and wants its water. */
const cropOf = (i: number) => (i % 2 === 0 ? 'rice' : 'sugarcane');

/** A commune of rice and sugar cane in blocks, sown within ten days, pumped every third week as people say, forty plots with a tube that speaks hourly. */
function commune(now: number) {
  const first = dayOf(now) - SEASON_DAYS;
  const plots = Array.from({ length: PLOTS }, (_, i): Plot => {
    const block = `khu-${Math.floor(i / PER_BLOCK)}`;
    return {
      ...{
        id: `thua-${i}`,
        commune: '26734',
        version: 1,
        area: square(i),
        crop: cropOf(i),
        areaM2: 1000 + (i % 9) * 200,
      },
      ...{ block, soil: 'silty-clay', sownOn: dayName(first + (i % 10)), pumpM3h: 40 },
    };
  });
  const blocks = new Map(
    [...new Set(plots.map(({ block }) => block!))].map((id) => [id, { id, commune: '26734', version: 1, name: id }]),
  );
  const records = new Map<string, FarmRecord[]>();
  plots.forEach(({ id }, i) => {
    const said: FarmRecord[] = [];
    for (let at = startOfDay(first + 12 + (i % 21)) + 9 * HOUR_MS; at < now; at += 21 * DAY_MS)
      said.push({
        ...{ key: `${id}-${at}`, plot: id, at, received: at, person: 'p', by: 'p' },
        deed: { did: 'irrigated', hours: 2 },
      });
    records.set(id, said);
  });
  const measurements = new Map<string, Measurement[]>();
  for (let tube = 0; tube < TUBES; tube++) {
    const levels: Measurement[] = [];
    for (let at = startOfDay(first + 12); at < now; at += HOUR_MS)
      levels.push({
        at: at + HOUR_MS / 2,
        metric: 'field_level',
        value: 5 - (((at / HOUR_MS + tube) % 168) / 168) * 15,
      });
    // a plot of rice: it is even
    measurements.set(plots[tube * 2 * Math.floor(PLOTS / TUBES / 2)]!.id, levels);
  }
  const from = startOfDay(first);
  const mast = { id: 'mast', ...{ latitude: 20.9, longitude: 106, windHeight: 10 }, records: mastHours(from, now) };
  const known: Situation = {
    ...{ now, simulated: true, land: { plots, blocks, gates: new Map(), canals: new Map() }, records, measurements },
    ...{ weather: new Map(), supplies: new Map(), turns: new Map(), foul: new Map(), forecast: undefined },
  };
  return { known, mast };
}

/** As the hub does it in each round: weather by block, then all the rest. */
function withWeather({ known, mast }: ReturnType<typeof commune>): Situation {
  const to = dayOf(known.now);
  const places = placesOf(known.land, { altitude: 5, coast: false });
  const days = { from: dayName(to - SEASON_DAYS), to: dayName(to) };
  return { ...known, weather: weatherByPlace(places, [mast], days, table) };
}

/** Seconds for a round over what is known: its weather, its seasons, its advice in words. */
function advise(given: ReturnType<typeof commune>): { seconds: number; irrigate: number } {
  const started = performance.now();
  let irrigate = 0;
  for (const reckoned of reckonAll(withWeather(given), { table, templates }))
    if (reckoned?.advice.verdict === 'irrigate') irrigate++;
  return { seconds: (performance.now() - started) / 1000, irrigate };
}

/** Seconds for all seasons of a year, with their ledgers. */
function year(now: number): number {
  const crops = Array.from({ length: CROPS_A_YEAR }, (_, crop) => commune(now - crop * SEASON_DAYS * DAY_MS));
  const started = performance.now();
  let ledgers = 0;
  const onSeason: Reckoning['onSeason'] = (plot, season) => {
    if (ledgerOf(plot, season, { simulated: true, table })) ledgers++;
  };
  for (const given of crops) for (const _ of reckonAll(withWeather(given), { table, templates, onSeason }));
  if (ledgers !== PLOTS * CROPS_A_YEAR) throw new Error(`${ledgers} ledgers`);
  return (performance.now() - started) / 1000;
}

/** Row (n): what advice on irrigation takes, in the process as the hub does it. */
export function advised(runs: number): Promise<Row[]> {
  const given = commune(NOW);
  const rounds = Array.from({ length: runs }, () => advise(given));
  if (rounds.some(({ irrigate }) => irrigate === 0)) throw new Error('nobody was advised to irrigate');
  const many = `${PLOTS.toLocaleString('en-GB')} plots`;
  return Promise.resolve([
    {
      ...{
        id: 'n',
        what: `${many} advised, ${SEASON_DAYS} days each, ${TUBES} with a tube, ${rounds[0]!.irrigate} to irrigate`,
      },
      value: median(rounds.map(({ seconds }) => seconds)),
      ...{ unit: 's', bar: { atMost: 5 }, runs },
    },
    {
      ...{ id: 'n.year', what: `a year of the same recomputed, ${CROPS_A_YEAR} crops, with their ledgers` },
      value: year(NOW),
      ...{ unit: 's', bar: { atMost: 120 }, runs: 1 },
    },
  ]);
}
