import { io, type Socket } from 'socket.io-client';
import {
  type AlertTransition,
  LIVE_NAMESPACE,
  type LiveClientEvents,
  type LiveServerEvents,
  type LiveSnapshot,
  type Numbered,
} from '#hub/contracts';
import type { TestHub } from '#hub/testkit';

type AlertEvent = Numbered & Omit<AlertTransition, 'type'>;

/**
 * A wall without a screen: keeps what the hub tells over the socket, and when. Of a hub that started anew it asks for
 * all that was told since: a page that went out before the socket was back would else drown in the snapshot.
 */
export class LiveClient {
  /** Each number of a run once, in order. */
  readonly alerts: { event: AlertEvent; at: number; run: string }[] = [];
  readonly commands: Parameters<LiveServerEvents['command']>[0][] = [];
  /** Alerts that a snapshot brought: told to somebody while this socket was away. */
  readonly shown = new Set<string>();
  /** How often the hub no longer had what was missed: then the absence of an event says nothing. */
  gaps = 0;
  #position: { run: string; seq: number } | null = null;

  private constructor(readonly socket: Socket<LiveServerEvents, LiveClientEvents>) {
    socket.on('connect', () => this.#resume());
    socket.on('snapshot', (snapshot) => this.#start(snapshot));
    socket.on('alert', (event) => this.#inOrder(event, (run) => this.alerts.push({ event, at: Date.now(), run })));
    // they have numbers of the same row
    socket.on('incident', (event) => this.#inOrder(event));
    socket.on('presence', (event) => this.#inOrder(event));
    socket.on('camera', (event) => this.#inOrder(event));
    socket.on('notices', (event) => this.#inOrder(event));
    socket.on('escalation', (event) => this.#inOrder(event));
    socket.on('broadcast', (event) => this.#inOrder(event));
    socket.on('service', (event) => this.#inOrder(event));
    socket.on('finding', (event) => this.#inOrder(event));
    socket.on('command', (event) => this.#inOrder(event, () => this.commands.push(event)));
  }

  static async open(hub: TestHub): Promise<LiveClient> {
    const socket: Socket<LiveServerEvents, LiveClientEvents> = io(`${hub.url}${LIVE_NAMESPACE}`, {
      transports: ['websocket'],
      extraHeaders: { cookie: await hub.cookie() },
      // no run of a hub that is killed again soon may pass unheard
      reconnectionDelay: 50,
      reconnectionDelayMax: 250,
    });
    const client = new LiveClient(socket);
    await new Promise<void>((resolve) => socket.once('snapshot', () => resolve()));
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

  /** The run of the hub that it follows. */
  get run(): string | undefined {
    return this.#position?.run;
  }

  close() {
    this.socket.disconnect();
  }

  #resume() {
    // what is said while the line is down would wait, and be said twice
    if (this.socket.connected) this.socket.emit('resume', this.#position);
  }

  #start({ run, seq, alerts }: LiveSnapshot) {
    for (const { id } of alerts) this.shown.add(id);
    const known = this.#position?.run;
    const restarted = known !== undefined && known !== run;
    if (known === run) this.gaps++;
    this.#position = { run, seq: restarted ? 0 : seq };
    if (restarted) this.#resume();
  }

  #inOrder({ seq, after }: Numbered, take?: (run: string) => void) {
    const position = this.#position!;
    if (after > position.seq) this.#resume();
    if (after > position.seq || seq <= position.seq) return;
    position.seq = seq;
    take?.(position.run);
  }
}
