import type { Registry } from '#hub/registry';
import type { Channel, Outcome, Outgoing } from './channel.js';
import { askByTemplate, type HttpTemplate, isKeyed, numbersOf } from './http-template.js';
import { normalised } from './phone-number.js';

/** Text messages by any gateway that speaks HTTP. Texts are GSM-7 already, one message long. */
export class SmsChannel implements Channel {
  readonly name = 'sms';
  readonly patienceMs = 15 * 60_000;
  readonly repeats;

  constructor(
    private readonly registry: Pick<Registry, 'contacts'>,
    private readonly template: HttpTemplate,
  ) {
    this.repeats = isKeyed(template) ? ('keyed' as const) : ('doubles' as const);
  }

  async send({ person, words, key }: Outgoing, signal: AbortSignal): Promise<Outcome> {
    const phone = normalised((await this.registry.contacts.addresses(person!)).phone ?? '');
    if (!phone) return { outcome: 'refused', reason: 'số điện thoại không phải số di động' };
    return askByTemplate(this.template, { ...numbersOf(phone), text: words.sms, key }, signal);
  }
}
