import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { connect, type DetailedPeerCertificate } from 'node:tls';

/** From when until when a chain of certificates is valid: that of its member which ends first. Milliseconds since 1970. */
export interface Lifetime {
  from: number;
  until: number;
}

const DAY_MS = 86_400_000;
const ANSWER_MS = 10_000;
/** Certificates that live shorter are renewed later than 21 days before their end, as it should be. */
const SHORT_MS = 84 * DAY_MS;
/** And some so short that none is ever 21 days from its end: of those it is said. */
const VERY_SHORT_MS = 28 * DAY_MS;
const SOON_MS = 21 * DAY_MS;

/** Whole days that are left, 0 when it has ended. */
export const daysLeft = ({ until }: Lifetime, now: number): number => Math.max(0, Math.floor((until - now) / DAY_MS));

/** Whether its days tell something: a short certificate with more than a quarter of its life left is no worry. */
export function isTelling({ from, until }: Lifetime, now: number): boolean {
  const [life, left] = [until - from, until - now];
  const isShort = life >= VERY_SHORT_MS && life < SHORT_MS;
  return !isShort || left >= SOON_MS || left < life / 4;
}

/** Of a PEM file with a certificate and what stands above it. @throws Error where it has none */
export async function lifetimeOfFile(path: string): Promise<Lifetime> {
  const pem = await readFile(path, 'utf8');
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return soonest(blocks.map((block) => lifetimeOf(new X509Certificate(block))));
}

/** Of what is shown at an address, whether it is trusted or not. @throws Error where nobody answers */
export async function lifetimeAt(url: string): Promise<Lifetime> {
  const { hostname, port } = new URL(url);
  const at = (host: string) => served(host, Number(port || 443), hostname.replace(/^\[|\]$/g, ''));
  // many routers do not lead a public name back into the network that it stands for: the proxy is this machine's
  return at(hostname).catch((error: unknown) =>
    at('127.0.0.1').catch(() => {
      throw error;
    }),
  );
}

function served(host: string, port: number, name: string): Promise<Lifetime> {
  return new Promise((resolve, reject) => {
    const servername = isIP(name) ? '' : name;
    const socket = connect({ host, port, servername, rejectUnauthorized: false, timeout: ANSWER_MS }, () => {
      const chain = [...chainOf(socket.getPeerCertificate(true))];
      socket.destroy();
      resolve(soonest(chain.map(({ raw }) => lifetimeOf(new X509Certificate(raw)))));
    });
    socket.on('timeout', () => socket.destroy(new Error('no answer')));
    socket.on('error', reject);
  });
}

function* chainOf(first: DetailedPeerCertificate): Generator<DetailedPeerCertificate> {
  const seen = new Set<DetailedPeerCertificate>();
  for (let one = first; one?.raw && !seen.has(one); one = one.issuerCertificate) {
    seen.add(one);
    yield one;
  }
}

const lifetimeOf = ({ validFrom, validTo }: X509Certificate): Lifetime => ({
  from: Date.parse(validFrom),
  until: Date.parse(validTo),
});

function soonest(all: readonly Lifetime[]): Lifetime {
  const [first, ...others] = all;
  if (!first) throw new Error('no certificate');
  return others.reduce((a, b) => (b.until < a.until ? b : a), first);
}
