import { io, type Socket } from 'socket.io-client';
import { type AlertTransition, LIVE_NAMESPACE, type LiveClientEvents, type LiveServerEvents } from '#hub/contracts';
import type { TestHub } from '#hub/testkit';

type AlertEvent = { seq: number } & Omit<AlertTransition, 'type'>;

/** A wall without a screen: keeps what the hub tells over the socket, and when. */
export class LiveClient {
  readonly alerts: { event: AlertEvent; at: number }[] = [];

  private constructor(readonly socket: Socket<LiveServerEvents, LiveClientEvents>) {
    socket.on('alert', (event) => this.alerts.push({ event, at: Date.now() }));
  }

  static async open(hub: TestHub): Promise<LiveClient> {
    const socket: Socket<LiveServerEvents, LiveClientEvents> = io(`${hub.url}${LIVE_NAMESPACE}`, {
      transports: ['websocket'],
    });
    const client = new LiveClient(socket);
    await new Promise<void>((resolve) => {
      socket.once('snapshot', () => resolve());
      socket.on('connect', () => socket.emit('resume', null));
    });
    return client;
  }

  /** From the value's event time (stamped by a sender on this machine) to the event here, milliseconds. */
  delays(change: AlertEvent['change']): number[] {
    return this.alerts.filter((a) => a.event.change === change).map((a) => a.at - a.event.alert.startedAt);
  }

  /** What paged: alerts opened for people now, not recorded for the file. */
  get pages(): AlertEvent[] {
    return this.alerts.map((a) => a.event).filter((e) => e.change === 'opened' && !e.alert.backdated);
  }

  close() {
    this.socket.disconnect();
  }
}
