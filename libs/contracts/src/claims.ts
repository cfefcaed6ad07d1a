import { z } from 'zod';
import { idSchema, isId } from './devices.js';

/**
 * Damm's quasigroup of order 10 (H. M. Damm, "Total anti-symmetrische Quasigruppen", Marburg 2004): the check digit finds
 * every single wrong digit and every swap of neighbours.
 */
const DAMM = [
  ...['0317598642', '7092154863', '4206871359', '1750983426', '6123045978'],
  ...['3674209581', '5869720134', '8945362017', '9438617205', '2581436790'],
];
const damm = (digits: string): string => [...digits].reduce((row, digit) => DAMM[Number(row)]![Number(digit)]!, '0');

/** Digits that are typed in where a label cannot be scanned: seven of them and their check digit. */
export const CODE_DIGITS = 8;
export const withCheckDigit = (seven: string): string => seven + damm(seven);
export const isClaimCode = (text: string): boolean => /^\d{8}$/.test(text) && damm(text) === '0';
/** "4719 0366", as it stands on the label and on the phone. */
export const groupedCode = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`;
/** What somebody typed, without the gaps that he or she put in. */
export const ungroupedCode = (typed: string): string => typed.replace(/[\s.–-]/gu, '');

export const claimCodeSchema = z
  .string()
  .max(20)
  .transform(ungroupedCode)
  .refine(isClaimCode, 'mã gồm 8 chữ số; có số gõ sai hoặc đảo chỗ')
  .describe('8 digits, the last one a check digit');
/** 256 random bits as base64url: on the label's QR code and in the box; the hub keeps its SHA-256. */
const SECRET = /^[\w-]{43}$/;
export const claimSecretSchema = z.string().regex(SECRET, 'khóa trên tem không đúng dạng');

/** What a label says: `hub:<8 digits>:<claim secret>[:<profile>]`. */
export interface Label {
  code: string;
  secret: string;
  profile?: string;
}
export const labelText = ({ code, secret, profile }: Label): string =>
  ['hub', code, secret, ...(profile ? [profile] : [])].join(':');
/** Undefined for any other text, also for one whose code was damaged. A phone reads it: without schemas, which are large. */
export function parseLabel(text: string): Label | undefined {
  const [scheme, code = '', secret = '', profile, ...more] = text.trim().split(':');
  if (scheme !== 'hub' || more.length > 0 || !isClaimCode(code)) return undefined;
  if (!SECRET.test(secret)) return undefined;
  if (profile === undefined) return { code, secret };
  return isId(profile) ? { code, secret, profile } : undefined;
}

/**
 * `open`: nobody has it yet. `claimed`: it is some device's, which has no account of its own yet. `handed-out`: the box
 * was told its account. `in-use`: it has signed in with it, and the label opens nothing any more.
 */
export const CLAIM_STATES = ['open', 'claimed', 'handed-out', 'in-use', 'expired', 'withdrawn'] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];

/** Who comes to be provisioned. The dot is in no device's id, so that nobody's account is meant by it. */
export type Newcomer = { by: 'claim'; code: string } | { by: 'batch'; batch: string };
export const claimAccount = (code: string): string => `claim.${code}`;
export const batchAccount = (batch: string): string => `batch.${batch}`;
export function parseNewcomer(username: string): Newcomer | undefined {
  const [, by, rest = ''] = /^(claim|batch)\.(.*)$/s.exec(username) ?? [];
  if (by === 'claim' && isClaimCode(rest)) return { by, code: rest };
  if (by === 'batch' && idSchema.safeParse(rest).success) return { by, batch: rest };
  return undefined;
}

const short = z.string().trim().min(1).max(80);
/** `provisioning/request`. A box with a label needs to say nothing: `{}`. */
export const provisioningRequestSchema = z.object({
  /** What the box calls its model and what runs on it: for people to read. */
  model: short.optional(),
  firmware: short.optional(),
  profile: idSchema.optional(),
  /**
   * Of a box with a batch key: what it made up at its first start and keeps (128 random bits or more). Who cannot say it
   * again is another box, whatever name it gives itself.
   */
  proof: z
    .string()
    .regex(/^[\w-]{22,86}$/)
    .optional(),
});
export type ProvisioningRequest = z.infer<typeof provisioningRequestSchema>;

/** `provisioning/reply/<code or client id>`. */
export const provisioningReplySchema = z.discriminatedUnion('state', [
  /** Not yet: stay, or ask again after so long. */
  z.object({ state: z.literal('waiting'), for: z.enum(['claim', 'approval']), askAgainMs: z.int() }),
  z.object({
    state: z.literal('account'),
    /** User name of its account; the secret is its password. */
    id: idSchema,
    commune: z.string(),
    secret: z.string(),
    topics: z.object({
      telemetry: z.string(),
      events: z.string(),
      status: z.string(),
      commands: z.string(),
      config: z.string(),
    }),
    profile: idSchema,
    /** How often the hub expects it to measure. */
    intervalMs: z.int(),
  }),
  /** `words` are Vietnamese, for whoever looks at the box's own log. */
  z.object({ state: z.literal('refused'), reason: z.string(), words: z.string() }),
]);
export type ProvisioningReply = z.infer<typeof provisioningReplySchema>;

/** `…/config` down: a new secret. The old one works until this one was used. */
export const newSecretSchema = z.object({ type: z.literal('secret'), id: z.string(), secret: z.string() });
export type NewSecret = z.infer<typeof newSecretSchema>;
/** `…/config/ack` up: it has been written down (or could not be). */
export const configAckSchema = z.object({ id: z.string().max(64), ok: z.boolean() });
/** `…/config/request` up: a device asks for a new secret by itself. */
export const configRequestSchema = z.object({ want: z.literal('secret') });
