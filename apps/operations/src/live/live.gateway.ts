import { LIVE_NAMESPACE, type LiveClientEvents, type LiveServerEvents } from '#hub/contracts';
import { type DeviceDirectory, DIRECTORY } from '#hub/registry';
import { Inject, type OnModuleDestroy } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayDisconnect,
  type OnGatewayInit,
  SubscribeMessage,
  WebSocketGateway,
} from '@nestjs/websockets';
import type { Namespace, Socket } from 'socket.io';
import { z } from 'zod';
import { Callers, type Known } from '../access/callers.js';
import { Places } from '../access/places.js';
import { denialOf } from '../http/same-origin.js';
import { StatusService } from '../status/status.service.js';
import type { NumberedEvent } from './event-buffer.js';
import { LiveBoard } from './live-board.js';
import { View, viewKey } from './view.js';

interface SocketData {
  known: Known;
  /** When it was last told where things stand, milliseconds; and when it will be again. */
  resumedAt?: number;
  resuming?: NodeJS.Timeout;
}
type LiveNamespace = Namespace<LiveClientEvents, LiveServerEvents, never, SocketData>;
type LiveSocket = Socket<LiveClientEvents, LiveServerEvents, never, SocketData>;

const LATEST_EVERY_MS = 500;
const STATUS_EVERY_MS = 2000;
/** Those who said where they were, and so have a picture that events can be added to. */
const FOLLOWERS = 'followers';
const MOST_CLIENTS = 200;
/** A page of another build may take what it does not know for a gap, and ask again and again. */
const RESUME_EVERY_MS = 250;
/** Sessions end by themselves, too. */
const LOOK_AGAIN_MS = 5 * 60_000;

const positionSchema = z
  .object({ run: z.string().max(64), seq: z.number().int().min(0) })
  .nullable()
  .catch(null);

/** Tells walls and phones what happens, each what is theirs to see. */
@WebSocketGateway({
  namespace: LIVE_NAMESPACE,
  serveClient: false,
  // a page of another site; who it is is asked when it comes into the namespace
  allowRequest: (request, answer) => answer(null, denialOf(request, true) === undefined),
  // a client has nothing long to say
  maxHttpBufferSize: 16_384,
  pingInterval: 10_000,
  pingTimeout: 10_000,
})
export class LiveGateway implements OnGatewayInit<LiveNamespace>, OnGatewayDisconnect<LiveSocket>, OnModuleDestroy {
  #namespace: LiveNamespace | undefined;
  #views = new Map<string, View>();
  #timers: NodeJS.Timeout[] = [];
  #unsubscribe: (() => void)[] = [];

  constructor(
    private readonly board: LiveBoard,
    private readonly status: StatusService,
    private readonly callers: Callers,
    private readonly places: Places,
    @Inject(DIRECTORY) private readonly directory: DeviceDirectory,
  ) {}

  afterInit(namespace: LiveNamespace): void {
    this.#namespace = namespace;
    namespace.use((socket, next) => {
      void this.#letIn(socket).then(
        (refused) => next(refused === undefined ? undefined : new Error(refused)),
        () => next(new Error('unavailable')),
      );
    });
    this.#unsubscribe = [
      this.board.onEvent((told) => this.#tell(told)),
      this.callers.onChange(() => void this.#lookAgain()),
      this.directory.onChange(() => {
        for (const view of this.#views.values()) view.forgetPlaces();
      }),
    ];
    this.#timers = [
      setInterval(() => this.#tellLatest(), LATEST_EVERY_MS),
      setInterval(() => namespace.to(FOLLOWERS).emit('status', this.status.now()), STATUS_EVERY_MS),
      setInterval(() => void this.#lookAgain(), LOOK_AGAIN_MS),
    ];
    for (const timer of this.#timers) timer.unref();
  }

  onModuleDestroy(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    for (const timer of this.#timers) clearInterval(timer);
    this.#namespace?.disconnectSockets(true);
  }

  handleDisconnect(client: LiveSocket): void {
    const key = viewKey(client.data.known.caller);
    if (!this.#namespace?.adapter.rooms.get(key)?.size) this.#views.delete(key);
  }

  /** What the client missed, or the whole picture. */
  @SubscribeMessage('resume')
  resume(@ConnectedSocket() client: LiveSocket, @MessageBody() asked: unknown): void {
    const { data } = client;
    const waits = (data.resumedAt ?? Number.NEGATIVE_INFINITY) + RESUME_EVERY_MS - performance.now();
    clearTimeout(data.resuming);
    if (waits <= 0) this.#resume(client, asked);
    else data.resuming = setTimeout(() => client.connected && this.#resume(client, asked), waits).unref();
  }

  #resume(client: LiveSocket, asked: unknown): void {
    client.data.resumedAt = performance.now();
    const view = this.#viewOf(client);
    const from = positionSchema.parse(asked);
    const missed = this.board.missed(from);
    if (!missed || !from)
      client.emit('snapshot', { ...view.picture(this.board.snapshot()), status: this.status.now() });
    else {
      for (const { name, event } of view.missed(missed, from.seq)) client.emit(name, ...([event] as never));
      // values were conflated away: all of them are sent again, which changes nothing where they are known
      client.emit('latest', { latest: view.latest(this.board.latest.all()) });
      client.emit('status', this.status.now());
    }
    void client.join([FOLLOWERS, view.key]);
  }

  /** Why not; undefined: it may come in. */
  async #letIn(socket: LiveSocket): Promise<string | undefined> {
    if (this.#namespace!.sockets.size >= MOST_CLIENTS) return 'too many clients';
    const known = await this.callers.of(socket.request);
    if (!known) return 'signed-out';
    if (!known.caller.can('live.watch')) return 'forbidden';
    socket.data.known = known;
    return undefined;
  }

  #viewOf({ data }: LiveSocket): View {
    const key = viewKey(data.known.caller);
    const view = this.#views.get(key) ?? new View(key, data.known.caller, this.places.of);
    this.#views.set(key, view);
    return view;
  }

  #tell(told: NumberedEvent): void {
    for (const view of this.#views.values()) {
      const event = view.next(told);
      if (event) this.#namespace!.to(view.key).emit(told.name, ...([event] as never));
    }
  }

  #tellLatest(): void {
    const changed = this.board.latest.drain();
    if (changed.length === 0) return;
    for (const view of this.#views.values()) {
      const latest = view.latest(changed);
      if (latest.length > 0) this.#namespace!.to(view.key).emit('latest', { latest });
    }
  }

  /** Somebody may be worth less than before: whose session is over, or who may see something else, dials again. */
  async #lookAgain(): Promise<void> {
    for (const socket of this.#namespace!.sockets.values()) {
      const { caller } = socket.data.known;
      const now = await this.callers.ofSession(caller.session).catch(() => socket.data.known);
      if (!now || viewKey(now.caller) !== viewKey(caller)) socket.disconnect(true);
    }
  }
}
