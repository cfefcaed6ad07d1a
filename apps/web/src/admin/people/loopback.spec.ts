import { describe, expect, it } from '@jest/globals';
import { isLoopback } from './loopback.js';

describe('a link that no phone can open', () => {
  it.each([
    'http://127.0.0.1:3000/join#x',
    'http://localhost/join',
    'https://hub.localhost/join',
    'http://[::1]:3000/join',
  ])('%s', (url) => expect(isLoopback(url)).toBe(true));
  it.each(['http://192.168.1.20:3000/join#x', 'https://trung-tam.xa/join', 'http://127.example.com.vn/'])(
    'not %s',
    (url) => expect(isLoopback(url)).toBe(false),
  );
});
