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
  #inside = new Map<Socket, string>();
  #byAddress = new Map<string, number>();
  /** In order of arrival. */
  #strangers = new Map<Socket, string>();
  #strangersByAddress = new Map<string, number>();

  constructor(
    readonly limits: AdmissionLimits,
    /** Told before a silent connection is put out. */
    readonly evicting: (address: string, socket: Socket) => void,
  ) {}

  get open(): number {
    return this.#inside.size;
  }

  /** Lets a socket in and forgets it when it closes, or says no. */
  enter(socket: Socket, address: string): boolean {
    if (!this.#makeRoom(address)) return false;
    this.#inside.set(socket, address);
    add(this.#byAddress, address, 1);
    this.#strangers.set(socket, address);
    add(this.#strangersByAddress, address, 1);
    socket.once('close', () => this.#leave(socket));
    return true;
  }

  /** No longer a stranger. */
  signedIn(socket: Socket): void {
    const address = this.#strangers.get(socket);
    if (address === undefined) return;
    this.#strangers.delete(socket);
    add(this.#strangersByAddress, address, -1);
  }

  #makeRoom(address: string): boolean {
    const { connections, perAddress, unauthenticated, unauthenticatedPerAddress } = this.limits;
    const crowded =
      (this.#byAddress.get(address) ?? 0) >= perAddress ||
      (this.#strangersByAddress.get(address) ?? 0) >= unauthenticatedPerAddress;
    if (crowded) return this.#evict(address);
    if (this.open >= connections || this.#strangers.size >= unauthenticated) return this.#evict();
    return true;
  }

  /** False where everybody has signed in. */
  #evict(address?: string): boolean {
    for (const [socket, from] of this.#strangers) {
      if (address !== undefined && from !== address) continue;
      this.#leave(socket);
      this.evicting(from, socket);
      socket.destroy();
      return true;
    }
    return false;
  }

  #leave(socket: Socket): void {
    const address = this.#inside.get(socket);
    if (address === undefined) return;
    this.signedIn(socket);
    this.#inside.delete(socket);
    add(this.#byAddress, address, -1);
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
