import { describe, expect, it } from '@jest/globals';
import { ownPayload } from './own-payload.js';

const read = (bytes: number) => Buffer.from(new ArrayBuffer(bytes));

describe('a payload that the log keeps in memory', () => {
  it('is a view of its socket read where it fills much of it, and where that read is small', () => {
    const large = read(65_536).subarray(10, 10 + 8000);
    expect(ownPayload(large)).toBe(large);
    const small = read(4096).subarray(10, 40);
    expect(ownPayload(small)).toBe(small);
  });

  it('is a copy where a few bytes would keep a large read alive', () => {
    const chunk = read(65_536);
    chunk.write('{"pm25":1}', 100);
    const own = ownPayload(chunk.subarray(100, 110));
    expect(Buffer.from(own).toString()).toBe('{"pm25":1}');
    expect(own.buffer.byteLength).toBeLessThan(65_536);
  });
});
