import { type Packet, topics } from '#hub/contracts';
import type { Clock } from '#hub/service-kit';
import type { Session } from '../sign-in/session.js';

/** A device that is back within this was never gone: a switch that restarts is not worth two records a device. */
export const GRACE_MS = 3000;
const SWEEP_MS = 500;

const online = Buffer.from('{"online":true}');
const offline = Buffer.from('{"online":false}');

/**
 * Says in the log when a device's connection came and when it was lost, as its own status packets would. A device that
 * takes its leave properly (battery boxes between two uploads) is not lost: whether it then stays away too long is for
 * its reporting interval to say.
 */
export class LinkStatus {
  #lost = new Map<string, { at: number; packet: Packet; retain: boolean }>();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    readonly clock: Clock,
    /** `retain`: whoever subscribes later has to hear it, too. */
    readonly append: (packet: Packet, retain: boolean) => void,
    /** Whether the log takes packets now: a loss that it does not take is told later. */
    readonly writable: () => boolean,
  ) {}

  start(): void {
    this.#timer = setInterval(() => this.sweep(), SWEEP_MS);
    this.#timer.unref();
  }
  stop(): void {
    clearInterval(this.#timer);
  }

  up(session: Session): void {
    if (this.#lost.delete(session.id)) return;
    const packet = statusPacket(session, online, this.clock.now());
    if (packet) this.append(packet, false);
  }

  down(session: Session, how: 'said-goodbye' | 'lost'): void {
    if (how === 'said-goodbye') return;
    const at = this.clock.now();
    const { payload = offline, retain = false } = session.will ?? {};
    const packet = statusPacket(session, payload, at);
    if (packet) this.#lost.set(session.id, { at, packet, retain });
  }

  sweep(): void {
    if (this.#lost.size === 0 || !this.writable()) return;
    const now = this.clock.now();
    for (const [id, { at, packet, retain }] of this.#lost) {
      // both ways, for the clock may have been set
      if (Math.abs(now - at) < GRACE_MS) continue;
      this.#lost.delete(id);
      this.append({ ...packet, received: now }, retain);
    }
  }
}

function statusPacket({ id, account }: Session, payload: Uint8Array, received: number): Packet | undefined {
  const { device } = account;
  if (!device) return undefined;
  return { type: 'packet', account: id, topic: topics.status(device.commune, device.id), payload, received };
}
