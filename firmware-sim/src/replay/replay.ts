import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Account } from '../devices/account.js';
import { nativePacket } from '../devices/formats/native.js';
import { Lane } from '../devices/lane.js';
import type { Measurement } from '../devices/packet.js';
import { enrol } from '../hub/enrol.js';
import type { HubApi, NewDevice } from '../hub/hub-api.js';
import type { StateFolder } from '../hub/state-folder.js';
import { DAY_MS } from '../physics/sun.js';
import { random, seedOf } from '../random.js';
import { NotARecordingError, type RecordedSensor, readSensorCsv } from './sensor-csv.js';

export interface ReplayOptions {
  api: HubApi;
  mqttUrl: string;
  state: StateFolder;
  dir: string;
  /** Recorded seconds in one of ours; absent: as fast as the hub acknowledges. */
  speed?: number;
  say: (line: string) => void;
}
export interface Replayed {
  sensors: number;
  rows: number;
  /** Rows that could not be read, files that are no recording. */
  badRows: number;
  badFiles: number;
}

/** There is nothing in the folder that could be replayed. */
export class NothingRecordedError extends Error {
  override readonly name = 'NothingRecordedError';
}

const FAULTS_NAMED = 10;
const LOOK_MS = 50;
const SAY_MS = 5000;

/** Sends a recorded network's rows with their own times, and returns when the hub has acknowledged every one of them. */
export async function replay(options: ReplayOptions): Promise<Replayed> {
  const { api, state, say, speed } = options;
  const { sensors, badRows, badFiles } = readFolder(options.dir, say);
  const enrolled = await enrol(api, state, { devices: sensors.map(deviceOf) });
  const wanted = sensors.filter((sensor) => !enrolled.retired.has(idOf(sensor)));
  for (const id of enrolled.retired) say(`${id}: đã thu hồi trên hub, bỏ qua / retired at the hub, left out`);
  const rows = wanted.reduce((sum, s) => sum + s.rows.length, 0);
  if (rows === 0)
    throw new NothingRecordedError(`${options.dir}: không có hàng nào gửi được / no row that could be sent`);
  say(`${wanted.length} cảm biến / sensors, ${rows} hàng / rows`);
  const accounts = wanted.map((sensor) => {
    const id = idOf(sensor);
    const account = new Account({
      url: options.mqttUrl,
      id,
      secret: state.secret(id) ?? '',
      random: random(seedOf('replay', id)),
      renewSecret: async () => {
        const secret = await api.newSecret('devices', id).catch(() => undefined);
        if (secret !== undefined) state.keepSecret(id, secret);
        return secret;
      },
    });
    const encode = (kept: readonly Measurement[]) => nativePacket(enrolled.communes.get(id)!, id, kept);
    const lane = account.add(new Lane<Measurement>(encode, { batch: 200, underway: 4, buffered: Infinity }));
    return { account, lane, rows: [...sensor.rows] };
  });
  try {
    for (const { account } of accounts) account.start();
    await play(accounts, speed, (done) => say(`${done}/${rows} hàng đã được xác nhận / rows acknowledged`));
  } finally {
    await Promise.all(accounts.map(({ account }) => account.stop()));
  }
  return { sensors: wanted.length, rows, badRows, badFiles };
}

interface Playing {
  account: Account;
  lane: Lane<Measurement>;
  rows: RecordedSensor['rows'];
}

async function play(
  playing: readonly Playing[],
  speed: number | undefined,
  tell: (done: number) => void,
): Promise<void> {
  const first = Math.min(...playing.map(({ rows }) => rows[0]!.ts));
  const started = performance.now();
  let told = started;
  for (;;) {
    const now = performance.now();
    const until = speed === undefined ? Infinity : first + (now - started) * speed;
    for (const { account, lane, rows } of playing) {
      const due = rows.findIndex((row) => row.ts > until);
      for (const row of rows.splice(0, due < 0 ? rows.length : due)) lane.outbox.push(row);
      account.flush();
    }
    if (playing.every(({ rows, account }) => rows.length === 0 && account.waiting === 0)) return;
    if (now - told > SAY_MS) {
      told = now;
      tell(playing.reduce((sum, { account }) => sum + account.items, 0));
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

const idOf = ({ sensor }: RecordedSensor) => `sds011-${sensor}`;
const deviceOf = (recorded: RecordedSensor): NewDevice => ({
  id: idOf(recorded),
  profile: 'sds011',
  name: `Cảm biến bụi ${recorded.sensor}`,
  lat: recorded.lat,
  lon: recorded.lon,
  simulated: true,
  installedAt: recorded.rows[0]!.ts - DAY_MS,
});

/** All recordings of a folder, a sensor's files put together; what is wrong is named, at most ten times a file. */
function readFolder(
  dir: string,
  say: ReplayOptions['say'],
): { sensors: RecordedSensor[]; badRows: number; badFiles: number } {
  const files = filesOf(dir);
  const sensors = new Map<string, RecordedSensor>();
  let [badRows, badFiles] = [0, 0];
  for (const file of files) {
    try {
      const recording = readSensorCsv(readFileSync(join(dir, file), 'utf8'));
      for (const sensor of recording.sensors) {
        const known = sensors.get(sensor.sensor);
        if (known) known.rows = [...known.rows, ...sensor.rows].sort((a, b) => a.ts - b.ts);
        else sensors.set(sensor.sensor, sensor);
      }
      badRows += recording.faults.length;
      for (const { line, problem } of recording.faults.slice(0, FAULTS_NAMED)) say(`${file}:${line}: ${problem}`);
      const more = recording.faults.length - FAULTS_NAMED;
      if (more > 0) say(`${file}: ${more} hàng hỏng nữa / more bad rows`);
    } catch (error) {
      if (!(error instanceof NotARecordingError)) throw error;
      badFiles++;
      say(`${file}: ${error.message}`);
    }
  }
  return { sensors: [...sensors.values()], badRows, badFiles };
}

function filesOf(dir: string): string[] {
  let names: string[];
  try {
    names = readdirSync(dir);
  } catch (cause) {
    throw new NothingRecordedError(`${dir}: không đọc được thư mục / the folder cannot be read`, { cause });
  }
  const files = names.filter((name) => name.toLowerCase().endsWith('.csv')).sort();
  if (files.length === 0) throw new NothingRecordedError(`${dir}: không có tệp .csv / no .csv file`);
  return files;
}
