import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { noticeReason } from '../../apps/web/src/incidents/notice-reasons.js';

const VIETNAMESE = /[àáạảãâầấậẩẫăằắặẳẵèéẹẻẽêềếệểễìíịỉĩòóọỏõôồốộổỗơờớợởỡùúụủũưừứựửữỳýỵỷỹđ]/i;
/** Words for people, and answers to whoever asked, which have two languages elsewhere or none. */
const OTHERS = /\/|texts\b|^(Tin |Không có |Bấm |Toàn xã|và |\+)|việc khác| còi chỉ/;
const SOURCE = 'apps/notifier/src';
const reasons = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((file) => /^(channels|outbox|escalation|broadcasts|sirens)\/.*\.ts$/.test(file))
  .map((file) => join(SOURCE, file))
  .filter((file) => !file.endsWith('.spec.ts'))
  .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/'([^'\n]*)'|`([^`\n]*)`/g)])
  .map(([, plain, template]) => plain ?? template!.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '7'))
  .filter((text) => VIETNAMESE.test(text) && !OTHERS.test(text));

it.each([...new Set(reasons)])('a reader of English reads “%s” in English', (reason) => {
  expect(noticeReason(reason, 'en')).not.toMatch(VIETNAMESE);
  expect(noticeReason(reason, 'vi')).toBe(reason);
});
it('there are reasons', () => expect(reasons.length).toBeGreaterThan(60));
