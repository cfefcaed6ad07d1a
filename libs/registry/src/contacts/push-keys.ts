import { createECDH, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { SealedSettings } from '../settings/sealed-settings.js';

/** By which push services know the hub (RFC 8292). Base64url. */
export interface VapidKeys {
  publicKey: string;
  privateKey: string;
}

/** Made once: browsers that subscribed know the hub by them. */
export class PushKeys {
  constructor(private readonly sealed: SealedSettings) {}

  async vapid(): Promise<VapidKeys> {
    const text = await this.sealed.getOrMake('push.vapid', () => {
      const pair = createECDH('prime256v1');
      pair.generateKeys();
      const privateKey = Buffer.alloc(32);
      const raw = pair.getPrivateKey();
      raw.copy(privateKey, 32 - raw.length);
      return JSON.stringify({
        publicKey: pair.getPublicKey('base64url'),
        privateKey: privateKey.toString('base64url'),
      });
    });
    return JSON.parse(text) as VapidKeys;
  }

  /** What whoever was given a message shows to say what became of it: nobody else can make it. */
  async tokenOf(message: string): Promise<string> {
    return `${message}.${macOf(await this.#secret(), message)}`;
  }
  /** The message of a token, or undefined where the hub did not make it. */
  async messageOf(token: string): Promise<string | undefined> {
    const [message = '', mac = ''] = token.split('.');
    const right = Buffer.from(macOf(await this.#secret(), message));
    const shown = Buffer.from(mac);
    return shown.length === right.length && timingSafeEqual(shown, right) ? message : undefined;
  }

  #secret(): Promise<string> {
    return this.sealed.getOrMake('notices.tokens', () => randomBytes(32).toString('base64url'));
  }
}

const macOf = (secret: string, message: string): string =>
  createHmac('sha256', secret).update(message).digest('base64url');
