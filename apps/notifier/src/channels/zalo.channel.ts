import type { Registry } from '#hub/registry';
import type { Clock } from '#hub/service-kit';
import { z } from 'zod';
import { dayOf, clockOf } from '../texts/times.js';
import { type Answered, ask, isOutcome, outcomeOf } from './ask.js';
import type { Channel, Outcome, Outgoing } from './channel.js';
import { normalised } from './phone-number.js';
import { jsonOf, type ZaloTokens } from './zalo-tokens.js';

const answerSchema = z.object({ error: z.number(), message: z.string().optional() });
const TOKEN_INVALID = -124;
/** A parameter of a template is short. */
const LONGEST = 200;

/** Zalo's notification service (ZNS): one approved template. HTTP says 200 to everything; `error` says what became of it. */
export class ZaloChannel implements Channel {
  readonly name = 'zalo';
  /** `tracking_id` finds a message again; nothing says that it is looked at before one is sent. */
  readonly repeats = 'doubles';
  readonly patienceMs = 15 * 60_000;

  constructor(
    private readonly registry: Pick<Registry, 'contacts'>,
    private readonly tokens: ZaloTokens,
    private readonly clock: Clock,
    private readonly zns: { url: string; template: string },
  ) {}

  async send(message: Outgoing, signal: AbortSignal): Promise<Outcome> {
    const phone = normalised((await this.registry.contacts.addresses(message.person!)).phone ?? '');
    if (!phone) return { outcome: 'refused', reason: 'số điện thoại không phải số di động' };
    let refused: string | undefined;
    for (;;) {
      const token = await this.tokens.access(this.clock.now(), signal, refused);
      if (token === undefined) return { outcome: 'refused', reason: 'Zalo không cấp mã truy cập' };
      const answer = await this.#ask(message, phone, token, signal);
      if (isOutcome(answer)) return answer;
      const error = errorOf(answer);
      if (error === TOKEN_INVALID && refused === undefined) {
        refused = token;
        continue;
      }
      if (error === undefined && answer.status === 200)
        return { outcome: 'uncertain', reason: 'Zalo trả lời không rõ' };
      if (error === undefined) return outcomeOf(answer, false);
      return error === 0 ? { outcome: 'sent' } : { outcome: 'refused', reason: `Zalo ${error}` };
    }
  }

  #ask({ key, words, at }: Outgoing, phone: string, token: string, signal: AbortSignal): Promise<Answered | Outcome> {
    const { url, template } = this.zns;
    const time = `${clockOf(at)} ${dayOf(at).split('-').reverse().join('/')}`;
    const data = { title: words.title.slice(0, LONGEST), content: words.body.slice(0, LONGEST), time };
    const body = JSON.stringify({ phone, template_id: template, template_data: data, tracking_id: key });
    const headers = { 'content-type': 'application/json', access_token: token };
    return ask({ url: `${url}/message/template`, method: 'POST', headers, body }, signal);
  }
}

/** Undefined where the answer is not Zalo's. */
function errorOf({ status, text }: Answered): number | undefined {
  if (status !== 200) return undefined;
  const answer = answerSchema.safeParse(jsonOf(text));
  return answer.success ? answer.data.error : undefined;
}
