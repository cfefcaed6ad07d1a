import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { RegistryUnavailableError } from '../registry.errors.js';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SEALED = /^v1\.([\w-]{8})\.([\w-]+)$/;

/**
 * Keeps what must be read again from whoever has the database and not the key: a copy of it, its dump, its server. The key
 * is a file beside the hub's other data, made where it is first needed, readable by the hub alone.
 *
 * "v1.<which key>.<nonce, text, tag>": AES-256-GCM, base64url. `about` is bound to it: what was sealed about one is worth
 * nothing in the place of another's.
 */
export class Sealer {
  #key: Buffer | undefined;

  constructor(private readonly file: string) {}

  async seal(text: string, about: string): Promise<string> {
    const key = await this.#keyOrNew();
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(about));
    const bytes = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `v1.${nameOf(key)}.${bytes.toString('base64url')}`;
  }

  /** @throws RegistryUnavailableError where the key is gone, or is another's */
  async open(sealed: string, about: string): Promise<string> {
    const [, name, body = ''] = SEALED.exec(sealed) ?? [];
    const key = (this.#key ??= await this.#read());
    if (!key || nameOf(key) !== name)
      throw new RegistryUnavailableError(
        `thiếu đúng tệp khóa ${this.file}: hãy lấy lại từ bản sao lưu, hoặc xin liên kết đặt lại`,
      );
    const bytes = Buffer.from(body, 'base64url');
    const [nonce, tag] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(-TAG_BYTES)];
    try {
      const decipher = createDecipheriv(CIPHER, key, nonce).setAAD(Buffer.from(about)).setAuthTag(tag);
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString();
    } catch (cause) {
      throw new RegistryUnavailableError('mã xác thực trong sổ đã bị sửa; hãy xin liên kết đặt lại', { cause });
    }
  }

  async #keyOrNew(): Promise<Buffer> {
    this.#key ??= (await this.#read()) ?? (await this.#make());
    return this.#key;
  }

  async #read(): Promise<Buffer | undefined> {
    const text = await readFile(this.file, 'latin1').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw new RegistryUnavailableError(`không đọc được tệp khóa ${this.file}`, { cause: error });
    });
    if (text === undefined) return undefined;
    const key = Buffer.from(text.trim(), 'base64url');
    if (key.length !== KEY_BYTES) throw new RegistryUnavailableError(`tệp khóa ${this.file} không đúng dạng`);
    return key;
  }

  /** Whole or not at all; of two that make one, in two processes or in one, the first's counts. */
  async #make(): Promise<Buffer> {
    await mkdir(dirname(this.file), { recursive: true });
    const part = `${this.file}.${randomBytes(6).toString('hex')}.part`;
    try {
      const file = await open(part, 'w', 0o600);
      try {
        await file.writeFile(`${randomBytes(KEY_BYTES).toString('base64url')}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      await link(part, this.file).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      });
    } catch (cause) {
      throw new RegistryUnavailableError(`không ghi được tệp khóa ${this.file}`, { cause });
    } finally {
      await rm(part, { force: true });
    }
    return (await this.#read())!;
  }
}

/** Tells keys apart, and nothing of them. */
const nameOf = (key: Buffer): string => createHash('sha256').update(key).digest('base64url').slice(0, 8);
