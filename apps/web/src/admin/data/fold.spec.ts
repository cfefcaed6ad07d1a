import { expect, it } from '@jest/globals';
import { finds, fold } from './fold.js';

it('a search needs no diacritics and no order', () => {
  expect(fold('Trạm ĐỒNG Ễ')).toBe('tram dong e');
  expect(finds('kenh dong', 'Kênh cấp 2 Đông')).toBe(true);
  expect(finds('dong kenh', 'Kênh', undefined, 'thôn Đông')).toBe(true);
  expect(finds('dong tay', 'Kênh Đông')).toBe(false);
  expect(finds('  ', 'x')).toBe(true);
});
