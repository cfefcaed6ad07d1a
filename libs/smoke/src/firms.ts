import { cellsOf } from './csv.js';
import type { SmokeRules } from './rules.js';

export type Confidence = 'low' | 'nominal' | 'high';

/** A pixel that a satellite saw hot. WGS84 degrees; `radius` in metres: where within it the fire may be. */
export interface Hotspot {
  lat: number;
  lon: number;
  /** ms since 1970. */
  ts: number;
  confidence: Confidence;
  /** 0 to 100 where the satellite gives it so (MODIS). */
  percent?: number;
  /** Radiative power, MW. */
  power?: number;
  satellite?: string;
  radius: number;
}
export type BadRow = 'place' | 'date' | 'time' | 'confidence' | 'pixel';
export type BadFile = 'empty' | 'columns';
export interface Hotspots {
  hotspots: readonly Hotspot[];
  /** Rows that could not be read: number of the line (the header is 1) and what was wrong with it. */
  bad: readonly { line: number; because: BadRow }[];
  /** Set when nothing of the file could be read; `missing` names the columns. */
  refused?: { because: BadFile; missing: readonly string[] };
}

const NEEDED = ['latitude', 'longitude', 'acq_date', 'acq_time', 'confidence', 'scan', 'track'] as const;
/** MODIS counts in percent; its user guide calls below 30 low and from 80 high. */
const [LOW_BELOW, HIGH_FROM] = [30, 80];

/** Reads a CSV of NASA FIRMS (VIIRS or MODIS) by the names in its header; the order of columns does not matter. */
export function readFirms(text: string, rules: Pick<SmokeRules, 'firms'>): Hotspots {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const header = cellsOf(lines[0] ?? '').map((name) => name.toLowerCase());
  if (header.join('') === '') return { hotspots: [], bad: [], refused: { because: 'empty', missing: [] } };
  const missing = NEEDED.filter((name) => !header.includes(name));
  if (missing.length > 0) return { hotspots: [], bad: [], refused: { because: 'columns', missing } };
  const hotspots: Hotspot[] = [];
  const bad: { line: number; because: BadRow }[] = [];
  lines.slice(1).forEach((line, i) => {
    if (line.trim() === '') return;
    const cells = cellsOf(line);
    const read = rowOf((name) => cells[header.indexOf(name)] ?? '', rules);
    if (typeof read === 'string') bad.push({ line: i + 2, because: read });
    else hotspots.push(read);
  });
  return { hotspots, bad };
}

function rowOf(cell: (name: string) => string, { firms }: Pick<SmokeRules, 'firms'>): Hotspot | BadRow {
  const [lat, lon] = [numberOf(cell('latitude')), numberOf(cell('longitude'))];
  if (!(Math.abs(lat) <= 90) || !(Math.abs(lon) <= 180)) return 'place';
  const ts = timeOf(cell('acq_date'), cell('acq_time'));
  if (typeof ts === 'string') return ts;
  const confidence = confidenceOf(cell('confidence'));
  if (!confidence) return 'confidence';
  const pixel = Math.max(numberOf(cell('scan')), numberOf(cell('track')));
  if (!(pixel > 0)) return 'pixel';
  const power = numberOf(cell('frp'));
  return {
    ...{ lat, lon, ts, ...confidence },
    ...(Number.isFinite(power) && { power }),
    ...(cell('satellite') && { satellite: cell('satellite') }),
    radius: Math.max(firms.leastRadiusM, Math.round(firms.pixels * pixel * 1000)),
  };
}

const numberOf = (text: string): number => (text === '' ? Number.NaN : Number(text));

/** acq_time is HHMM of UTC and may have lost its zeros: 655 is 06:55, 5 is 00:05. */
function timeOf(date: string, time: string): number | 'date' | 'time' {
  const day = Date.parse(`${date}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !Number.isFinite(day)) return 'date';
  if (new Date(day).toISOString().slice(0, 10) !== date) return 'date';
  const clock = /^(\d{1,2})(\d{2})$/.exec(time.padStart(4, '0'));
  if (!/^\d{1,4}$/.test(time) || !clock || Number(clock[1]) > 23 || Number(clock[2]) > 59) return 'time';
  return day + (Number(clock[1]) * 60 + Number(clock[2])) * 60_000;
}

const LETTERS: Readonly<Record<string, Confidence>> = {
  l: 'low',
  low: 'low',
  n: 'nominal',
  nominal: 'nominal',
  h: 'high',
  high: 'high',
};
function confidenceOf(text: string): Pick<Hotspot, 'confidence' | 'percent'> | undefined {
  const named = LETTERS[text.toLowerCase()];
  if (named) return { confidence: named };
  const percent = numberOf(text);
  if (!(percent >= 0 && percent <= 100)) return undefined;
  return { confidence: percent < LOW_BELOW ? 'low' : percent >= HIGH_FROM ? 'high' : 'nominal', percent };
}
