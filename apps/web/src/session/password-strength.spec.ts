import { describe, expect, it } from '@jest/globals';
import { strengthOf } from './password-strength.js';

describe('the strength of a new password', () => {
  it('asks for length, and says how much is missing', () => {
    expect(strengthOf('')).toEqual({ level: 'empty' });
    expect(strengthOf('Ab1!')).toEqual({ level: 'short', missing: 8 });
  });
  it.each([
    'matkhau123456',
    'Mật khẩu 123456',
    'aaaaaaaaaaaaaa',
    'abcdefghijklmnop',
    '012345678901234',
    'AdminAdmin2345',
  ])('does not praise what is tried first: %s', (password) => {
    expect(strengthOf(password)).toEqual({ level: 'guessable' });
  });
  it('leaves out what everybody knows of its owner', () => {
    expect(strengthOf('lethihanh1999', ['Lê Thị Hạnh'])).toEqual({ level: 'guessable' });
    expect(strengthOf('lethihanh1999').level).toBe('enough');
  });
  it('takes a sentence without capitals, digits or signs', () => {
    expect(strengthOf('trâu trắng ăn cỏ bờ đê').level).toBe('strong');
    expect(strengthOf('bờ đê cỏ xanh').level).toBe('enough');
  });
});
