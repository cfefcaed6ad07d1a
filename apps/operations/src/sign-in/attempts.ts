import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Registry } from '#hub/registry';
import { Allowance } from '../http/allowance.js';

/** Where an attempt comes from. */
export interface Attempt {
  login: string;
  address: string;
  /** What this browser was given when it signed in before. */
  device?: string | undefined;
}

const KEY = 'sign-in/device-key';

/**
 * Slows guessing down without handing anybody a way to lock others out (OWASP: device cookies). A browser that signed in
 * before has an allowance of its own, which no stranger can use up. Strangers share one for each name, and have one for
 * each name and address; both refill, so that the longest wait is a minute for somebody who only mistyped, and an
 * attacker with many addresses gets 4,320 guesses a day at a password of twelve characters. An administrator's one-time
 * link passes by all of it.
 */
export class Attempts {
  #familiar = new Allowance({ burst: 10, everyMs: 30_000 });
  #strange = new Allowance({ burst: 5, everyMs: 60_000 });
  #named = new Allowance({ burst: 100, everyMs: 20_000 });
  #addresses = new Allowance({ burst: 60, everyMs: 10_000 });
  #key: Promise<Buffer> | undefined;

  constructor(private readonly registry: Pick<Registry, 'settings'>) {}

  /** Milliseconds until this may be tried; 0: now. Each try is paid for before its outcome is known. */
  async take(attempt: Attempt, now: number): Promise<number> {
    const counts = await this.#countsOf(attempt);
    const waitMs = Math.max(...counts.map(([allowance, key]) => allowance.waitMs(key, now)));
    if (waitMs === 0) for (const [allowance, key] of counts) allowance.take(key, now);
    return waitMs;
  }

  /** It was the right one: what led there is not held against anybody. */
  async succeeded(attempt: Attempt): Promise<void> {
    for (const [allowance, key] of await this.#countsOf(attempt)) if (allowance !== this.#named) allowance.forget(key);
  }

  /** For the cookie of a browser that signed in. Worth nothing but patience. */
  async deviceOf(login: string): Promise<string> {
    const nonce = randomBytes(12).toString('base64url');
    return `${nonce}.${await this.#sign(login, nonce)}`;
  }

  async #countsOf({ login, address, device }: Attempt): Promise<[Allowance, string][]> {
    if (device !== undefined && (await this.#knows(login, device))) return [[this.#familiar, `${login} ${device}`]];
    const network = networkOf(address);
    return [
      [this.#strange, `${login} ${network}`],
      [this.#named, login],
      [this.#addresses, network],
    ];
  }

  async #knows(login: string, device: string): Promise<boolean> {
    const [nonce = '', signature = ''] = device.split('.');
    const expected = Buffer.from(await this.#sign(login, nonce));
    const given = Buffer.from(signature);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  async #sign(login: string, nonce: string): Promise<string> {
    const key = await (this.#key ??= this.#keyOf());
    return createHmac('sha256', key).update(`${nonce} ${login}`).digest('base64url');
  }

  async #keyOf(): Promise<Buffer> {
    const kept = await this.registry.settings.get(KEY);
    if (typeof kept === 'string') return Buffer.from(kept, 'base64url');
    const made = randomBytes(32);
    await this.registry.settings.put(KEY, made.toString('base64url'));
    return made;
  }
}

/** Whoever has one IPv6 address has 2⁶⁴ of them. */
const networkOf = (address: string): string =>
  address.includes(':') && !address.startsWith('::ffff:') ? address.split(':').slice(0, 4).join(':') : address;
