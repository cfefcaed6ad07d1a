import { dayName, dayNumber, dayOf, HOUR_MS } from '../calendar.js';
import type { IrrigationTable } from '../reference.js';
import type { Forecast, ForecastDay, ForecastHour } from './forecast.js';
import { at, type Path } from './path.js';

/** A field of a service's answer: where it is, and what its numbers are to be multiplied with. */
export type FieldPath = Path | { path: Path; times: number };

/**
 * Where a service's answer has what. `rows`: a list of objects, one a day or hour; `columns`: one list for each field, as long as that
 * of the times. `in` names where the list, or the object of lists, is; the fields' paths begin there.
 */
export interface Mapped<F extends string> {
  shape: 'rows' | 'columns';
  in: Path;
  time: Path;
  rain: FieldPath;
  fields?: Partial<Record<F, FieldPath>>;
}

export interface ForecastMapping {
  source: string;
  /** When it was made; without it, when it came. */
  issuedAt?: Path;
  daily?: Mapped<'tmin' | 'tmax' | 'humidity' | 'wind' | 'chance'>;
  hourly?: Mapped<'temperature'>;
  /** Hours that times without a zone are ahead of UTC; 7 where nobody says. */
  offsetHours?: number;
}

/** A row that was left out, or why nothing is left. `row` counts from 0. */
export interface ForecastProblem {
  key:
    | 'no-list'
    | 'no-time'
    | 'no-rain'
    | 'rain-impossible'
    | 'temperature-impossible'
    | 'no-rows'
    | 'issued-in-future';
  in: Path;
  row?: number;
}
export interface ReadForecast {
  /** Undefined where no row could be read. */
  forecast: Forecast | undefined;
  problems: readonly ForecastProblem[];
}

/** A forecast out of whatever JSON a service answers. A row that makes no sense is left out and named; nothing is thrown. */
export function readForecast(
  json: unknown,
  mapping: ForecastMapping,
  receivedAt: number,
  { forecast: rules }: Pick<IrrigationTable, 'forecast'>,
): ReadForecast {
  const offset = mapping.offsetHours ?? 7;
  const problems: ForecastProblem[] = [];
  const read = (mapped: Mapped<string> | undefined, most: number) =>
    mapped ? rowsOf(json, mapped, offset, { ...rules, most }, problems) : [];

  const days = new Map<string, ForecastDay>();
  for (const { time, rain, fields } of read(mapping.daily, rules.rainMostMmDay)) {
    const day = dayName(dayOf(time));
    days.set(day, { day, rain, ...fields });
  }
  const hours = new Map<number, ForecastHour>();
  for (const { time, rain, fields } of read(mapping.hourly, rules.rainMostMmHour)) {
    const hour = Math.floor(time / HOUR_MS) * HOUR_MS;
    hours.set(hour, { at: hour, rain, ...fields });
  }
  if (days.size + hours.size === 0) return { forecast: undefined, problems: [...problems, { key: 'no-rows', in: '' }] };
  let issuedAt =
    (mapping.issuedAt === undefined ? undefined : timeOf(at(json, mapping.issuedAt), offset)) ?? receivedAt;
  // a forecast of tomorrow's desk would never grow old
  if (issuedAt > receivedAt) {
    problems.push({ key: 'issued-in-future', in: mapping.issuedAt ?? '' });
    issuedAt = receivedAt;
  }
  return {
    forecast: {
      ...{ source: mapping.source, issuedAt },
      days: [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1)),
      hours: [...hours.values()].sort((a, b) => a.at - b.at),
    },
    problems,
  };
}

interface Row {
  time: number;
  rain: number;
  fields: Record<string, number>;
}
type Limits = { most: number; celsius: readonly [number, number] };

function rowsOf(
  json: unknown,
  mapped: Mapped<string>,
  offset: number,
  limits: Limits,
  problems: ForecastProblem[],
): readonly Row[] {
  const root = at(json, mapped.in);
  const times = mapped.shape === 'columns' ? at(root, mapped.time) : root;
  if (!Array.isArray(times)) {
    problems.push({ key: 'no-list', in: mapped.in });
    return [];
  }
  const cell = (path: Path, row: number): unknown =>
    mapped.shape === 'columns' ? at(at(root, path), String(row)) : at((root as unknown[])[row], path);
  const number = (field: FieldPath, row: number): number | undefined => {
    const { path, times: factor } = typeof field === 'string' ? { path: field, times: 1 } : field;
    const value = numberOf(cell(path, row));
    return value === undefined ? undefined : value * factor;
  };
  return times.flatMap((_, row): Row[] => {
    const time = timeOf(cell(mapped.time, row), offset);
    const rain = number(mapped.rain, row);
    const fields: Record<string, number> = {};
    for (const [name, field] of Object.entries(mapped.fields ?? {})) {
      const value = field === undefined ? undefined : number(field, row);
      if (value !== undefined) fields[name] = value;
    }
    const key = problemOf(time, rain, fields, limits);
    if (key === undefined) return [{ time: time!, rain: rain!, fields }];
    problems.push({ key, in: mapped.in, row });
    return [];
  });
}

function problemOf(
  time: number | undefined,
  rain: number | undefined,
  { tmin, tmax, temperature }: Record<string, number>,
  { most, celsius: [coldest, warmest] }: Limits,
): ForecastProblem['key'] | undefined {
  if (time === undefined) return 'no-time';
  if (rain === undefined) return 'no-rain';
  if (rain < 0 || rain > most) return 'rain-impossible';
  const celsius = [tmin, tmax, temperature].filter((value) => value !== undefined);
  if (celsius.some((value) => value < coldest || value > warmest)) return 'temperature-impossible';
  if (tmin !== undefined && tmax !== undefined && tmin > tmax) return 'temperature-impossible';
  return undefined;
}

/** A number, or a text that is one ("3.5"); an empty text is none. */
function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** ms out of seconds or milliseconds since 1970, or an ISO text, with a zone or without. */
function timeOf(value: unknown, offsetHours: number): number | undefined {
  const seconds = numberOf(value);
  if (seconds !== undefined) return seconds > 1e11 ? seconds : seconds * 1000;
  if (typeof value !== 'string') return undefined;
  const found = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?)?(Z|[+-]\d\d:?\d\d)?$/.exec(value.trim());
  if (!found) return undefined;
  const [, day, hour = '00', minute = '00', zone] = found;
  const days = dayNumber(day!);
  if (!Number.isFinite(days) || +hour > 24 || +minute > 59) return undefined;
  return days * 24 * HOUR_MS + (+hour + +minute / 60 - (zone ? zoneHours(zone) : offsetHours)) * HOUR_MS;
}

function zoneHours(zone: string): number {
  if (zone === 'Z') return 0;
  const digits = zone.replace(':', '');
  return (digits.startsWith('-') ? -1 : 1) * (+digits.slice(1, 3) + +digits.slice(3, 5) / 60);
}
