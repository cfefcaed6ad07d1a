import type { Registry } from '#hub/registry';
import nodemailer, { type Transporter } from 'nodemailer';
import type { Channel, Outcome, Outgoing } from './channel.js';

interface SmtpError extends Error {
  code?: string;
  syscall?: string;
  responseCode?: number;
}
const TIMEOUT_MS = 10_000;

/** E-mail by SMTP. A message id that stays the same lets good mailboxes fold a repeat; SMTP itself promises nothing. */
export class EmailChannel implements Channel {
  readonly name = 'email';
  readonly repeats = 'doubles';
  readonly patienceMs = 60 * 60_000;
  readonly #smtp: Transporter;

  constructor(
    private readonly registry: Pick<Registry, 'contacts'>,
    url: string,
    private readonly from: string,
    private readonly publicUrl: string,
  ) {
    const timeouts = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS };
    this.#smtp = nodemailer.createTransport({ url, ...timeouts });
  }

  async send({ person, words, key, urgent }: Outgoing): Promise<Outcome> {
    const { email } = await this.registry.contacts.addresses(person!);
    if (!email) return { outcome: 'refused', reason: 'chưa có địa chỉ thư điện tử' };
    const { title, body, url } = words;
    try {
      await this.#smtp.sendMail({
        ...{ from: this.from, to: email, subject: title, text: `${body}\n\n${this.publicUrl}${url}\n` },
        messageId: `<${key}@${new URL(this.publicUrl).hostname}>`,
        priority: urgent ? 'high' : 'normal',
      });
      return { outcome: 'sent' };
    } catch (error) {
      return outcomeOf(error as SmtpError);
    }
  }
}

/** 4xx is for now and 5xx for good; a line that was cut while the text was under way may have carried it. */
function outcomeOf({ responseCode, syscall, code = '' }: SmtpError): Outcome {
  const reason = `SMTP ${responseCode ?? code}`;
  if (responseCode !== undefined) return { outcome: responseCode < 500 ? 'retry' : 'refused', reason };
  return { outcome: syscall === 'connect' || code === 'EDNS' ? 'retry' : 'uncertain', reason };
}
