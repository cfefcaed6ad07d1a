import type { Asking, Credentials, Handed, Welcome } from '#hub/registry';

/**
 * What the broker asks of the registry for boxes without an account. Every call takes many at once and answers in their
 * order; it rejects when the registry is away, and then nothing was changed.
 */
export interface ProvisioningPort {
  look(list: readonly Credentials[]): Promise<Welcome[]>;
  /** May be asked again: same device, another secret. */
  handOut(list: readonly Asking[]): Promise<Handed[]>;
  /** Which of those that wait somebody has done something for: they may ask again. */
  decided(list: readonly Asking[]): Promise<boolean[]>;
  /** Secrets that were signed in with for the first time. */
  used(secretHashes: readonly string[]): Promise<void>;
}

/** And for devices that change their secret. */
export interface RotationPort {
  want(account: string): Promise<unknown>;
  issue(accounts: readonly string[]): Promise<({ id: string; secret: string } | undefined)[]>;
  acknowledged(account: string, id: string): Promise<void>;
}
