import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Station, STATIONS } from './commune/stations.js';
import { Fleet } from './devices/fleet.js';
import type { DownReason } from './devices/line.js';
import { enrolCommune } from './hub/enrol-commune.js';
import type { HubApi } from './hub/hub-api.js';
import type { StateFolder } from './hub/state-folder.js';
import { DAY_MS, HOUR_MS } from './physics/sun.js';
import { Director, type Scenario, type Stage, type Words } from './scenarios/stage.js';
import { World } from './world/world.js';

export interface SimulationOptions {
  api: HubApi;
  mqttUrl: string;
  state: StateFolder;
  scenario: Scenario;
  seed: number;
  /** Seconds on the ground in one of ours. */
  speed: number;
  now: () => number;
  say: (words: Words) => void;
  /** How far back the first start tells of everything, and before that of weather and fields; milliseconds. */
  historyMs?: number;
  seasonMs?: number;
}

/** Today and all of yesterday, at whatever hour. */
const HISTORY_MS = 48 * HOUR_MS;
/** Since before the oldest crop was sown. */
const SEASON_MS = 70 * DAY_MS;
const HISTORY_STEP_MS = 60_000;
/** The past is remembered for so long at a time. */
const REMEMBERS_FOR_MS = 50;
const TICK_MS = 250;
const KEEP_ALIVE_MS = 10_000;

/** The commune, its devices and what happens to them, in real time. Start it once; stop is safe at any moment. */
export class Simulation {
  readonly world: World;
  #fleet: Fleet | undefined;
  #director: Director;
  #timer: NodeJS.Timeout | undefined;
  #kept = 0;
  #stopped = false;

  constructor(readonly options: SimulationOptions) {
    const { scenario, seed, state, now, historyMs = HISTORY_MS, seasonMs = SEASON_MS } = options;
    this.#director = new Director(scenario);
    const begun = state.begunBy(now());
    // the ground has a past of its own: wet and dry fields, levels that belong to the tide
    this.world = new World(seed, begun - historyMs - seasonMs, begun);
  }

  get fleet(): Fleet {
    if (!this.#fleet) throw new Error('the simulation has not started');
    return this.#fleet;
  }

  /** Registers the devices, lets them tell of what the hub has missed, and lets time run. */
  async start(): Promise<void> {
    const { api, mqttUrl, state, seed, now } = this.options;
    const enrolled = await enrolCommune(api, state, this.world.ms - DAY_MS);
    const stations = STATIONS.filter((s) => !enrolled.retired.has(s.id));
    this.#fleet = new Fleet({
      mqttUrl,
      seed,
      stations,
      secretOf: (account) => state.secret(account) ?? '',
      now,
      memoryOf: (device) => state.commandsOf(device),
      renewSecret: (account) => this.#renewSecret(account, stations),
      onState: (account, reason) => this.#onState(account, reason),
    });
    await this.#remember(enrolled.fresh, state.alive, now());
    if (this.#stopped) return;
    this.#fleet.start();
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    if (!this.#fleet) return;
    if (this.#timer) this.options.state.keepAlive(this.world.ms);
    await this.#fleet.stop();
  }

  /** Items acknowledged, still waiting and overwritten; accounts that are connected. */
  counts(): { acknowledged: number; waiting: number; lost: number; up: number; accounts: number } {
    const accounts = [...this.fleet.accounts.values()];
    const sum = (of: (account: (typeof accounts)[number]) => number) => accounts.reduce((n, a) => n + of(a), 0);
    return {
      acknowledged: sum((a) => a.items),
      waiting: sum((a) => a.waiting),
      lost: sum((a) => a.lost),
      up: accounts.filter((a) => a.isUp).length,
      accounts: accounts.length,
    };
  }

  /**
   * Plays the past at its own pace, the season before it more coarsely. New devices tell of all of it; those that the
   * hub knows tell of the time in which the simulator was not running, as loggers do after a power cut.
   */
  async #remember(fresh: ReadonlySet<string>, alive: number | undefined, until: number): Promise<void> {
    const { world, fleet } = this;
    const everybody = new Set(STATIONS.map((s) => s.id));
    const telling = () => (alive !== undefined && world.ms > alive ? everybody : fresh);
    const seasonEnds = until - (this.options.historyMs ?? HISTORY_MS);
    // connections are looked after meanwhile: those that the hub has closed are used no more
    let since = performance.now();
    const pause = async () => {
      if (performance.now() - since < REMEMBERS_FOR_MS) return;
      await nextTurn();
      since = performance.now();
    };
    while (world.ms < seasonEnds && !this.#stopped) {
      world.passSeason(seasonEnds);
      fleet.rememberSeason(world, telling());
      await pause();
    }
    fleet.remembered();
    while (world.ms < until && !this.#stopped) {
      world.advance(Math.min(until, world.ms + HISTORY_STEP_MS), 1);
      fleet.remember(world, telling());
      await pause();
    }
    fleet.remembered();
  }

  #tick(): void {
    const { speed, now, state } = this.options;
    // a clock that was set back: time stands still here until it is past again
    this.world.advance(now(), speed);
    this.#director.tick(this.world.ms, this.#stage());
    this.fleet.tick(this.world);
    if (this.world.ms - this.#kept < KEEP_ALIVE_MS) return;
    this.#kept = this.world.ms;
    state.keepAlive(this.world.ms);
  }

  #stage(): Stage {
    const { fleet, world } = this;
    return {
      world,
      silence: (id, silent) => {
        const instrument = fleet.instruments.get(id);
        if (instrument) instrument.silent = silent;
      },
      cut: (id, cut) => (cut ? fleet.accounts.get(id)?.cut() : fleet.accounts.get(id)?.mend()),
      see: (id, what) => fleet.cameras.get(id)?.see(world, what),
      say: this.options.say,
    };
  }

  /** The folder's secret is of another hub, or somebody had a new one made. */
  async #renewSecret(account: string, stations: readonly Station[]): Promise<string | undefined> {
    const { api, state } = this.options;
    const kind = stations.some((s) => s.id === account) ? 'devices' : 'gateways';
    try {
      const secret = await api.newSecret(kind, account);
      state.keepSecret(account, secret);
      return secret;
    } catch {
      return undefined;
    }
  }

  #refusals = new Set<string>();
  #onState(account: string, reason: 'up' | DownReason): void {
    if (reason === 'up') this.#refusals.delete(account);
    if (reason !== 'refused' || this.#refusals.has(account)) return;
    this.#refusals.add(account);
    this.options.say({ vi: `${account}: hub từ chối đăng nhập`, en: `${account}: the hub refused the sign-in` });
  }
}
