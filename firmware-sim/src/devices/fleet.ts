import { type GatewayId, type Station, STATIONS } from '../commune/stations.js';
import { random, seedOf } from '../random.js';
import type { World } from '../world/world.js';
import { type CommandPacket, topics } from '#hub/contracts';
import { COMMUNE_CODE } from '../commune/map.js';
import { Account, type AccountOptions } from './account.js';
import { Camera } from './camera.js';
import { actOn } from './commands/acts.js';
import { CommandUnit } from './commands/command-unit.js';
import { type Answer, CommandMemory } from './commands/memory.js';
import { GATEWAYS, NATIVE } from './gateways.js';
import { Instrument, type Pace } from './instrument.js';
import { Lane } from './lane.js';
import type { MqttPacket } from './packet.js';

/**
 * How often each model measures in a live simulation. Quicker than their profiles say, so that a visitor sees them
 * live; the hub's intervals are how long it waits, not how often it may be told.
 */
const PACES: Record<string, Pace> = {
  'air-station': { everyMs: 3000 },
  'smoke-station': { everyMs: 3000 },
  'weather-mast': { everyMs: 3000 },
  'canal-level': { everyMs: 8000 },
  'salinity-station': { everyMs: 5000 },
  'tide-gate': { everyMs: 8000 },
  // the hour of this logger is a minute: twelve measurements, then an upload
  'hourly-logger': { everyMs: 5000, uploadMs: 60_000 },
  'rs485-logger': { everyMs: 10_000 },
  'soil-probe': { everyMs: 20_000 },
  'paddy-tube': { everyMs: 20_000 },
  pump: { everyMs: 10_000 },
  'sluice-gate': { everyMs: 8000 },
  siren: { everyMs: 20_000 },
  generic: { everyMs: 20_000 },
};
/** And in the history that is told at the first start: an index of the air wants as many minutes as its stations have. */
const REMEMBERED_MS: Record<string, number> = {
  'air-station': 60_000,
  'smoke-station': 60_000,
  'soil-probe': 900_000,
  'paddy-tube': 900_000,
  generic: 600_000,
};
const REMEMBERED_USUALLY_MS = 300_000;
/** In the season before it weather and fields alone are remembered, which crops are reckoned by. */
const SEASON_MS: Record<string, number> = {
  'weather-mast': 1_800_000,
  'soil-probe': 10_800_000,
  'paddy-tube': 10_800_000,
};

export interface FleetOptions {
  mqttUrl: string;
  seed: number;
  stations?: readonly Station[];
  secretOf: (account: string) => string;
  /** The devices' own clocks. */
  now: () => number;
  /** What a device knows of commands after its power was off; absent: nothing. */
  memoryOf?: (device: string) => CommandMemory;
  /** Hears of each command that a device acts on. */
  acted?: (device: string, command: CommandPacket) => void;
  renewSecret?: (account: string) => Promise<string | undefined>;
  onState?: AccountOptions['onState'];
}

/** All devices of the commune with their lines. */
export class Fleet {
  readonly accounts = new Map<string, Account>();
  readonly instruments = new Map<string, Instrument>();
  readonly cameras = new Map<string, Camera>();
  readonly #units = new Map<string, CommandUnit>();
  #world: World | undefined;

  constructor(readonly options: FleetOptions) {
    const { mqttUrl, seed, stations = STATIONS, secretOf, renewSecret, onState } = options;
    for (const [id, behind] of byAccount(stations)) {
      const account = new Account({
        url: mqttUrl,
        id,
        secret: secretOf(id),
        ...saidOf(behind),
        ...(behind[0]!.gateway ? {} : { hears: this.#hears(id) }),
        random: random(seedOf('line', seed, id)),
        ...(onState && { onState }),
        ...(renewSecret && { renewSecret: () => renewSecret(id) }),
      });
      this.accounts.set(id, account);
      for (const station of behind) this.#add(station, account, seed);
    }
  }

  start(): void {
    for (const unit of this.#units.values()) unit.start();
    for (const account of this.accounts.values()) account.start();
  }
  async stop(): Promise<void> {
    await Promise.all([...this.accounts.values()].map((account) => account.stop()));
  }

  tick(world: World): void {
    this.#world = world;
    for (const instrument of this.instruments.values()) instrument.tick(world);
    for (const camera of this.cameras.values()) camera.tick(world);
    for (const account of this.accounts.values()) account.flush();
  }

  /** Measures as these stations would have measured in the past. */
  remember(world: World, stations: ReadonlySet<string>): void {
    for (const [id, instrument] of this.instruments)
      if (stations.has(id))
        instrument.remember(world, REMEMBERED_MS[instrument.station.profile] ?? REMEMBERED_USUALLY_MS);
  }
  /** The same of the weeks before. */
  rememberSeason(world: World, stations: ReadonlySet<string>): void {
    for (const [id, instrument] of this.instruments) {
      const everyMs = SEASON_MS[instrument.station.profile];
      if (everyMs !== undefined && stations.has(id)) instrument.remember(world, everyMs);
    }
  }
  /** From now on at another pace. */
  remembered(): void {
    for (const instrument of this.instruments.values()) instrument.forgetPace();
  }

  #hears(id: string) {
    return {
      filter: topics.commands(COMMUNE_CODE, id),
      message: (payload: Uint8Array) => {
        this.#units.get(id)?.hear(payload);
        this.accounts.get(id)?.flush();
      },
    };
  }

  #addUnit(instrument: Instrument, account: Account): void {
    const { id } = instrument.station;
    const { now, memoryOf, acted } = this.options;
    const lane = account.add(answerLane(id));
    const unit = new CommandUnit({
      memory: memoryOf?.(id) ?? new CommandMemory(),
      now,
      act: (packet) => {
        if (!this.#world) return 'thiết bị chưa sẵn sàng';
        acted?.(id, packet);
        return actOn(instrument, packet, this.#world);
      },
      answer: (command, answer) => lane.outbox.push({ command, answer }),
    });
    this.#units.set(id, unit);
  }

  #add(station: Station, account: Account, seed: number): void {
    if (station.profile.startsWith('camera')) {
      // pictures are worth nothing when they are old: few are kept
      const lane = account.add(new Lane<MqttPacket>(([only]) => only!, { batch: 1, underway: 4, buffered: 100 }));
      this.cameras.set(station.id, new Camera(station, (packet) => lane.outbox.push(packet), seed));
      return;
    }
    const dialect = station.gateway ? GATEWAYS[station.gateway] : NATIVE;
    const lane = account.add(dialect.lane(station));
    const pace = PACES[station.profile];
    if (!pace) throw new Error(`nobody knows how often a "${station.profile}" measures`);
    const instrument = new Instrument(station, pace, (measured) => lane.outbox.push(measured));
    this.instruments.set(station.id, instrument);
    if (!station.gateway) this.#addUnit(instrument, account);
  }
}

/** Answers of one device to what it was told; a command that comes again is answered again. */
const answerLane = (id: string) =>
  new Lane<{ command: string; answer: Answer }>(
    ([only]) => ({ topic: topics.ack(COMMUNE_CODE, id, only!.command), payload: JSON.stringify(only!.answer) }),
    { batch: 1, underway: 4, buffered: 200 },
  );

function byAccount(stations: readonly Station[]): Map<string, Station[]> {
  const accounts = new Map<string, Station[]>();
  for (const station of stations) {
    const id = station.gateway ?? station.id;
    const behind = accounts.get(id);
    if (behind) behind.push(station);
    else accounts.set(id, [station]);
  }
  return accounts;
}

/** What an account says of itself when it comes, and what the hub says when it is lost. */
function saidOf(behind: readonly Station[]): Pick<AccountOptions, 'will' | 'greetings'> {
  const first = behind[0]!;
  const { online } = first.gateway ? GATEWAYS[first.gateway as GatewayId] : NATIVE;
  if (!online) return {};
  const greetings = [...new Map(behind.map((s) => online(s, true)).map((p) => [p.topic, p])).values()];
  // a line has one will: a box that speaks for several devices cannot say goodbye for all of them
  const own = new Set(behind.map((s) => online(s, false).topic)).size === 1;
  return { greetings, ...(own && { will: online(first, false) }) };
}
