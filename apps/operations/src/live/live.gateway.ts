import { LIVE_NAMESPACE, type LiveClientEvents, type LiveServerEvents } from '#hub/contracts';
import type { OnModuleDestroy } from '@nestjs/common';
import {
  MessageBody,
  type OnGatewayInit,
  SubscribeMessage,
  WebSocketGateway,
  ConnectedSocket,
} from '@nestjs/websockets';
import type { Namespace, Socket } from 'socket.io';
import { z } from 'zod';
import { denialOf } from '../http/local-only.js';
import { StatusService } from '../status/status.service.js';
import { LiveBoard } from './live-board.js';

type LiveNamespace = Namespace<LiveClientEvents, LiveServerEvents>;
type LiveSocket = Socket<LiveClientEvents, LiveServerEvents>;

const LATEST_EVERY_MS = 500;
const STATUS_EVERY_MS = 2000;
/** Those who said where they were, and so have a picture that events can be added to. */
const FOLLOWERS = 'followers';
const MOST_CLIENTS = 200;

const positionSchema = z
  .object({ run: z.string().max(64), seq: z.number().int().min(0) })
  .nullable()
  .catch(null);

/** Tells walls and phones what happens. */
@WebSocketGateway({
  namespace: LIVE_NAMESPACE,
  serveClient: false,
  allowRequest: (request, answer) => answer(null, denialOf(request) === undefined),
  // a client has nothing long to say
  maxHttpBufferSize: 16_384,
  pingInterval: 10_000,
  pingTimeout: 10_000,
})
export class LiveGateway implements OnGatewayInit<LiveNamespace>, OnModuleDestroy {
  #namespace: LiveNamespace | undefined;
  #timers: NodeJS.Timeout[] = [];
  #stopListening: (() => void) | undefined;

  constructor(
    private readonly board: LiveBoard,
    private readonly status: StatusService,
  ) {}

  afterInit(namespace: LiveNamespace): void {
    this.#namespace = namespace;
    namespace.use((_socket, next) => {
      if (namespace.sockets.size < MOST_CLIENTS) next();
      else next(new Error('too many clients'));
    });
    const followers = () => namespace.to(FOLLOWERS);
    this.#stopListening = this.board.onEvent((name, event) => followers().emit(name, ...([event] as never)));
    this.#timers = [
      setInterval(() => {
        const latest = this.board.latest.drain();
        if (latest.length > 0) followers().emit('latest', { latest });
      }, LATEST_EVERY_MS),
      setInterval(() => followers().emit('status', this.status.now()), STATUS_EVERY_MS),
    ];
    for (const timer of this.#timers) timer.unref();
  }

  onModuleDestroy(): void {
    this.#stopListening?.();
    for (const timer of this.#timers) clearInterval(timer);
    this.#namespace?.disconnectSockets(true);
  }

  /** What the client missed, or the whole picture. */
  @SubscribeMessage('resume')
  resume(@ConnectedSocket() client: LiveSocket, @MessageBody() from: unknown): void {
    const missed = this.board.missed(positionSchema.parse(from));
    if (!missed) client.emit('snapshot', { ...this.board.snapshot(), status: this.status.now() });
    else {
      for (const { name, event } of missed) client.emit(name, ...([event] as never));
      // values were conflated away: all of them are sent again, which changes nothing where they are known
      client.emit('latest', { latest: this.board.latest.all() });
      client.emit('status', this.status.now());
    }
    void client.join(FOLLOWERS);
  }
}
