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
const FINAL = new Set([4, 5]);

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
        throw new NotProvisionedError(
          `Hub không nhận mã ${code}: sai, hết hạn hoặc đã dùng / the hub does not take the code: wrong, over or used`,
        );
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
