import type { Registry } from '#hub/registry';
import type { Channel, Outcome, Outgoing } from './channel.js';

interface SmtpError extends Error {
  code?: string;
  responseCode?: number;
}
const TIMEOUT_MS = 10_000;

/** E-mail by SMTP. A message id that stays the same lets good mailboxes fold a repeat; SMTP itself promises nothing. */
export class EmailChannel implements Channel {
  readonly name = 'email';
  readonly repeats = 'doubles';
  readonly patienceMs = 60 * 60_000;

  constructor(
    private readonly registry: Pick<Registry, 'contacts'>,
    private readonly url: string,
    private readonly from: string,
    private readonly publicUrl: string,
  ) {}

  async send({ person, words, key, urgent }: Outgoing): Promise<Outcome> {
    const { email } = await this.registry.contacts.addresses(person!);
    if (!email) return { outcome: 'refused', reason: 'chưa có địa chỉ thư điện tử' };
    const { title, body, url } = words;
    const { smtp, handedOver } = await connectionTo(this.url);
    try {
      await smtp.sendMail({
        ...{ from: this.from, to: email, subject: title, text: `${body}\n\n${this.publicUrl}${url}\n` },
        messageId: `<${key}@${new URL(this.publicUrl).hostname}>`,
        priority: urgent ? 'high' : 'normal',
      });
      return { outcome: 'sent' };
    } catch (error) {
      return outcomeOf(error as SmtpError, handedOver());
    }
  }
}

/** A connection for one letter, and whether the server was given any of it: that is after its answer to DATA. */
async function connectionTo(url: string) {
  // large, and many a commune has no mailbox
  const { default: nodemailer } = await import('nodemailer');
  let handed = false;
  const timeouts = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS };
  const smtp = nodemailer.createTransport({ url, ...timeouts });
  smtp.use('stream', ({ message }, done) => {
    const streamOf = message.createReadStream.bind(message);
    message.createReadStream = (options) => streamOf(options).once('resume', () => (handed = true));
    done();
  });
  return { smtp, handedOver: () => handed };
}

/** 4xx is for now and 5xx for good; a line that was cut while the text was under way may have carried it. */
function outcomeOf({ responseCode, code = '' }: SmtpError, handedOver: boolean): Outcome {
  const reason = `SMTP ${responseCode ?? code}`;
  if (responseCode !== undefined) return { outcome: responseCode < 500 ? 'retry' : 'refused', reason };
  return { outcome: handedOver ? 'uncertain' : 'retry', reason };
}
