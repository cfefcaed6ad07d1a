import mqtt, { type MqttClient } from 'mqtt';
import { topics } from '#hub/contracts';

/**
 * A device that never gives up: it keeps what is not acknowledged and sends it again, in order, after each connection.
 * It remembers what it sent and what was acknowledged, which is what a test holds the hub to.
 */
export class Sender {
  readonly sent = new Map<number, number>();
  readonly acked = new Set<number>();
  #client: MqttClient;
  #timer?: ReturnType<typeof setInterval>;
  #waiting: number[] = [];
  #inFlight = 0;
  #n = 0;
  #lastTs = 0;
  #closed = 0;
  /** When each packet was sent, and how long its PUBACK took; milliseconds. */
  readonly acks: { at: number; ms: number }[] = [];

  constructor(
    port: number,
    readonly commune: string,
    readonly device: string,
    secret: string,
  ) {
    this.#client = mqtt.connect(`mqtt://127.0.0.1:${port}`, {
      username: device,
      password: secret,
      reconnectPeriod: 50,
      connectTimeout: 2000,
      resubscribe: false,
      queueQoSZero: false,
      // a hub with a full disk says no for a while
      reconnectOnConnackError: true,
    });
    this.#client.on('error', () => {});
    this.#client.on('close', () => {
      // whatever was under way may be lost: put it back in front
      this.#inFlight = 0;
      this.#closed++;
    });
  }

  get reconnects(): number {
    return this.#closed;
  }
  get connected(): boolean {
    return this.#client.connected;
  }
  /** The PUBACKs of packets sent within `[from, to)`: 99 of 100 took no longer. */
  p99AckMs(from: number, to: number): number {
    const took = this.acks.filter(({ at }) => at >= from && at < to).map(({ ms }) => ms);
    if (took.length === 0) throw new Error(`${this.device}: nothing acknowledged in ${to - from} ms`);
    took.sort((a, b) => a - b);
    return took[Math.floor((took.length - 1) * 0.99)]!;
  }
  get firstTs(): number {
    return Math.min(...this.sent.keys());
  }
  get lastTs(): number {
    return this.#lastTs;
  }

  start({ everyMs, value }: { everyMs: number; value: (n: number) => number }) {
    this.#timer = setInterval(() => {
      const ts = Math.max(Date.now(), this.#lastTs + 1);
      this.#lastTs = ts;
      this.sent.set(ts, value(this.#n++));
      this.#waiting.push(ts);
      this.#flush();
    }, everyMs);
  }

  /** Measures no more, and waits until everything is acknowledged. */
  async finish(withinMs = 30_000): Promise<void> {
    clearInterval(this.#timer);
    const deadline = Date.now() + withinMs;
    while (this.#waiting.length > 0) {
      this.#flush();
      if (Date.now() > deadline) throw new Error(`${this.device}: ${this.#waiting.length} packets never acknowledged`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async stop() {
    clearInterval(this.#timer);
    await this.#client.endAsync(true);
  }

  /** Event-time intervals in which what was sent lay above the limit: first value above, first value back. */
  intervalsAbove(limit: number): [from: number, to: number | undefined][] {
    const intervals: [number, number | undefined][] = [];
    for (const [ts, value] of [...this.sent].sort((a, b) => a[0] - b[0])) {
      const open = intervals.at(-1);
      if (value > limit && (!open || open[1] !== undefined)) intervals.push([ts, undefined]);
      else if (value <= limit && open && open[1] === undefined) open[1] = ts;
    }
    return intervals;
  }

  #flush() {
    // one backlog at a time, oldest first: the order on the wire is the order of measurement
    if (!this.#client.connected || this.#inFlight > 0 || this.#waiting.length === 0) return;
    const batch = this.#waiting.slice(0, 50);
    const payload = JSON.stringify(batch.map((ts) => ({ ts, pm25: this.sent.get(ts) })));
    this.#inFlight = batch.length;
    const at = Date.now();
    const sentAt = performance.now();
    this.#client.publish(topics.telemetry(this.commune, this.device), payload, { qos: 1 }, (error) => {
      this.#inFlight = 0;
      if (error) return;
      this.acks.push({ at, ms: performance.now() - sentAt });
      for (const ts of batch) this.acked.add(ts);
      this.#waiting = this.#waiting.filter((ts) => !this.acked.has(ts));
      this.#flush();
    });
  }
}
