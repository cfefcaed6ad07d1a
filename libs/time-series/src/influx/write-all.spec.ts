import { describe, expect, it } from '@jest/globals';
import type { LineBuffer } from './line-buffer.js';
import type { Sent } from './line-sender.js';
import { writeAll } from './write-all.js';

/** A server as strict as the real one: it stores what is right of a body, and says only that something is wrong. */
function server({ wrong = [] as number[], most = Number.POSITIVE_INFINITY } = {}) {
  const stored = new Set<string>();
  const bodies: number[] = [];
  const send = async (body: Buffer): Promise<Sent> => {
    const lines = body.toString().split('\n');
    bodies.push(lines.length);
    if (lines.length > most) return { result: 'too-large', reason: 'request entity too large' };
    for (const line of lines) if (!wrong.includes(Number(line))) stored.add(line);
    return lines.some((line) => wrong.includes(Number(line)))
      ? { result: 'refused', reason: 'field type conflict' }
      : { result: 'stored' };
  };
  return { send, stored, bodies };
}
const number = (n: number, out: LineBuffer) => out.natural(n);
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('writeAll', () => {
  it('sends many in bodies of bounded size, in order', async () => {
    const { send, stored, bodies } = server();
    expect(await writeAll(numbers(12_000), number, send)).toEqual([]);
    expect(bodies).toEqual([5000, 5000, 2000]);
    expect([...stored]).toEqual(numbers(12_000).map(String));
  });

  it('finds the lines that are refused, and stores all others', async () => {
    const wrong = [0, 17, 18, 999, 5001];
    const { send, stored, bodies } = server({ wrong });
    const refused = await writeAll(numbers(6000), number, send);
    expect(refused).toEqual(wrong.map((item) => ({ item, reason: 'field type conflict' })));
    expect(stored.size).toBe(6000 - wrong.length);
    // a handful of bodies for each culprit, not one for each line
    expect(bodies.length).toBeLessThan(wrong.length * 2 * 14);
  });

  it('halves what is too large until it fits, and refuses a line that never does', async () => {
    const { send, stored } = server({ most: 300 });
    expect(await writeAll(numbers(1000), number, send)).toEqual([]);
    expect(stored.size).toBe(1000);
    const strict = server({ most: 0 });
    expect(await writeAll([1, 2], number, strict.send)).toHaveLength(2);
  });

  it('does not go on when the server is away', async () => {
    const away = async (): Promise<Sent> => {
      throw new Error('refused');
    };
    await expect(writeAll(numbers(10), number, away)).rejects.toThrow('refused');
    const { send, bodies } = server();
    expect(await writeAll([], number, send)).toEqual([]);
    expect(bodies).toEqual([]);
  });
});
