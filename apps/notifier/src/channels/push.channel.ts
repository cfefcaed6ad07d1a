import type { PushPayload, PushSubscription } from '#hub/contracts';
import type { Registry } from '#hub/registry';
import webPush from 'web-push';
import { ask, isOutcome, outcomeOf } from './ask.js';
import type { Channel, Outcome, Outgoing } from './channel.js';

/** A push that found no phone for an hour is news of yesterday. Seconds. */
const TTL_S = 3600;
/** RFC 8030: a push service may refuse more; encryption takes 103 of them. */
const MOST_BYTES = 4096 - 103;
const LONGEST_BODY = 600;

/**
 * Web Push (RFC 8030, 8291, 8292). The push service's 201 means that it has it; only the phone itself says that it was
 * shown. A repeat has the same topic and tag, and so replaces the first.
 */
export class PushChannel implements Channel {
  readonly name = 'push';
  readonly repeats = 'replaces';
  readonly patienceMs = 15 * 60_000;

  constructor(
    private readonly registry: Pick<Registry, 'contacts' | 'pushKeys'>,
    private readonly contact: string,
  ) {}

  async send(message: Outgoing, signal: AbortSignal): Promise<Outcome> {
    const { contacts, pushKeys } = this.registry;
    const subscriptions = await contacts.subscriptions(message.person!);
    if (subscriptions.length === 0) return { outcome: 'refused', reason: 'chưa bật thông báo trên máy nào' };
    const payload = payloadOf(message, await pushKeys.tokenOf(message.key));
    const outcomes = await Promise.all(subscriptions.map((one) => this.#push(one, message, payload, signal)));
    return best(outcomes);
  }

  async #push(to: PushSubscription, message: Outgoing, payload: string, signal: AbortSignal): Promise<Outcome> {
    const vapid = await this.registry.pushKeys.vapid();
    let details: webPush.RequestDetails;
    try {
      details = webPush.generateRequestDetails(to, payload, {
        vapidDetails: { subject: this.contact, ...vapid },
        ...{ TTL: TTL_S, urgency: 'high', topic: message.key, contentEncoding: 'aes128gcm' },
      });
    } catch {
      // a browser never gives such keys
      await this.registry.contacts.unsubscribe(to.endpoint);
      return { outcome: 'refused', reason: 'khóa của trình duyệt không dùng được' };
    }
    const { endpoint: url, method, headers, body } = details;
    const text = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    delete text['Content-Length'];
    const answer = await ask({ url, method, headers: text, body: body! }, signal);
    if (isOutcome(answer)) return answer;
    if (answer.status === 404 || answer.status === 410) {
      await this.registry.contacts.unsubscribe(to.endpoint);
      return { outcome: 'refused', reason: 'trình duyệt đã tắt thông báo' };
    }
    return outcomeOf(answer, true);
  }
}

function payloadOf({ words, key, kind, urgent, silent, at }: Outgoing, token: string): string {
  const of = (body: string): string => {
    const { title, url } = words;
    const payload: PushPayload = { title, body, tag: key, url, kind, urgent, silent, token, at };
    return JSON.stringify(payload);
  };
  let length = LONGEST_BODY;
  let text = of(words.body.slice(0, length));
  while (Buffer.byteLength(text) > MOST_BYTES && length > 0) text = of(words.body.slice(0, (length -= 100)));
  return text;
}

/** One browser is enough; one that may come later is better than none. */
const ORDER = ['delivered', 'sent', 'uncertain', 'retry', 'refused'];
const best = (outcomes: readonly Outcome[]): Outcome =>
  [...outcomes].sort((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome))[0]!;
