import { describe, expect, it } from '@jest/globals';
import type { FarmRecord, Finding, SourceRecord } from '#hub/contracts';
import { HOUR, T0 } from '../../../libs/registry/src/testing/builders.js';
import type { Bench } from './engines.js';

const said = (key: string, plot: string, at: number, more: Partial<FarmRecord> = {}): FarmRecord => ({
  ...{ key, plot, at, received: at + 1000, person: 'p-1', by: 'Bà Ễ' },
  ...{ deed: { did: 'irrigated', hours: 4 }, ...more },
});
const haze = (id: string, startedAt: number, more: Partial<Finding> = {}): Finding =>
  ({
    ...{ id, kind: 'haze', commune: '26734', target: 'air-1', targets: ['air-1'], startedAt, updatedAt: startedAt },
    ...{ score: 0, reasons: [{ key: 'together', figures: { stations: 5 } }], simulated: false, ...more },
  }) as Finding;

/** What people say of fields and waste-water sources, and what the hub concludes. */
export function fieldsContract(bench: Bench): void {
  describe('what is said of plots', () => {
    it('comes back in the order of when it was done, whoever came first', async () => {
      const { farm } = await bench.open();
      await farm.add(said('key-0002', 'thua-1', T0 + HOUR));
      await farm.add(said('key-0001', 'thua-1', T0));
      await farm.add(said('key-0003', 'thua-2', T0 + 2 * HOUR, { deed: { did: 'rain', mm: 12.5 } }));
      expect((await farm.since(T0)).map(({ key }) => key)).toEqual(['key-0001', 'key-0002', 'key-0003']);
      expect((await farm.since(T0 + 1, ['thua-1'])).map(({ key }) => key)).toEqual(['key-0002']);
    });

    it('is kept once, as it was said first', async () => {
      const { farm } = await bench.open();
      const first = said('key-0001', 'thua-1', T0);
      expect(await farm.add(first)).toEqual(first);
      expect(await farm.add({ ...first, received: T0 + HOUR })).toEqual(first);
      expect(await farm.since(0)).toEqual([first]);
    });
  });

  describe('findings', () => {
    it('stand as they stood last, newest first', async () => {
      const { findings } = await bench.open();
      await findings.record([haze('a', T0), haze('b', T0 + HOUR), haze('a', T0, { score: 40 })]);
      await findings.record([haze('b', T0 + HOUR, { endedAt: T0 + 2 * HOUR })]);
      await findings.record([]);
      expect((await findings.list({ limit: 5 })).map(({ id, score, endedAt }) => [id, score, endedAt])).toEqual([
        ['b', 0, T0 + 2 * HOUR],
        ['a', 40, undefined],
      ]);
      expect((await findings.list({ kind: 'haze', before: T0 + HOUR, limit: 5 })).map(({ id }) => id)).toEqual(['a']);
      expect(await findings.list({ kind: 'burning', limit: 5 })).toEqual([]);
      const between = async (from: number, to: number) =>
        (await findings.between('haze', from, to)).map(({ id }) => id);
      expect(await between(T0 - HOUR, T0 + 2 * HOUR)).toEqual(['b', 'a']);
      expect([await between(T0 + 1, T0 + HOUR), await between(T0, T0 + HOUR - 1)]).toEqual([['b'], ['a']]);
      expect([await findings.get('a'), await findings.get('c')]).toEqual([haze('a', T0, { score: 40 }), undefined]);
    });
  });

  describe('records of waste-water sources', () => {
    const looked = (key: string, at: number): SourceRecord => ({
      ...{ key, source: 'lo-bun', at, received: at, person: 'p-1', by: 'An', nextOn: '2026-09-01' },
      deed: { did: 'inspected', outcome: 'to-mend', note: 'Bể lắng đầy' },
    });
    it('are evidence: kept once, with a line in the audit log', async () => {
      const registry = await bench.open();
      const { sourceRecords, audit } = registry;
      const before = await registry.revision();
      await sourceRecords.add(looked('key-0001', T0));
      expect(await registry.revision()).toBeGreaterThan(before);
      const sample: SourceRecord = {
        ...looked('key-0002', T0 + HOUR),
        deed: { did: 'sampled', values: [{ parameter: 'cod', value: 180 }] },
      };
      await sourceRecords.add(sample);
      expect(await sourceRecords.add({ ...looked('key-0001', T0), by: 'Bình' })).toEqual(looked('key-0001', T0));
      expect(await sourceRecords.of(['lo-bun', 'khac'])).toEqual([sample, looked('key-0001', T0)]);
      expect(await sourceRecords.of([])).toEqual([]);
      const lines = (await audit.find({})).entries.filter(({ action }) => action === 'source.record');
      expect(lines.map(({ target }) => target)).toEqual(['lo-bun', 'lo-bun']);
    });
  });
}
