import type { Registry } from '#hub/registry';
import type { Channel, Outcome, Outgoing } from './channel.js';
import { askByTemplate, type HttpTemplate, isKeyed, numbersOf } from './http-template.js';
import { normalised } from './phone-number.js';

const KEYS = 'Bấm 1 để tiếp nhận, bấm 2 để chuyển người khác.';

/**
 * Calls by a provider that speaks a text and hears keys. It says which one was pressed at an address that nobody else can
 * guess; that it took the call does not mean that somebody picked up.
 */
export class CallChannel implements Channel {
  readonly name = 'call';
  readonly patienceMs = 5 * 60_000;
  readonly repeats;

  constructor(
    private readonly registry: Pick<Registry, 'contacts' | 'pushKeys'>,
    private readonly template: HttpTemplate,
    private readonly publicUrl: string,
  ) {
    this.repeats = isKeyed(template) ? ('keyed' as const) : ('doubles' as const);
  }

  async send({ person, words, key }: Outgoing, signal: AbortSignal): Promise<Outcome> {
    const { contacts, pushKeys } = this.registry;
    const phone = normalised((await contacts.addresses(person!)).phone ?? '');
    if (!phone) return { outcome: 'refused', reason: 'số điện thoại không phải số di động' };
    const callback = `${this.publicUrl}/api/calls/${await pushKeys.tokenOf(key)}`;
    const text = `${words.voice} ${KEYS}`;
    return askByTemplate(this.template, { ...numbersOf(phone), text, callback, key }, signal);
  }
}
