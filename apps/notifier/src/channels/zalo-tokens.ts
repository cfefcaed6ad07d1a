import { createHash } from 'node:crypto';
import type { SealedSettings } from '#hub/registry';
import { z } from 'zod';
import { ask, isOutcome } from './ask.js';

const SETTING = 'zalo.tokens';
/** An access token lives about 25 hours; it is changed before it ends. */
const EARLY_MS = 30 * 60_000;
const tokensSchema = z.object({
  access: z.string(),
  refresh: z.string(),
  expires: z.number(),
  /** Of which setting they came: a hash, for a token is written nowhere twice. Absent: of an earlier version. */
  from: z.string().optional(),
});
type Tokens = z.infer<typeof tokensSchema>;
const answerSchema = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  expires_in: z.coerce.number().default(90_000),
});

export interface ZaloAccount {
  oauthUrl: string;
  appId: string;
  secretKey: string;
  /** The first; whatever the hub was given for it since goes before it. Another one is where somebody began anew. */
  refreshToken: string;
}

/**
 * Tokens of the official account. A refresh token works once: the next one is on the disk before anything is sent with
 * what came with it, and of several who need one a single one asks.
 */
export class ZaloTokens {
  readonly #from;
  #asking: Promise<string | undefined> | undefined;

  constructor(
    private readonly sealed: Pick<SealedSettings, 'get' | 'put'>,
    private readonly account: ZaloAccount,
  ) {
    this.#from = createHash('sha256').update(account.refreshToken).digest('base64url');
  }

  /** An access token; undefined where Zalo gives none. `used`: one that was refused. */
  access(now: number, signal: AbortSignal, used?: string): Promise<string | undefined> {
    this.#asking ??= this.#find(now, signal, used).finally(() => (this.#asking = undefined));
    return this.#asking;
  }

  async #find(now: number, signal: AbortSignal, used: string | undefined): Promise<string | undefined> {
    const text = await this.sealed.get(SETTING);
    const kept = text === undefined ? undefined : tokensSchema.parse(JSON.parse(text));
    const known = kept?.from === undefined || kept.from === this.#from ? kept : undefined;
    if (known && known.access !== used && known.expires - EARLY_MS > now) return known.access;
    const first = this.account.refreshToken;
    if (!known) return this.#refresh(first, now, signal);
    const given = await this.#refresh(known.refresh, now, signal);
    // of what an earlier version kept nobody knows whether it goes before the setting
    return given ?? (known.from === undefined ? this.#refresh(first, now, signal) : undefined);
  }

  async #refresh(refresh: string, now: number, signal: AbortSignal): Promise<string | undefined> {
    const { oauthUrl, appId, secretKey } = this.account;
    const form = { app_id: appId, refresh_token: refresh, grant_type: 'refresh_token' };
    const answer = await ask(
      {
        ...{ url: `${oauthUrl}/v4/oa/access_token`, method: 'POST', body: new URLSearchParams(form).toString() },
        headers: { 'content-type': 'application/x-www-form-urlencoded', secret_key: secretKey },
      },
      signal,
    );
    if (isOutcome(answer)) return undefined;
    const given = answerSchema.safeParse(jsonOf(answer.text));
    if (!given.success) return undefined;
    const { access_token: access, refresh_token, expires_in } = given.data;
    const tokens: Tokens = { access, refresh: refresh_token, expires: now + expires_in * 1000, from: this.#from };
    await this.sealed.put(SETTING, JSON.stringify(tokens));
    return access;
  }
}

/** Undefined where it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
