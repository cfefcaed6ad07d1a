import { describe, expect, it } from '@jest/globals';
import { denialOf } from './same-origin.js';

interface From {
  peer?: string;
  url?: string;
  method?: string;
}
const asked = (
  headers: Record<string, string>,
  { peer = '127.0.0.1', url = '/api/status', method = 'GET' }: From = {},
) => ({
  headers,
  url,
  method,
  socket: { remoteAddress: peer },
});

describe('while nobody administers the hub', () => {
  it.each([
    ['its own name', 'localhost:3000', '127.0.0.1', undefined],
    ['its own address', '127.0.0.1:3000', '::ffff:127.0.0.1', undefined],
    ['its own address, IPv6', '[::1]:3000', '::1', undefined],
    ['a name that was pointed at it', 'evil.example:3000', '127.0.0.1', 'foreign-host'],
    ['a name that begins like it', 'localhost.evil.example', '127.0.0.1', 'foreign-host'],
    ['another machine that says the name', '127.0.0.1:3000', '192.168.1.9', 'foreign-host'],
  ])('%s', (_what, host, peer, denial) => expect(denialOf(asked({ host }, { peer }), false)).toBe(denial));

  it('boxes are answered: they have a secret of their own', () => {
    const box = asked({ host: 'hub.lan' }, { peer: '192.168.1.50', url: '/api/ingest/dtu', method: 'POST' });
    expect(denialOf(box, false)).toBeUndefined();
  });
});

describe('once somebody does', () => {
  it.each<[what: string, headers: Record<string, string>, method: string, denial: string | undefined]>([
    ['another machine', { host: 'hub.lan' }, 'GET', undefined],
    ['a page of ours', { host: 'hub.lan', origin: 'https://hub.lan' }, 'POST', undefined],
    ['a page of ours without HTTPS', { host: 'hub.lan:3000', origin: 'http://hub.lan:3000' }, 'POST', undefined],
    ['a page of another site', { host: 'hub.lan', origin: 'https://evil.example' }, 'GET', 'foreign-origin'],
    ['a page of nowhere', { host: 'hub.lan', origin: 'null' }, 'POST', 'foreign-origin'],
    ['a form of another site', { host: 'hub.lan', 'sec-fetch-site': 'cross-site' }, 'POST', 'foreign-origin'],
    ['a sibling of ours', { host: 'hub.lan', 'sec-fetch-site': 'same-site' }, 'DELETE', 'foreign-origin'],
    ['a link of another site', { host: 'hub.lan', 'sec-fetch-site': 'cross-site' }, 'GET', undefined],
    ['a program', { host: 'hub.lan' }, 'POST', undefined],
    ['nobody’s name', {}, 'GET', 'foreign-host'],
  ])('%s', (_what, headers, method, denial) =>
    expect(denialOf(asked(headers, { peer: '192.168.1.9', method }), true)).toBe(denial),
  );
});
