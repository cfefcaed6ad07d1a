import { describe, expect, it } from '@jest/globals';
import { REFUSALS_KEPT } from '../../../libs/registry/src/refusals/refusals.repository.js';
import { HOUR, MINUTE, refusal, T0, transition } from '../../../libs/registry/src/testing/builders.js';
import type { Bench } from './engines.js';

/** What the log tells the registry: alerts and refusals. */
export function historyContract(bench: Bench): void {
  describe('alerts', () => {
    const seen = { acknowledgement: { by: 'Chị Ba', at: T0 + 90_000, note: 'đang ra cống' } };
    const life = [
      transition('opened', 'high:cong-1:1', T0),
      transition('updated', 'high:cong-1:1', T0 + MINUTE, { facts: { value: 2.8 } }),
      transition('acknowledged', 'high:cong-1:1', T0 + 90_000, { ...seen, state: 'acknowledged' }),
      // came in before somebody accepted, and was decided after
      transition('updated', 'high:cong-1:1', T0 + 80_000, { ...seen, state: 'acknowledged', facts: { value: 3 } }),
      transition('returned', 'high:cong-1:1', T0 + HOUR, { ...seen, state: 'closed', endedAt: T0 + HOUR - MINUTE }),
    ];

    it('are as the newest transition says, whatever the log tells again', async () => {
      const { alerts } = await bench.open();
      for (const step of life) {
        await alerts.record([step]);
        expect((await alerts.get('high:cong-1:1'))!.alert).toEqual(step.alert);
      }
      const all = await alerts.get('high:cong-1:1');
      for (const again of [life, life.slice(0, 2), life.slice(1, 4), [life[0]!]]) {
        await alerts.record(again);
        expect(await alerts.get('high:cong-1:1')).toEqual(all);
      }
      expect(all!.events).toEqual([
        { change: 'opened', at: T0, state: 'unacknowledged' },
        { change: 'updated', at: T0 + MINUTE, state: 'unacknowledged' },
        { change: 'acknowledged', at: T0 + 90_000, state: 'acknowledged', by: 'Chị Ba', note: 'đang ra cống' },
        { change: 'updated', at: T0 + 80_000, state: 'acknowledged' },
        { change: 'returned', at: T0 + HOUR, state: 'closed' },
      ]);
      expect(await alerts.get('high:cong-1:2')).toBeUndefined();
    });

    it('are the same in one batch, in many, and in overlapping ones', async () => {
      const { alerts } = await bench.open();
      const other = (id: string) => life.map((step) => ({ ...step, alert: { ...step.alert, id } }));
      await alerts.record(other('one'));
      for (const step of other('many')) await alerts.record([step]);
      for (let i = 0; i < life.length; i++) await alerts.record(other('overlapping').slice(Math.max(0, i - 2), i + 1));
      const { events, alert } = (await alerts.get('one'))!;
      for (const id of ['many', 'overlapping'])
        expect(await alerts.get(id)).toEqual({ events, alert: { ...alert, id } });
    });

    it('keep their steps and the newest updates of a long life', async () => {
      const { alerts } = await bench.open();
      const updates = Array.from({ length: 1000 }, (_, i) =>
        transition('updated', 'long', T0 + (i + 1) * MINUTE, { facts: { value: i } }),
      );
      const story = [transition('opened', 'long', T0), ...updates];
      await alerts.record(story);
      const { alert, events } = (await alerts.get('long'))!;
      expect(alert.facts).toEqual({ value: 999 });
      expect([events[0]!.change, events.length]).toEqual(['opened', 201]);
      for (let i = 0; i < story.length; i += 300) await alerts.record(story.slice(i, i + 300));
      expect(await alerts.get('long')).toEqual({ alert, events });
    });

    it('are found by page, the latest first, with the number of all', async () => {
      const { alerts } = await bench.open();
      const ids = Array.from({ length: 25 }, (_, i) => `r:d:${String(i).padStart(2, '0')}`);
      await alerts.record(ids.map((id, i) => transition('opened', id, T0 + i, { startedAt: T0 + Math.floor(i / 2) })));
      const newestFirst = [...ids].reverse();
      const page = async (limit: number, offset: number) => {
        const found = await alerts.find({ limit, offset });
        return [found.alerts.map(({ id }) => id), found.total];
      };
      expect(await page(10, 0)).toEqual([newestFirst.slice(0, 10), 25]);
      expect(await page(10, 20)).toEqual([newestFirst.slice(20), 25]);
      expect(await page(10, 30)).toEqual([[], 25]);
      expect((await alerts.find()).alerts).toHaveLength(25);
    });

    it('are found by what they are, and by when they were open', async () => {
      const { alerts } = await bench.open();
      await alerts.record([
        transition('opened', 'high:a:1', T0, { startedAt: T0, severity: 'emergency' }),
        transition('returned', 'high:b:1', T0, { startedAt: T0, endedAt: T0 + HOUR, state: 'returned' }),
        transition('recorded', 'salt:a:1', T0, {
          startedAt: T0 + 5,
          endedAt: T0 + 6,
          state: 'closed',
          backdated: true,
        }),
        transition('acknowledged', 'salt:c:1', T0, {
          startedAt: T0 + 2 * HOUR,
          state: 'acknowledged',
          commune: '11111',
        }),
      ]);
      const ids = async (filter: object) => (await alerts.find(filter)).alerts.map(({ id }) => id).sort();
      expect(await ids({ active: true })).toEqual(['high:a:1', 'salt:c:1']);
      expect(await ids({ active: false })).toEqual(['high:b:1', 'salt:a:1']);
      expect(await ids({ severity: 'emergency' })).toEqual(['high:a:1']);
      expect(await ids({ rule: 'salt' })).toEqual(['salt:a:1', 'salt:c:1']);
      expect(await ids({ target: 'a', rule: 'salt' })).toEqual(['salt:a:1']);
      expect(await ids({ commune: '11111' })).toEqual(['salt:c:1']);
      expect(await ids({ from: T0 + HOUR })).toEqual(['high:a:1', 'high:b:1', 'salt:c:1']);
      expect(await ids({ from: T0 + HOUR + 0.5 })).toEqual(['high:a:1', 'high:b:1', 'salt:c:1']);
      expect(await ids({ from: T0 + HOUR + 1 })).toEqual(['high:a:1', 'salt:c:1']);
      expect(await ids({ to: T0 })).toEqual(['high:a:1', 'high:b:1']);
      expect(await ids({ from: T0 + 7, to: T0 + 2 * HOUR - 1 })).toEqual(['high:a:1', 'high:b:1']);
      expect((await alerts.find({ active: true, limit: 1 })).total).toBe(2);
    });
  });

  describe('refusals', () => {
    it('are recorded once, and found newest first', async () => {
      const { refusals } = await bench.open();
      const items = [
        refusal('cong-1', T0, { detail: 'communes/1/…\u0000', last: T0 + 5 }),
        refusal('?', T0 + 1),
        refusal('cong-1', T0 + 2, { reason: 'topic-denied' }),
      ];
      await refusals.record(items);
      await refusals.record(items);
      expect(await refusals.find({ account: 'cong-1' })).toEqual({
        total: 2,
        refusals: [{ ...items[0], detail: 'communes/1/… ' }, items[2]],
      });
      expect(await refusals.find({ limit: 1, offset: 1 })).toEqual({ total: 3, refusals: [items[2]] });
      // one fold that was counted further, and the log's older word of it after that
      const further = refusal('?', T0 + 1, { count: 7, last: T0 + 9, address: '10.0.0.7' });
      await refusals.record([further, items[1]!]);
      await refusals.record([items[1]!]);
      expect((await refusals.find({ account: '?' })).refusals).toEqual([further]);
    });

    it('are kept within a bound, the newest of them', async () => {
      const { refusals } = await bench.open();
      const more = 1500;
      const all = Array.from({ length: REFUSALS_KEPT + more }, (_, i) => refusal(`d-${i % 7}`, T0 + i));
      for (let i = 0; i < all.length; i += 5000) await refusals.record(all.slice(i, i + 5000));
      const { total, refusals: newest } = await refusals.find({ limit: 1 });
      expect(newest).toEqual([all.at(-1)]);
      expect(total).toBeGreaterThanOrEqual(REFUSALS_KEPT);
      expect(total).toBeLessThan(REFUSALS_KEPT + 1000);
    }, 120_000);
  });
}
