import { type Packet, STREAM, topics } from '#hub/contracts';
import type { EventLog } from '#hub/event-log';
import { NotFoundError, type Registry } from '#hub/registry';
import type { Clock } from '#hub/service-kit';
import { Logger } from '@nestjs/common';
import { daysLeft, isTelling, type Lifetime } from './lifetime.js';

/** A certificate of the hub's own, as a device that measures how long it has left. */
export interface Watched {
  device: string;
  /** Where it is shown, as a sentence uses it. */
  place: string;
  /** Absent: there is none to watch. */
  read?: () => Promise<Lifetime>;
}

export interface CertificateWatchDeps {
  log: Pick<EventLog, 'append'>;
  registry: Pick<Registry, 'devices'>;
  refreshDirectory: () => Promise<void>;
  clock: Clock;
}

const PROFILE = 'hub';
const HOUR_MS = 3_600_000;
/** At the start of a machine the proxy may come after the hub. */
const AGAIN_MS = 60_000;

/**
 * Tells each hour how many days the hub's own certificates have left, as packets of devices of its own: from there on they
 * are readings like any other, with rules, alerts and history. `start` returns at once; `stop` is safe at any time.
 */
export class CertificateWatch {
  readonly #logger = new Logger('certificates');
  readonly #problems = new Map<string, string>();
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(
    private readonly deps: CertificateWatchDeps,
    private readonly all: readonly Watched[],
  ) {}

  start(): void {
    void this.#round();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #round(): Promise<void> {
    let everything = true;
    for (const one of this.all) everything = (await this.#look(one)) && everything;
    if (this.#stopped) return;
    this.#timer = setTimeout(() => void this.#round(), everything ? HOUR_MS : AGAIN_MS);
    this.#timer.unref();
  }

  /** False where it is to be tried again soon. */
  async #look(one: Watched): Promise<boolean> {
    try {
      await this.look(one);
      this.#problems.delete(one.device);
      return true;
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      if (this.#problems.get(one.device) !== problem)
        this.#logger.warn(`${one.place}: không xem được chứng thư / the certificate cannot be seen: ${problem}`);
      this.#problems.set(one.device, problem);
      return false;
    }
  }

  /** One look at one of them. @throws Error where it cannot be seen or told */
  async look({ device: id, place, read }: Watched): Promise<void> {
    const commune = await this.#device(id, place, read !== undefined);
    if (!read || commune === undefined) return;
    const lifetime = await read();
    const now = this.deps.clock.now();
    if (!isTelling(lifetime, now)) return;
    const payload = Buffer.from(JSON.stringify({ certificate_days: daysLeft(lifetime, now) }));
    const topic = topics.telemetry(commune, id);
    const packet: Packet = { type: 'packet', account: id, topic, payload, received: now };
    await this.deps.log.append(STREAM.telemetry, [packet]);
  }

  /** The commune of the device that speaks for it; what is not there any more is retired, and its alert closed. */
  async #device(id: string, place: string, wanted: boolean): Promise<string | undefined> {
    const { devices } = this.deps.registry;
    const known = await devices.get(id).catch((error: unknown) => {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    });
    if (!known && wanted) {
      // nobody signs in with its secret
      const { device } = await devices.add({ id, profile: PROFILE, name: place, place });
      await this.deps.refreshDirectory();
      return device.commune;
    }
    if (known && wanted === (known.state === 'retired')) {
      await devices.update(id, { state: wanted ? 'installed' : 'retired' });
      await this.deps.refreshDirectory();
    }
    return known?.commune;
  }
}
