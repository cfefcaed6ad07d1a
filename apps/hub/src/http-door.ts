import { once } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

const LOOPBACK = '127.0.0.1';

/**
 * Where the HTTP server is reached: at first by this machine alone, later by all that may. The server itself listens
 * nowhere, so that moving the door leaves it and the connections that are open untouched.
 */
export class HttpDoor {
  #door: Server | undefined;

  constructor(private readonly http: HttpServer) {}

  /** @throws what the system says of the address or port */
  async open(port: number, host = LOOPBACK): Promise<void> {
    const door = createServer((socket: Socket) => void this.http.emit('connection', socket));
    door.listen(port, host);
    await once(door, 'listening');
    this.#door = door;
    // from then on it watches for requests that never end
    this.http.emit('listening');
  }

  /** The same port on another address. Where that is not to be had, the door stays where it was, and the caller is told. */
  async move(host: string): Promise<void> {
    const { port } = this.address();
    this.#close();
    try {
      await this.open(port, host);
    } catch (error) {
      await this.open(port);
      throw error;
    }
  }

  address(): AddressInfo {
    return this.#door!.address() as AddressInfo;
  }

  #close(): void {
    // stops listening at once; what came in by it goes on
    this.#door?.close();
    this.#door = undefined;
  }

  close(): void {
    this.#close();
  }
}
