import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { topicMatches } from '#hub/contracts';
import { topicsFor } from './gateway-topics.js';

const n1 = { commune: '26734', id: 'n-1' };

describe('the topics a native gateway may use for a device', () => {
  it.each<[filter: string, own: string[]]>([
    ['communes/+/devices/+/#', ['communes/26734/devices/n-1/#']],
    ['communes/26734/devices/+/telemetry', ['communes/26734/devices/n-1/telemetry']],
    ['communes/26734/devices/n-1/commands/+', ['communes/26734/devices/n-1/commands/+']],
    ['communes/26734/#', ['communes/26734/devices/n-1/#']],
    ['#', ['communes/26734/devices/n-1/#']],
    ['communes/11111/devices/+/#', []],
    ['communes/26734/devices/n-2/#', []],
    ['communes/26734/other/#', []],
    ['communes/26734/devices/n-1', []],
    ['communes', []],
  ])('of %s are %j', (filter, own) => {
    expect(topicsFor([filter], n1)).toEqual(own);
  });

  it('are what the filter matches of the device’s own topics, and nothing else', () => {
    const level = fc.constantFrom('communes', '26734', 'devices', 'n-1', 'n-2', 'telemetry', '+', 'x');
    const filters = fc.tuple(fc.array(level, { minLength: 1, maxLength: 6 }), fc.boolean());
    const word = fc.constantFrom('communes', '26734', 'devices', 'n-1', 'n-2', 'telemetry', 'x');
    const topics = fc.oneof(
      fc.array(word, { minLength: 1, maxLength: 7 }),
      fc.array(word, { minLength: 1, maxLength: 2 }).map((rest) => ['communes', '26734', 'devices', 'n-1', ...rest]),
    );
    fc.assert(
      fc.property(filters, topics, ([levels, rest], words) => {
        const filter = [...levels, ...(rest ? ['#'] : [])].join('/');
        const topic = words.join('/');
        // of the level above "#" nobody has a topic
        fc.pre(topic !== 'communes/26734/devices/n-1');
        const own = topic.startsWith('communes/26734/devices/n-1/');
        const granted = topicsFor([filter], n1).some((f) => topicMatches(f, topic));
        expect({ filter, topic, granted }).toEqual({ filter, topic, granted: own && topicMatches(filter, topic) });
      }),
      { numRuns: 5000 },
    );
  });
});
