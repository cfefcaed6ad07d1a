import { createHmac } from 'node:crypto';
import { ask, isOutcome, outcomeOf } from './ask.js';
import type { Channel, Outcome, Outgoing } from './channel.js';

/**
 * Tells a program: JSON, signed with a shared secret. "x-hub-signature: t=<seconds>,v1=<hex>" is HMAC-SHA-256 over
 * "<seconds>.<body>"; "idempotency-key" is the same whenever the same is sent again.
 */
export class WebhookChannel implements Channel {
  readonly name = 'webhook';
  readonly repeats = 'keyed';
  readonly patienceMs = 60 * 60_000;

  constructor(
    private readonly url: string,
    private readonly secret: string,
  ) {}

  async send({ key, kind, drill, notices, words, urgent, at }: Outgoing, signal: AbortSignal): Promise<Outcome> {
    const { title, body: text, url } = words;
    const body = JSON.stringify({ id: key, kind, ...(drill && { drill }), notices, title, text, url, urgent, at });
    const seconds = Math.floor(Date.now() / 1000);
    const mac = createHmac('sha256', this.secret).update(`${seconds}.${body}`).digest('hex');
    const headers = {
      ...{ 'content-type': 'application/json', 'idempotency-key': key },
      'x-hub-signature': `t=${seconds},v1=${mac}`,
    };
    const answer = await ask({ url: this.url, method: 'POST', headers, body }, signal);
    return isOutcome(answer) ? answer : outcomeOf(answer, true);
  }
}
