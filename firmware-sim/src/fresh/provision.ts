import { setTimeout as delay } from 'node:timers/promises';
import { claimAccount, type ProvisioningReply, provisioningReplySchema, topics } from '#hub/contracts';
import mqtt, { type MqttClient } from 'mqtt';

/** What a box is told once it is somebody's. */
export type FreshAccount = Extract<ProvisioningReply, { state: 'account' }>;

/** The hub will not have this box: asking again does not help. */
export class NotProvisionedError extends Error {
  override readonly name = 'NotProvisionedError';
}

export interface ProvisionOptions {
  url: string;
  code: string;
  secret: string;
  /** What it says of itself. */
  says?: { model?: string; firmware?: string };
  /** Hears how far it has got: Vietnamese, English. */
  say?: (vi: string, en: string) => void;
  signal?: AbortSignal;
}

const AGAIN_MS = 3000;
/** CONNACK codes that stay: bad credentials, not authorised. */
const [UNKNOWN, NOT_AUTHORISED] = [4, 5];
const FINAL = new Set([UNKNOWN, NOT_AUTHORISED]);

/**
 * Why a box was turned away, as far as CONNACK says it: "not authorised" over a plain line from elsewhere is what a hub
 * without MQTTS says to each new box, before it looks at the label.
 */
export function refusalWords(connack: number, { url, code }: Pick<ProvisionOptions, 'url' | 'code'>): string {
  if (connack === UNKNOWN) return `Hub không nhận mã ${code}: sai mã hoặc sai khóa / wrong code or wrong key`;
  const used = 'tem đã dùng, hết hạn hoặc bị hủy / the label was used, is over or was withdrawn';
  const { protocol, hostname } = new URL(url);
  const open = protocol === 'mqtt:' && !['localhost', '[::1]'].includes(hostname) && !hostname.startsWith('127.');
  if (!open) return `Hub không nhận mã ${code}: ${used}`;
  return `Hub không nhận hộp mới qua đường không mã hóa: nối mqtts://, hoặc đặt MQTT_PLAIN_PROVISIONING=true ở hub / the hub lets no new box in over a plain line: use mqtts://, or set MQTT_PLAIN_PROVISIONING=true there. Đã đặt rồi thì / if it is set: ${used}`;
}

/**
 * Asks for an account as the firmware of a new box does: connects with its label's code and secret, listens on its reply
 * topic, asks, and stays until it is told. Comes again after whatever breaks. @throws NotProvisionedError
 */
export async function provision({
  url,
  code,
  secret,
  says = {},
  say,
  signal,
}: ProvisionOptions): Promise<FreshAccount> {
  for (;;) {
    signal?.throwIfAborted();
    let line: MqttClient | undefined;
    try {
      line = await mqtt.connectAsync(
        url,
        { username: claimAccount(code), password: secret, reconnectPeriod: 0 },
        false,
      );
      const told = await asked(line, code, says, say, signal);
      if (told) return told;
    } catch (error) {
      if (error instanceof NotProvisionedError) throw error;
      const { code: answer } = error as { code?: number | string };
      if (typeof answer === 'number' && FINAL.has(answer))
        throw new NotProvisionedError(refusalWords(answer, { url, code }));
      say?.('chưa nối được, thử lại', 'no connection, trying again');
    } finally {
      line?.end(true);
    }
    await delay(AGAIN_MS, undefined, { signal });
  }
}

/** The account, or undefined where the line ended before. */
function asked(
  line: MqttClient,
  code: string,
  says: object,
  say: ProvisionOptions['say'],
  signal: AbortSignal | undefined,
): Promise<FreshAccount | undefined> {
  return new Promise((resolve, reject) => {
    let again: NodeJS.Timeout | undefined;
    const ask = () => line.publish(topics.provisioningRequest, JSON.stringify(says), { qos: 1 });
    const end = (then: () => void) => {
      clearTimeout(again);
      then();
    };
    line.on('error', () => undefined);
    line.once('close', () => end(() => resolve(undefined)));
    signal?.addEventListener('abort', () => end(() => reject(signal.reason as Error)), { once: true });
    line.on('message', (_topic, payload) => {
      const reply = replyIn(payload);
      if (reply?.state === 'account') end(() => resolve(reply));
      else if (reply?.state === 'refused') end(() => reject(new NotProvisionedError(reply.words)));
      else if (reply) {
        say?.('chờ người lắp đặt quét tem', 'waits for somebody to scan its label');
        again = setTimeout(ask, reply.askAgainMs);
      }
    });
    line.subscribe(topics.provisioningReply(code), { qos: 1 }, (error) => {
      if (error) end(() => reject(error));
      else ask();
    });
  });
}

function replyIn(payload: Buffer): ProvisioningReply | undefined {
  try {
    return provisioningReplySchema.parse(JSON.parse(payload.toString()));
  } catch {
    return undefined;
  }
}
