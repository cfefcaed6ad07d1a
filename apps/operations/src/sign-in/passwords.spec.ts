import { describe, expect, it } from '@jest/globals';
import { checkPassword, hashPassword, isPassword } from './passwords.js';

const said = (password: string, words: string[] = ['hanh', 'Lê Thị Hạnh']) => {
  try {
    checkPassword(password, words);
    return 'yes';
  } catch (error) {
    return (error as Error & { getResponse(): { message: string } }).getResponse().message;
  }
};

describe('a password', () => {
  it.each([
    'ruộng lúa chín vàng',
    'correct horse battery staple',
    'Tr0i-nắng-quá-đi!',
    'x7#kQ9$mL2@pW4',
    '稲穂が金色に輝く季節です',
  ])('is taken: %s', (password) => expect(said(password)).toBe('yes'));
  it.each<[password: string, says: RegExp]>([
    ['ngắn thôi', /ít nhất 12 ký tự/],
    ['x'.repeat(129), /nhiều nhất 128 ký tự/],
    ['aaaaaaaaaaaaaaaa', /quá dễ đoán/],
    ['abcabcabcabcabc', /quá dễ đoán/],
    ['123456789012345', /quá dễ đoán/],
    ['Mật khẩu 12345', /quá dễ đoán/],
    ['hanh lê thị hạnh 1', /quá dễ đoán/],
    ['QuanTri@vietnam', /quá dễ đoán/],
  ])('is refused in words: %s', (password, says) => expect(said(password)).toMatch(says));

  it('is kept as argon2id, and known again however the keyboard wrote it', async () => {
    const hashed = await hashPassword('ruộng lúa chín vàng');
    expect(hashed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await hashPassword('ruộng lúa chín vàng')).not.toBe(hashed);
    expect(await isPassword('ruộng lúa chín vàng'.normalize('NFD'), hashed)).toBe(true);
    expect(await isPassword('ruong lua chin vang', hashed)).toBe(false);
    expect(await isPassword('ruộng lúa chín vàng', undefined)).toBe(false);
  });

  it('is checked two at a time, and a flood of checks is refused rather than left to take the machine', async () => {
    const answers = await Promise.allSettled(Array.from({ length: 60 }, () => isPassword('một câu nào đó', undefined)));
    const refused = answers.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(refused.length).toBe(60 - 34);
    expect((refused[0]!.reason as { getStatus(): number }).getStatus()).toBe(503);
    expect(await isPassword('một câu nào đó', undefined)).toBe(false);
  });
});
