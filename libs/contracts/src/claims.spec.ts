import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  batchAccount,
  claimAccount,
  claimCodeSchema,
  groupedCode,
  isClaimCode,
  labelText,
  parseLabel,
  parseNewcomer,
  withCheckDigit,
} from './claims.js';

const digit = fc.integer({ min: 0, max: 9 });
const code = fc.array(digit, { minLength: 7, maxLength: 7 }).map((digits) => withCheckDigit(digits.join('')));
const secret = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('base64url'));

describe('the code that is typed in', () => {
  it('is that of the label in the pictures', () => {
    expect(withCheckDigit('4719036')).toBe('47190366');
    expect(groupedCode('47190366')).toBe('4719 0366');
  });
  it('finds every wrong digit', () => {
    fc.assert(
      fc.property(code, fc.nat(7), digit, (right, at, other) => {
        fc.pre(right[at] !== String(other));
        expect(isClaimCode(right)).toBe(true);
        expect(isClaimCode(right.slice(0, at) + other + right.slice(at + 1))).toBe(false);
      }),
    );
  });
  it('finds every swap of neighbours', () => {
    fc.assert(
      fc.property(code, fc.nat(6), (right, at) => {
        fc.pre(right[at] !== right[at + 1]);
        expect(isClaimCode(right.slice(0, at) + right[at + 1] + right[at] + right.slice(at + 2))).toBe(false);
      }),
    );
  });
  it.each(['47190366', '4719 0366', ' 4719-0366 ', '4719.0366'])('is taken as people write it: "%s"', (typed) => {
    expect(claimCodeSchema.parse(typed)).toBe('47190366');
  });
  it.each(['', '4719036', '47190365', '47910366', '4719036６', '471903660', 'abcdefgh'])('is not "%s"', (typed) => {
    expect(claimCodeSchema.safeParse(typed).success).toBe(false);
  });
});

describe('a label', () => {
  it('says the same after it was scanned', () => {
    fc.assert(
      fc.property(code, secret, fc.option(fc.constantFrom('canal-level', 'sds011'), { nil: undefined }), (c, s, p) => {
        const label = { code: c, secret: s, ...(p && { profile: p }) };
        expect(parseLabel(labelText(label))).toEqual(label);
      }),
    );
  });
  const good = 'A'.repeat(43);
  it.each([
    'https://example.com',
    `hub:47190365:${good}`,
    'hub:47190366:tooshort',
    `hub:47190366:${good}:`,
    `hub:47190366:${good}:a/b`,
    `hub:47190366:${good}:canal-level:more`,
  ])('is not %s', (text) => {
    expect(parseLabel(text)).toBeUndefined();
  });
});

describe('who comes to be provisioned', () => {
  it('is told from a device by its name', () => {
    expect(parseNewcomer(claimAccount('47190366'))).toEqual({ by: 'claim', code: '47190366' });
    expect(parseNewcomer(batchAccount('lo-2026-07'))).toEqual({ by: 'batch', batch: 'lo-2026-07' });
    expect(parseNewcomer('claim-47190366')).toBeUndefined();
    expect(parseNewcomer('claim.47190365')).toBeUndefined();
    expect(parseNewcomer('batch.')).toBeUndefined();
  });
});
