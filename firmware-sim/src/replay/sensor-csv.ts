/** One row of a recorded sensor. `ts` in milliseconds, particles in µg/m³. */
export interface RecordedRow {
  ts: number;
  values: { pm10?: number; pm25?: number };
}
export interface RecordedSensor {
  /** The network's number of the sensor. */
  sensor: string;
  lat: number;
  lon: number;
  /** In the order of their times. */
  rows: RecordedRow[];
}
export interface Recording {
  sensors: RecordedSensor[];
  /** Rows that could not be read: where, and what is wrong with them. */
  faults: { line: number; problem: string }[];
}

/** The columns that must be there; the archive has more. */
const COLUMNS = ['sensor_id', 'lat', 'lon', 'timestamp', 'P1', 'P2'] as const;
const TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d$/;

/** The file as a whole is none of sensor.community's. */
export class NotARecordingError extends Error {
  override readonly name = 'NotARecordingError';
}

/**
 * Reads a file of the sensor.community archive: a header, then `;`-separated rows; times are UTC without a zone, P1 is
 * PM10 and P2 is PM2.5. A row that cannot be read is named and left out. @throws NotARecordingError
 */
export function readSensorCsv(text: string): Recording {
  const [header = '', ...lines] = text.split(/\r?\n/);
  const names = header
    .replace(/^\uFEFF/, '')
    .split(';')
    .map((name) => name.trim());
  const missing = COLUMNS.filter((column) => !names.includes(column));
  if (missing.length > 0) throw new NotARecordingError(`columns are missing: ${missing.join(', ')}`);
  const at = Object.fromEntries(COLUMNS.map((column) => [column, names.indexOf(column)])) as Record<
    (typeof COLUMNS)[number],
    number
  >;
  const sensors = new Map<string, RecordedSensor>();
  const faults: Recording['faults'] = [];
  lines.forEach((line, i) => {
    if (line.trim() === '') return;
    const cells = line.split(';');
    const row = readRow((column) => cells[at[column]]?.trim() ?? '');
    if (typeof row === 'string') {
      faults.push({ line: i + 2, problem: row });
      return;
    }
    const known = sensors.get(row.sensor) ?? { sensor: row.sensor, lat: row.lat, lon: row.lon, rows: [] };
    known.rows.push({ ts: row.ts, values: row.values });
    sensors.set(row.sensor, known);
  });
  for (const { rows } of sensors.values()) rows.sort((a, b) => a.ts - b.ts);
  return { sensors: [...sensors.values()], faults };
}

type Row = RecordedRow & Omit<RecordedSensor, 'rows'>;

/** A row, or what is wrong with it. */
function readRow(cell: (column: (typeof COLUMNS)[number]) => string): Row | string {
  const sensor = cell('sensor_id');
  if (!/^\d{1,12}$/.test(sensor)) return `sensor_id "${sensor.slice(0, 20)}" is no number`;
  const time = cell('timestamp');
  const ts = TIME.test(time) ? Date.parse(`${time.replace(' ', 'T')}Z`) : NaN;
  if (Number.isNaN(ts)) return `timestamp "${time.slice(0, 30)}" is no time`;
  const [lat, lon] = [numberOf(cell('lat')), numberOf(cell('lon'))];
  if (lat === undefined || lon === undefined || Math.abs(lat) > 90 || Math.abs(lon) > 180)
    return 'lat and lon are no place';
  const [pm10, pm25] = [numberOf(cell('P1')), numberOf(cell('P2'))];
  if (pm10 === undefined && pm25 === undefined) return 'neither P1 nor P2 is a number';
  const values = { ...(pm10 !== undefined && { pm10 }), ...(pm25 !== undefined && { pm25 }) };
  return { sensor, ts, lat, lon, values };
}

function numberOf(text: string): number | undefined {
  const value = text === '' ? NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}
