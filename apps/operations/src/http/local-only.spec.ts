import { describe, expect, it } from '@jest/globals';
import { denialOf } from './local-only.js';

const asked = (host: string | undefined, origin?: string, url = '/api/devices') =>
  denialOf({ url, headers: { ...(host !== undefined && { host }), ...(origin !== undefined && { origin }) } });

describe('who is answered', () => {
  it.each(['127.0.0.1:3000', 'localhost:3000', 'LOCALHOST', '[::1]:3000'])('the machine itself as %s', (host) => {
    expect(asked(host)).toBeUndefined();
  });
  it.each([
    'hub.example:3000',
    '192.168.1.10:3000',
    '127.0.0.1.evil.example',
    'localhost.evil.example:3000',
    '',
    undefined,
  ])('not somebody who calls it %s', (host) => {
    expect(asked(host)).toBe('foreign-host');
  });
  it('a page of its own, and no other page', () => {
    expect(asked('127.0.0.1:3000', 'http://127.0.0.1:3000')).toBeUndefined();
    expect(asked('127.0.0.1:3000', 'http://127.0.0.1:8080')).toBe('foreign-origin');
    expect(asked('127.0.0.1:3000', 'https://evil.example')).toBe('foreign-origin');
    expect(asked('127.0.0.1:3000', 'null')).toBe('foreign-origin');
  });
  it('a box that signs in with its secret, whatever it calls the hub', () => {
    expect(asked('192.168.1.10:3080', undefined, '/api/ingest/dtu-1')).toBeUndefined();
    expect(asked('192.168.1.10:3080', undefined, '/api/ingest')).toBe('foreign-host');
  });
});
