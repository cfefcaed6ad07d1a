import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, type CommandState, type DeviceProfile, isCommandOver } from '#hub/contracts';
import { addPerson, eventually, startHub, type TestHub, type TestHubOptions, type TestPerson } from '#hub/testkit';
import { COMMUNE_CODE } from '../../../firmware-sim/src/commune/map.js';
import { STATIONS } from '../../../firmware-sim/src/commune/stations.js';
import { Fleet } from '../../../firmware-sim/src/devices/fleet.js';
import { StateFolder } from '../../../firmware-sim/src/hub/state-folder.js';
import type { Works } from '../../../firmware-sim/src/world/works.js';
import { World } from '../../../firmware-sim/src/world/world.js';

export const PUMP = 'bom-dong-trung';
export const GATE = 'ngan-man-cua-tieu';
export const FIELD = 'ruong-trung';
export const CANAL = 'muc-nuoc-giua';

const TICK_MS = 100;
/** Seconds of the ground's clock in one of ours: a gate travels in two seconds. */
const SPEED = 150;

/**
 * A real hub and real firmware: some stations of the simulated commune, each with a line and a flash of its own. The
 * field's tube, which in the commune speaks LoRaWAN, signs in itself here.
 */
export class TestWorks {
  readonly world: World;
  /** What moved, by name of the command; it may not move twice on one id. */
  readonly acted: { device: string; id: string; name: string; at: number }[] = [];
  /** Called in the middle of an act: the device has begun, and has not answered. */
  onAct: (() => void) | undefined;
  #fleet!: Fleet;
  #timer: NodeJS.Timeout | undefined;
  #key = 0;

  private constructor(
    readonly hub: TestHub,
    /** Who asks, and who is asked to agree. */
    readonly keeper: TestPerson,
    readonly second: TestPerson,
    readonly secrets: ReadonlyMap<string, string>,
    readonly dir: string,
  ) {
    this.world = new World(1, Date.now() - 6 * 3_600_000);
    this.world.advance(Date.now(), 1);
  }

  static async start(options: TestHubOptions = {}): Promise<TestWorks> {
    const dir = mkdtempSync(join(tmpdir(), 'works-'));
    const hub = await startHub({ dataDir: join(dir, 'hub'), ...options });
    const secrets = new Map<string, string>();
    await quicken(hub);
    for (const { id, profile, name, hamlet, place } of stations()) {
      const about = { profile, name, hamlet, place, installedAt: 0, simulated: true, commune: COMMUNE_CODE };
      secrets.set(id, (await hub.addDevice(id, about)).secret);
    }
    const operator = () => addPerson(hub, { grants: [{ role: 'operator', scope: { kind: 'commune', id: '*' } }] });
    const works = new TestWorks(hub, await operator(), await operator(), secrets, dir);
    await works.power();
    return works;
  }

  /** The power of all devices comes, perhaps after it was cut: their flash is what it was. */
  async power(): Promise<void> {
    const state = new StateFolder(join(this.dir, 'flash'));
    this.#fleet = new Fleet({
      mqttUrl: `mqtt://127.0.0.1:${this.hub.mqttPort}`,
      seed: 1,
      stations: stations(),
      secretOf: (account) => this.secrets.get(account)!,
      now: Date.now,
      memoryOf: (device) => state.commandsOf(device),
      acted: (device, { id, name }) => {
        this.acted.push({ device, id, name, at: Date.now() });
        this.onAct?.();
      },
    });
    for (const { id } of stations()) this.#fleet.instruments.get(id)!.everyMs = 1000;
    this.#fleet.tick(this.world);
    this.#fleet.start();
    this.#timer = setInterval(() => {
      this.world.advance(Date.now(), SPEED);
      this.#fleet.tick(this.world);
    }, TICK_MS);
    await this.online();
  }
  /** All at once, without a goodbye. */
  cutPower(): void {
    clearInterval(this.#timer);
    for (const account of this.#fleet.accounts.values()) account.cut();
  }
  cut(device: string): void {
    this.#fleet.accounts.get(device)!.cut();
  }
  mend(device: string): void {
    this.#fleet.accounts.get(device)!.mend();
  }
  get works(): Works {
    return this.world.works;
  }

  /** Every device is heard by the hub: what it measures now is known. */
  async online(): Promise<void> {
    const from = Date.now();
    await eventually(
      'all devices',
      async () => (await (await this.hub.fetch('/api/latest')).json()) as { latest: LatestAnswer[] },
      ({ latest }) =>
        stations().every(({ id }) => {
          const values = Object.values(latest.find(({ device }) => device === id)?.values ?? {});
          return values.some(({ ts }) => ts >= from);
        }),
      30_000,
    );
    await eventually(
      'all links',
      async () =>
        (await (await this.hub.fetch('/api/presence')).json()) as { presence: { device: string; link: string }[] },
      ({ presence }) => stations().every(({ id }) => presence.some((p) => p.device === id && p.link === 'online')),
    );
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#fleet.stop();
    await this.hub.stop();
    rmSync(this.dir, { recursive: true, force: true });
  }

  key(): string {
    return `key-${++this.#key}-${process.pid}`;
  }
  async ask(wish: object, who: TestPerson = this.keeper): Promise<{ status: number; body: Command & Problem }> {
    const answer = await who.send('POST', '/api/commands', { key: this.key(), ...wish });
    return { status: answer.status, body: (await answer.json()) as Command & Problem };
  }
  /** As `ask`, where it must be taken. */
  async command(wish: object): Promise<Command> {
    const { status, body } = await this.ask(wish);
    if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body;
  }
  async say(
    who: TestPerson,
    id: string,
    what: string,
    body: object = {},
  ): Promise<{ status: number; body: Command & Problem }> {
    const answer = await who.send('POST', `/api/commands/${id}/${what}`, body);
    return { status: answer.status, body: (await answer.json()) as Command & Problem };
  }
  async read(id: string): Promise<{ command: Command; events: { change: string; state: string; by?: string }[] }> {
    const answer = await this.keeper.fetch(`/api/commands/${id}`);
    if (!answer.ok) throw new Error(`${id}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Awaited<ReturnType<TestWorks['read']>>;
  }
  until(id: string, wanted: CommandState | 'over', withinMs = 30_000): Promise<Command> {
    return eventually(
      `${id} to be ${wanted}`,
      async () => (await this.read(id)).command,
      (command) => (wanted === 'over' ? isCommandOver(command) : command.state === wanted),
      withinMs,
    );
  }
  /** What the registry has of its life, once it has all of it. */
  async life(id: string): Promise<string[]> {
    const { command } = await this.read(id);
    const { events } = await eventually(
      `the whole life of ${id} in the registry`,
      () => this.read(id),
      (known) => known.events.at(-1)?.state === command.state,
    );
    return events.map(({ change, state }) => `${change}: ${state}`);
  }
  actsOn(id: string): string[] {
    return this.acted.filter((act) => act.id === id).map(({ name }) => name);
  }
}

interface LatestAnswer {
  device: string;
  values: Record<string, { value: number; ts: number }>;
}
export interface Problem {
  error: string;
  message: string;
  fields?: { field: string; problem: string }[];
}

/** Those that commands are about. */
const stations = () =>
  [PUMP, GATE, FIELD, CANAL].map((id) => {
    const { gateway: _, address: __, ...own } = STATIONS.find((station) => station.id === id)!;
    return own;
  });

/** The models report every two seconds here, and may be waited for as long. */
async function quicken(hub: TestHub): Promise<void> {
  const { profiles } = (await (await hub.fetch('/api/profiles')).json()) as { profiles: DeviceProfile[] };
  for (const { version: _, ...profile } of profiles as (DeviceProfile & { version?: number })[])
    if (stations().some((station) => station.profile === profile.id)) {
      const answer = await hub.fetch(`/api/profiles/${profile.id}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...profile, intervalMs: 2000 }),
      });
      if (!answer.ok) throw new Error(`${profile.id}: ${answer.status} ${await answer.text()}`);
    }
}
