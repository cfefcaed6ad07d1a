import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HAMLET_THINGS } from '../commune/register/sites.js';
import { countsOf } from '../cli/run-scenario.js';
import { sayer } from '../cli/say.js';
import { type Credentials, HubApi } from '../hub/hub-api.js';
import { StateFolder } from '../hub/state-folder.js';
import { scenarioOf } from '../scenarios/scenarios.js';
import { Simulation } from '../simulation.js';
import { answersToFill, answersToTurns } from './farmer-answers.js';
import { writeForecast } from './forecast.js';
import { HubProcess } from './hub-process.js';
import { startLoudspeakers } from './loudspeakers.js';
import { freeOrSay } from './ports.js';
import { SHOWN, writeWaysIn } from './ways-in.js';

export interface DemoOptions {
  /** Root of the project, and the demo's own data folder. */
  root: string;
  dir: string;
  httpPort: number;
  mqttPort: number;
  seed: number;
  env: NodeJS.ProcessEnv;
  now: () => number;
  write: (line: string) => void;
  /** Settles when the demo is to end. */
  stopped: Promise<void>;
}

/** The first answer of a hub on a slow machine. */
const READY_MS = 60_000;
const TELL_MS = 60_000;
const PAIR_MS = 500;
const ANSWER_MS = 30_000;
const FORECAST_MS = 3 * 3_600_000;
/** In the demo's folder. */
const forecastIn = (dir: string) => join(dir, 'forecast.json');
const waysIn = (dir: string) => join(dir, 'farmers.txt');

/**
 * Settings of the demo's hub: its own folder, this machine alone, embedded stores, whatever the environment says (an
 * empty value counts as unset).
 */
const hubSettings = (
  { env, dir, httpPort, mqttPort }: DemoOptions,
  loudspeakers: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv => ({
  ...env,
  ...loudspeakers,
  DATA_DIR: dir,
  RULES: 'demo',
  COMMANDS: 'demo',
  HTTP_HOST: '127.0.0.1',
  ADMIN_PASSWORD: passwordIn(dir),
  HTTP_PORT: String(httpPort),
  MQTT_HOST: '127.0.0.1',
  MQTT_PORT: String(mqttPort),
  MQTTS_PORT: '',
  MQTTS_CERT: '',
  MQTTS_KEY: '',
  INGEST_HTTP_PORT: '',
  INFLUX_URL: '',
  DATABASE_URL: '',
  FORECAST_URL: '',
  FORECAST_FILE: forecastIn(dir),
  FORECAST_MAPPING: 'open-meteo',
  FARM_COOPERATIVE: 'Hợp tác xã Yên Lộc (mô phỏng), 0200 000 115',
});

/** The hub and the simulated commune together, until `stopped`. @throws PortTakenError, HubEndedError */
export async function runDemo(options: DemoOptions): Promise<void> {
  const { root, dir, httpPort, mqttPort, seed, now, write, stopped } = options;
  await freeOrSay(httpPort, 'HTTP_PORT');
  await freeOrSay(mqttPort, 'MQTT_PORT');
  // it runs in the demo's folder: the `.env` beside the project is the installation's, with limits and ports of its own
  mkdirSync(dir, { recursive: true });
  const foresee = () => writeForecast(forecastIn(dir), seed, now());
  foresee();
  const say = sayer(write, now);
  const loudspeakers = await startLoudspeakers(HAMLET_THINGS, say);
  const hub = new HubProcess(
    join(root, 'dist/apps/hub/src/main.js'),
    dir,
    hubSettings(options, loudspeakers.settings),
    (text) => write(text.trimEnd()),
  );
  const url = `http://127.0.0.1:${httpPort}`;
  const credentials = { login: 'admin', password: passwordIn(dir) };
  const api = new HubApi(url, credentials);
  const state = new StateFolder(join(dir, 'sim'));
  // what was told before an earlier end of the demo is not told again
  const toldUntil = state.alive ?? Number.NEGATIVE_INFINITY;
  const simulation = new Simulation({
    ...{ api, state },
    mqttUrl: `mqtt://127.0.0.1:${mqttPort}`,
    scenario: scenarioOf('demo')!,
    seed,
    speed: 60,
    now,
    say,
  });
  let telling: NodeJS.Timeout | undefined;
  let pairing: NodeJS.Timeout | undefined;
  let answering: NodeJS.Timeout | undefined;
  const foreseeing = setInterval(foresee, FORECAST_MS);
  let over = false;
  const run = async () => {
    await ready(api, () => over);
    if (over) return;
    await simulation.start();
    await writeWaysIn(api, waysIn(dir));
    write(banner(url, credentials, waysIn(dir)));
    pairing = setInterval(() => void pairWalls(api).catch(() => undefined), PAIR_MS);
    const answer = () => answerAsFarmers(api, simulation, { seed, toldUntil, now: now() }).catch(() => undefined);
    void answer();
    answering = setInterval(() => void answer(), ANSWER_MS);
    telling = setInterval(() => write(countsOf(simulation)), TELL_MS);
    await new Promise<never>(() => undefined);
  };
  try {
    await Promise.race([stopped, hub.failed(), run()]);
  } finally {
    over = true;
    for (const timer of [telling, pairing, answering, foreseeing]) clearInterval(timer);
    await simulation.stop();
    await hub.stop();
    loudspeakers.stop();
  }
}

/** In a commune somebody types in the code that a new screen shows. Here nobody should have to. */
async function pairWalls(api: HubApi): Promise<void> {
  for (const { code } of await api.waitingWalls()) await api.pairWall(code, `Màn hình ${code}`);
}

/** Most farmers of the demo tell what they did, those whose pages are shown excepted: it is entered for them. */
async function answerAsFarmers(
  api: HubApi,
  { world }: Simulation,
  { seed, toldUntil, now }: { seed: number; toldUntil: number; now: number },
): Promise<void> {
  const fills = world.fills.splice(0).filter(({ ended }) => ended > toldUntil);
  const shown = new Set<string>(SHOWN.map(({ name }) => name));
  const turns = answersToTurns(await api.blockDays(), shown, { seed, now });
  for (const one of [...fills.flatMap((fill) => answersToFill(fill, now)), ...turns]) await api.answerFarm(one);
}

/** Of the demo's administrator: made at its first start, and kept with what its hub keeps. */
function passwordIn(dir: string): string {
  const file = join(dir, 'admin-password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(9).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

async function ready(api: HubApi, over: () => boolean): Promise<void> {
  const deadline = performance.now() + READY_MS;
  while (!over() && !(await api.healthy())) {
    if (performance.now() > deadline)
      throw new Error(`Hub không trả lời sau ${READY_MS / 1000} giây / the hub does not answer`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

const banner = (url: string, { login, password }: Credentials, farmers: string): string => `
  Màn hình điều hành / the wall:   ${url}/wall
  Quản trị / administration:       ${url}/admin   (${login} · ${password})
  Không khí / the air:             ${url}/khong-khi
  Trang ruộng / farmers' phones:   liên kết trong tệp / links in ${farmers}
  Xã Yên Lộc là xã mô phỏng; trong nửa phút tới có đốt rơm rạ ở cánh đồng Đông.
  Xã Yên Lộc is simulated; within half a minute straw burns on its eastern fields.
  Dừng / stop: Ctrl+C
`;
