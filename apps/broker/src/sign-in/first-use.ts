import { Gathered } from '#hub/service-kit';
import type { ProvisioningPort } from '../provisioning/registry.port.js';

/** After the registry was away. Until then the secret before goes on opening as well. */
const AGAIN_MS = 5000;

/** Tells the registry that a new secret was signed in with, which ends the one before. */
export class FirstUse {
  #telling = new Set<string>();
  #told: Gathered<string, undefined>;
  #again = new Set<NodeJS.Timeout>();

  constructor(
    registry: Pick<ProvisioningPort, 'used'>,
    /** Reads the registry into the directory again. */
    refresh: () => Promise<void>,
  ) {
    this.#told = new Gathered(async (hashes) => {
      await registry.used(hashes);
      await refresh();
      return hashes.map(() => undefined);
    });
  }

  /** Said again while it is under way, it is told once. */
  of(secretHash: string): void {
    if (this.#telling.has(secretHash)) return;
    this.#telling.add(secretHash);
    this.#tell(secretHash);
  }

  stop(): void {
    for (const timer of this.#again) clearTimeout(timer);
  }

  #tell(secretHash: string): void {
    this.#told.one(secretHash).then(
      () => this.#telling.delete(secretHash),
      () => {
        const timer = setTimeout(() => {
          this.#again.delete(timer);
          this.#tell(secretHash);
        }, AGAIN_MS);
        timer.unref();
        this.#again.add(timer);
      },
    );
  }
}
