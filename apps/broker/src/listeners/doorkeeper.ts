import type { Socket } from 'node:net';
import { LIMITS } from '../limits/limits.js';

export interface AdmissionLimits {
  connections: number;
  perAddress: number;
  unauthenticated: number;
  unauthenticatedPerAddress: number;
}

/**
 * Counts connections in all and by address. Whoever has not signed in may be put out again for a newcomer, oldest
 * first: a thousand silent sockets then never keep out a device, which signs in within milliseconds.
 */
export class Doorkeeper {
  #open = 0;
  #byAddress = new Map<string, number>();
  /** In order of arrival. */
  #strangers = new Map<Socket, string>();
  #strangersByAddress = new Map<string, number>();

  constructor(
    readonly limits: AdmissionLimits,
    /** Told before a silent connection is put out. */
    readonly evicting: (address: string) => void,
  ) {}

  get open(): number {
    return this.#open;
  }

  /** Lets a socket in and forgets it when it closes, or says no. */
  enter(socket: Socket, address: string): boolean {
    if (this.#open >= this.limits.connections) return false;
    if ((this.#byAddress.get(address) ?? 0) >= this.limits.perAddress) return false;
    if ((this.#strangersByAddress.get(address) ?? 0) >= this.limits.unauthenticatedPerAddress) this.#evict(address);
    else if (this.#strangers.size >= this.limits.unauthenticated) this.#evict();
    this.#open++;
    add(this.#byAddress, address, 1);
    add(this.#strangersByAddress, address, 1);
    this.#strangers.set(socket, address);
    socket.once('close', () => {
      this.#open--;
      add(this.#byAddress, address, -1);
      this.signedIn(socket);
    });
    return true;
  }

  /** No longer a stranger. */
  signedIn(socket: Socket): void {
    const address = this.#strangers.get(socket);
    if (address === undefined) return;
    this.#strangers.delete(socket);
    add(this.#strangersByAddress, address, -1);
  }

  #evict(address?: string): void {
    for (const [socket, from] of this.#strangers) {
      if (address !== undefined && from !== address) continue;
      this.signedIn(socket);
      this.evicting(from);
      socket.destroy();
      return;
    }
  }
}

function add(counts: Map<string, number>, key: string, n: number): void {
  const count = (counts.get(key) ?? 0) + n;
  if (count > 0) counts.set(key, count);
  else counts.delete(key);
}

export const strangerLimits = {
  unauthenticated: LIMITS.unauthenticated,
  unauthenticatedPerAddress: LIMITS.unauthenticatedPerAddress,
};
