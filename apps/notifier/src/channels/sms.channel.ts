import type { Registry } from '#hub/registry';
import type { Channel, Outcome, Outgoing } from './channel.js';
import type { Modem } from './modem/modem.js';
import { askByTemplate, type HttpTemplate, isKeyed, numbersOf } from './http-template.js';
import { normalised } from './phone-number.js';

/** A gateway that says nothing for so long is let go; what it has by then nobody knows. Milliseconds. */
const GATEWAY_MS = 15_000;
/** Several texts wait for a modem, which takes some seconds for each. */
const MODEM_MS = 75_000;

export type SmsWays = { gateway: HttpTemplate; modem?: Modem } | { gateway?: undefined; modem: Modem };

/**
 * Text messages by any gateway that speaks HTTP, by a modem in the hub's own machine, or by the modem where the gateway
 * definitely did not take them. Texts are GSM-7 already, one message long.
 */
export class SmsChannel implements Channel {
  readonly name = 'sms';
  readonly patienceMs = 15 * 60_000;
  readonly hangMs;
  readonly repeats;

  constructor(
    private readonly registry: Pick<Registry, 'contacts'>,
    private readonly ways: SmsWays,
  ) {
    const { gateway, modem } = ways;
    this.repeats = gateway && !modem && isKeyed(gateway) ? ('keyed' as const) : ('doubles' as const);
    this.hangMs = GATEWAY_MS + (modem ? MODEM_MS : 0);
  }

  async send({ person, words, key }: Outgoing, signal: AbortSignal): Promise<Outcome> {
    const phone = normalised((await this.registry.contacts.addresses(person!)).phone ?? '');
    if (!phone) return { outcome: 'refused', reason: 'số điện thoại không phải số di động' };
    const { gateway, modem } = this.ways;
    const asked = gateway && (await this.#ask(gateway, phone, words.sms, key, signal));
    if (asked && (!modem || asked.outcome === 'sent' || asked.outcome === 'uncertain')) return asked;
    const sent = await modem!.send({ phone, text: words.sms, key }, signal);
    return asked ? inOne(asked, sent) : sent;
  }

  #ask(gateway: HttpTemplate, phone: string, text: string, key: string, signal: AbortSignal): Promise<Outcome> {
    const patience = AbortSignal.any([signal, AbortSignal.timeout(GATEWAY_MS)]);
    return askByTemplate(gateway, { ...numbersOf(phone), text, key }, patience, { again: this.repeats === 'keyed' });
  }

  start(warn: (reason: string) => void): void {
    const looked = this.ways.modem?.trouble(AbortSignal.timeout(MODEM_MS));
    void looked?.then((trouble) => trouble !== undefined && warn(trouble));
  }
  stop(): void {
    this.ways.modem?.stop();
  }
}

/** What the gateway did not take, and what became of it at the modem. */
function inOne(gateway: Outcome, modem: Outcome): Outcome {
  const why = gateway.reason;
  if (modem.outcome === 'sent' || modem.outcome === 'delivered')
    return { outcome: modem.outcome, reason: `qua modem; cổng tin nhắn: ${why}` };
  const reason = `cổng tin nhắn: ${why}; modem: ${modem.reason}`;
  if (modem.outcome === 'uncertain') return { outcome: 'uncertain', reason };
  const again = [gateway, modem].filter((one) => one.outcome === 'retry');
  if (again.length === 0) return { outcome: 'refused', reason };
  const waits = again.map(({ afterMs }) => afterMs).filter((ms) => ms !== undefined);
  // the one that named no time may be asked soon
  return { outcome: 'retry', reason, ...(waits.length === again.length && { afterMs: Math.min(...waits) }) };
}
