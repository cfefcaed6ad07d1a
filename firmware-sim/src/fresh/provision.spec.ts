import { expect, it } from '@jest/globals';
import { refusalWords } from './provision.js';

const code = '47190366';
it.each([
  ['an unknown label', 4, 'mqtt://192.168.1.4:1883', /^Hub không nhận mã 47190366: sai mã hoặc sai khóa/],
  ['a plain line', 5, 'mqtt://192.168.1.4:1883', /^Hub không nhận hộp mới qua đường không mã hóa: nối mqtts:/],
  ['a used label, encrypted', 5, 'mqtts://hub.lan:8883', /^Hub không nhận mã 47190366: tem đã dùng/],
  ['a used label, on the hub itself', 5, 'mqtt://127.0.0.1:1883', /^Hub không nhận mã 47190366: tem đã dùng/],
  ['the same over IPv6', 5, 'mqtt://[::1]:1883', /^Hub không nhận mã 47190366: tem đã dùng/],
])('a box is told what turned it away: %s', (_what, connack, url, words) => {
  expect(refusalWords(connack, { url, code })).toMatch(words);
});
