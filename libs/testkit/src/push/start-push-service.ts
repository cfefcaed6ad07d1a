import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  type ECDH,
  hkdfSync,
  randomBytes,
  verify as verifySignature,
} from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PushPayload, PushSubscription } from '#hub/contracts';

/** What a browser was pushed, decrypted. */
export interface Pushed {
  payload: PushPayload;
  headers: IncomingMessage['headers'];
  at: number;
}
/** How the service answers: a status with headers, or in the ways in which networks fail. */
export type PushAnswer = { status: number; headers?: Record<string, string> } | 'hang' | 'reset';

export interface TestBrowser {
  /** As PushManager.subscribe gives it. */
  subscription: PushSubscription;
  pushed: Pushed[];
  /** What the service refused, and why: a signature, an encryption. */
  wrong: string[];
  answer: PushAnswer;
}
export interface TestPushService {
  origin: string;
  browser(): TestBrowser;
  stop(): Promise<void>;
}

const LARGEST = 4096;

/**
 * A push service with its browsers: a real HTTP server that holds the sender to RFC 8030 (TTL), RFC 8292 (its signature)
 * and RFC 8291 (aes128gcm), and answers as it is told to.
 */
export async function startPushService(port = 0): Promise<TestPushService> {
  const browsers = new Map<string, { browser: TestBrowser; keys: ECDH; auth: Buffer }>();
  const server = createServer((request, response) => void take(request, response));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const known = browsers.get(request.url ?? '');
    if (!known) return void response.writeHead(404).end();
    const { browser, keys, auth } = known;
    const { headers } = request;
    let payload: PushPayload;
    try {
      if (!/^\d+$/.test(String(headers['ttl']))) throw new Error('no TTL');
      checkVapid(headers.authorization ?? '', origin);
      if (headers['content-encoding'] !== 'aes128gcm') throw new Error('another encoding');
      payload = JSON.parse(decrypted(body, keys, auth)) as PushPayload;
    } catch (error) {
      browser.wrong.push(String(error));
      return void response.writeHead(403).end();
    }
    if (body.length > LARGEST) return void response.writeHead(413).end();
    browser.pushed.push({ payload, headers, at: Date.now() });
    const { answer } = browser;
    if (answer === 'hang') return;
    if (answer === 'reset') return void request.socket.resetAndDestroy();
    response.writeHead(answer.status, answer.headers).end();
  }

  return {
    origin,
    browser() {
      const keys = createECDH('prime256v1');
      keys.generateKeys();
      const auth = randomBytes(16);
      const path = `/push/${randomBytes(24).toString('base64url')}`;
      const browser: TestBrowser = {
        subscription: {
          endpoint: `${origin}${path}`,
          keys: { p256dh: keys.getPublicKey('base64url'), auth: auth.toString('base64url') },
        },
        ...{ pushed: [], wrong: [], answer: { status: 201 } },
      };
      browsers.set(path, { browser, keys, auth });
      return browser;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** RFC 8292: "vapid t=<token>, k=<key>"; the token is signed with the key, is for this service, and not for long. */
function checkVapid(header: string, origin: string): void {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(header) ?? [];
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')];
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  const signed = Buffer.from(`${head}.${claims}`);
  const right = verifySignature(
    'sha256',
    signed,
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!right) throw new Error('the signature is not of this key');
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
  if (aud !== origin) throw new Error(`for another service: ${String(aud)}`);
  if (typeof exp !== 'number' || exp < Date.now() / 1000 || exp > Date.now() / 1000 + 86_400)
    throw new Error('over, or for more than a day');
  if (!/^(mailto:|https:)/.test(String(sub))) throw new Error('nobody to write to');
}

/** RFC 8188 and 8291, one record. */
function decrypted(body: Buffer, keys: ECDH, auth: Buffer): string {
  const salt = body.subarray(0, 16);
  const idLength = body[20]!;
  const sender = body.subarray(21, 21 + idLength);
  const sealed = body.subarray(21 + idLength);
  const shared = keys.computeSecret(sender);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), sender]);
  const secret = Buffer.from(hkdfSync('sha256', shared, auth, info, 32));
  const key = Buffer.from(hkdfSync('sha256', secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16));
  const nonce = Buffer.from(hkdfSync('sha256', secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12));
  const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  const end = padded.lastIndexOf(2);
  if (end < 0) throw new Error('no end of the padding');
  return padded.subarray(0, end).toString();
}
