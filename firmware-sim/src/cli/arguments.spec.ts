import { describe, expect, it } from '@jest/globals';
import { readArguments, UsageError } from './arguments.js';

const defaults = { httpHost: '127.0.0.1', httpPort: '3000', mqttHost: '127.0.0.1', mqttPort: '1883' };
const read = (...args: string[]) => readArguments(args, defaults);

describe('the command line', () => {
  it('runs the tour when nothing is said', () => {
    expect(read()).toEqual({
      is: 'scenario',
      scenario: 'demo',
      seed: 1,
      speed: 60,
      mqttUrl: 'mqtt://127.0.0.1:1883',
      apiUrl: 'http://127.0.0.1:3000',
    });
  });
  it('reads a scenario with all it takes', () => {
    expect(
      read(
        '--scenario',
        'dry-field',
        '--seed',
        '42',
        '--speed',
        '1,5',
        '--duration=90',
        '--url',
        'mqtts://hub:8883',
        '--api',
        'http://hub:80',
      ),
    ).toEqual({
      ...{ is: 'scenario', scenario: 'dry-field', seed: 42, speed: 1.5, seconds: 90 },
      ...{ mqttUrl: 'mqtts://hub:8883', apiUrl: 'http://hub:80' },
    });
  });
  it('takes a word as a seed, always for the same number', () => {
    const seed = (text: string) => (read('--seed', text) as { seed: number }).seed;
    expect(seed('bonfire')).toBe(seed('bonfire'));
    expect(seed('bonfire')).not.toBe(seed('rain'));
  });
  it('goes by where the hub is', () => {
    expect(readArguments([], { ...defaults, httpPort: '3100', mqttHost: '10.0.0.5', mqttPort: '1999' })).toMatchObject({
      mqttUrl: 'mqtt://10.0.0.5:1999',
      apiUrl: 'http://127.0.0.1:3100',
    });
  });
  it('reads replay and load', () => {
    expect(read('replay', 'day')).toMatchObject({ is: 'replay', dir: 'day' });
    expect(read('replay', 'day', '--speed', '100')).toMatchObject({ speed: 100 });
    expect(read('load', '--devices', '5', '--rate', '20', '--seconds', '3')).toMatchObject({
      ...{ is: 'load', devices: 5, rate: 20, seconds: 3 },
    });
  });
  it('reads a fresh box: its label by digits and key, or by all that its square code says', () => {
    const secret = 'A'.repeat(43);
    const label = { is: 'fresh', code: '47190366', secret };
    expect(read('fresh', '--code', '4719 0366', '--secret', secret)).toMatchObject(label);
    expect(read('fresh', '--code', `hub:47190366:${secret}:canal-level`, '--every', '2')).toMatchObject({
      ...{ ...label, every: 2 },
    });
    expect(read('fresh', '--count', '1000', '--profile', 'canal-level')).toMatchObject({
      ...{ is: 'fresh-many', count: 1000, profile: 'canal-level' },
    });
  });
  it.each([['--help'], ['-h'], ['help'], ['replay', '--help']])('helps: %s %s', (...args) => {
    expect(read(...args.filter((a) => a !== undefined))).toEqual({ is: 'help' });
  });

  it.each([
    [['--scenario', 'earthquake'], /không có "earthquake".*straw-burning/s],
    [['--scenario'], /scenario/],
    [['--speed', 'fast'], /--speed: cần một số lớn hơn 0/],
    [['--speed', '0'], /--speed/],
    [['--duration', '-4'], /duration/],
    [['--url', 'http://hub'], /--url.*mqtt:/],
    [['--api', 'hub'], /--api.*http:/],
    [['--colour', 'red'], /colour/],
    [['dance'], /Không hiểu "dance"/],
    [['replay'], /đúng một thư mục/],
    [['replay', 'a', 'b'], /đúng một thư mục/],
    [['replay', 'a', '--devices', '3'], /--devices: không dùng ở đây/],
    [['load', 'x'], /Không hiểu/],
    [['load', '--devices', '1.5'], /--devices: số nguyên/],
    [['load', '--rate', ''], /--rate/],
    [['--rate', '5'], /--rate: không dùng ở đây/],
    [['fresh'], /--code: cần 8 chữ số/],
    [['fresh', '--code', '47190365'], /--code/],
    [['fresh', '--code', '47190366', '--secret', 'short'], /--secret/],
    [['fresh', '--count', '1.5'], /--count: số nguyên/],
  ])('says what is wrong with %j', (args, words) => {
    expect(() => read(...args)).toThrow(UsageError);
    expect(() => read(...args)).toThrow(words);
  });
});
