import { describe, expect, it } from '@jest/globals';
import { countReadings } from './count-readings.js';

describe('readings of a packet', () => {
  it.each([
    ['{"pm25":1}', 1],
    ['[{"ts":1,"pm25":1},{"ts":2,"pm25":2},{"ts":3}]', 3],
    [' \n\t [ {"a":1} ,\n {"a":2} ]', 2],
    ['[]', 1],
    ['[1,2,3]', 1],
    ['', 1],
    ['   ', 1],
    ['23,5', 1],
    ['[{', 1],
  ])('%j: %i', (payload, count) => {
    expect(countReadings(Buffer.from(payload))).toBe(count);
  });

  it('of any bytes are at least one and no more than bytes', () => {
    for (let first = 0; first < 256; first++) {
      const payload = Buffer.from([first, 0x7b, 0xff, 0x00]);
      expect(countReadings(payload)).toBe(1);
    }
  });
});
