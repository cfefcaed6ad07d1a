import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { ConfigError } from '#hub/service-kit';
import type { TlsConfig } from '../broker.config.js';

export interface Certificate {
  cert: Buffer;
  key: Buffer;
  minVersion: 'TLSv1.2';
}

/** The files of a certificate and its key, which whoever renews it replaces one after the other. */
export class CertificateFiles {
  #used: Certificate | undefined;

  constructor(readonly config: TlsConfig) {}

  /** @throws ConfigError where there is none that serves */
  first(): Certificate {
    try {
      return (this.#used = this.#read());
    } catch (cause) {
      const { code, message } = cause as NodeJS.ErrnoException;
      throw new ConfigError(`Cấu hình sai / configuration is wrong:\n  MQTTS_CERT, MQTTS_KEY: ${code ?? message}`, {
        cause,
      });
    }
  }

  /** A pair that fits and is not the one in use; undefined where there is none, be it that a file is half written. */
  renewed(): Certificate | undefined {
    try {
      const found = this.#read();
      if (this.#used && found.cert.equals(this.#used.cert) && found.key.equals(this.#used.key)) return undefined;
      return (this.#used = found);
    } catch {
      return undefined;
    }
  }

  #read(): Certificate {
    const { certPath, keyPath } = this.config;
    const found = { cert: readFileSync(certPath), key: readFileSync(keyPath), minVersion: 'TLSv1.2' } as const;
    // the key must be that of the certificate
    createSecureContext(found);
    return found;
  }
}

/** When the first certificate of a chain ends, as it is written there. */
export const endOf = ({ cert }: Certificate): string => new X509Certificate(cert).validTo;
