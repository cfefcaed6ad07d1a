import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import type { Alert } from '#hub/contracts';
import { loadRulePack } from '../rules/rule-pack.js';
import { compose, type Story } from './compose.js';
import { SMS_LENGTH } from './sms.js';
import { loadTexts } from './texts.js';

const GOLDEN = join(dirname(fileURLToPath(import.meta.url)), 'golden');
const texts = loadTexts();
const pack = loadRulePack('default', new Set(Object.keys(texts.vi.templates)));
const cases = readdirSync(GOLDEN);

const read = <T>(name: string, file: string): T => JSON.parse(readFileSync(join(GOLDEN, name, file), 'utf8')) as T;
const storyOf = (name: string): Story => {
  const input = read<Omit<Story, 'rule'> & { rule: string }>(name, 'input.json');
  return { ...input, rule: pack.rules.find((rule) => rule.id === input.rule)! };
};

describe('the words of alerts', () => {
  it.each(cases)('%s', (name) => {
    const text = compose(texts, storyOf(name));
    expect(text).toEqual(read<Alert['text']>(name, 'expected.json'));
  });

  it.each(cases)('%s keeps the rules of all texts', (name) => {
    const story = storyOf(name);
    const text = compose(texts, story);
    expect(text.title.length).toBeLessThanOrEqual(24);
    expect(text.titleEn.length).toBeLessThanOrEqual(24);
    expect(text.sms).toMatch(/^[\x20-\x7e]+$/);
    expect(text.sms.length).toBeLessThanOrEqual(SMS_LENGTH);
    expect(text.sms).not.toMatch(/[\\^{}[\]~|]/);
    for (const sentence of [text.sentence, text.sentenceEn, text.voice, text.sms]) {
      expect(sentence).not.toMatch(/\{|\}|undefined|NaN|\s{2}|\s[.,:]/);
      expect(sentence).toMatch(/\.$/);
      if (story.place.hamlet) expect(sentence).not.toContain(story.place.name);
      expect(sentence).not.toContain(story.place.id);
    }
    expect(text.voice).not.toMatch(/[µ³²°%/()]|\d:\d|\u00a0|PM2\.5/);
  });

  it('there is a case for every rule of the default pack', () => {
    const told = new Set(cases.map((name) => storyOf(name).rule.id));
    expect(pack.rules.map((rule) => rule.id).filter((id) => !told.has(id))).toEqual([]);
  });
});
