import { describe, expect, it } from '@jest/globals';
import { wants } from './language.js';

describe('the language of an answer', () => {
  it.each([
    [undefined, 'vi'],
    ['*', 'vi'],
    ['vi', 'vi'],
    ['en', 'en'],
    ['en-US,en;q=0.9', 'en'],
    ['fr-FR,fr;q=0.9,en;q=0.8', 'en'],
    ['vi-VN,vi;q=0.9,en-US;q=0.6', 'vi'],
    ['en;q=0.3,vi;q=0.7', 'vi'],
    ['en;q=0', 'vi'],
    ['env', 'vi'],
    ['x'.repeat(8000), 'vi'],
  ] as const)('%s: %s', (said, language) => {
    expect(wants(language, { headers: { 'accept-language': said } })).toBe(true);
    expect(wants(language === 'vi' ? 'en' : 'vi', { headers: { 'accept-language': said } })).toBe(false);
  });
});
