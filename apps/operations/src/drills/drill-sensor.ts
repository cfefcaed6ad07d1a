import { DRILL_PROFILE, DRILL_SENSORS, type DrillSeverity, isGone, topics } from '#hub/contracts';
import { NotFoundError, type Registry } from '#hub/registry';
import type { MqttClient } from 'mqtt';

const NAMES: Readonly<Record<DrillSeverity, string>> = {
  warning: 'Cảm biến diễn tập cảnh báo',
  emergency: 'Cảm biến diễn tập khẩn cấp',
};
const ACK_MS = 10_000;

export interface SensorDeps {
  registry: Pick<Registry, 'devices'>;
  refreshDirectory: () => Promise<void>;
  /** Of the hub's own broker. */
  mqttUrl: string;
}

/**
 * A sensor that the hub itself runs: a registered device with a secret of its own, which speaks to the broker over MQTT as
 * any other. Between drills it is retired: nobody can sign in as it, and no page shows it.
 */
export class DrillSensor {
  readonly id;
  #line: MqttClient | undefined;
  #commune = '';
  /** Given once, however often the broker is away. */
  #password: string | undefined;

  constructor(
    private readonly deps: SensorDeps,
    readonly severity: DrillSeverity,
  ) {
    this.id = DRILL_SENSORS[severity];
  }

  /** @throws where the registry or the broker is away */
  async start(): Promise<void> {
    this.#password ??= await this.#secret();
    const password = this.#password;
    await this.deps.refreshDirectory();
    const { default: mqtt } = await import('mqtt');
    const account = { username: this.id, password, connectTimeout: ACK_MS };
    // a first connection that fails is told; one that breaks later comes back by itself
    this.#line = await mqtt.connectAsync(this.deps.mqttUrl, account, false);
    this.#line.on('error', () => undefined);
  }

  /** It is on the hub's disk when this resolves. @throws where nobody confirms it in time */
  async measure(level: 0 | 1, ts: number): Promise<void> {
    const topic = topics.telemetry(this.#commune, this.id);
    const said = this.#line?.publishAsync(topic, JSON.stringify({ ts, drill_level: level }), { qos: 1 });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('no acknowledgement from the broker')), ACK_MS);
    });
    await Promise.race([said, late]).finally(() => clearTimeout(timer));
  }

  /** Back into the cupboard. */
  async retire(): Promise<void> {
    this.disconnect();
    const device = await this.#known();
    if (!device || isGone(device.state)) return;
    await this.deps.registry.devices.retire(this.id);
    await this.deps.refreshDirectory();
  }
  disconnect(): void {
    this.#line?.end(true);
    this.#line = undefined;
  }

  async #secret(): Promise<string> {
    const { devices } = this.deps.registry;
    const known = await this.#known();
    if (!known) {
      const about = { profile: DRILL_PROFILE, name: NAMES[this.severity], place: 'trung tâm', simulated: true };
      const { device, secret } = await devices.add({ id: this.id, ...about });
      this.#commune = device.commune;
      return secret!;
    }
    this.#commune = known.commune;
    if (known.state !== 'installed') await devices.update(this.id, { state: 'installed' });
    return devices.newSecret(this.id);
  }

  #known() {
    return this.deps.registry.devices.get(this.id).catch((error: unknown) => {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    });
  }
}
