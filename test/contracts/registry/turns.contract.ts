import { describe, expect, it } from '@jest/globals';
import type { SeasonLedger, TurnPlan, TurnsRequest } from '#hub/contracts';
import { HOUR, T0 } from '../../../libs/registry/src/testing/builders.js';
import type { Bench } from './engines.js';

const DAY = 24 * HOUR;
const plan = (block: string, day: number, more: Partial<TurnPlan> = {}): TurnPlan => ({
  ...{ block, day, version: 0, at: day, turns: [], needs: {}, suffering: [], open: [], anyHour: true },
  ...{ order: [], fixed: [], shares: {}, lastShares: {}, problems: [], changes: [], simulated: false },
  ...more,
});
const season = (plot: string, from: string, more: Partial<SeasonLedger> = {}): SeasonLedger & { season: string } => ({
  ...{ plot, crop: 'rice', areaM2: 1800, from, to: '2026-11-26', days: 90, usedM3: 140.5, untoldM3: 0, rainM3: 12 },
  ...{ cycles: 2, floodedM3: 400, savedM3: 259.5, savedShare: 0.64875, simulated: false, season: from },
  ...more,
});
const bare = ({ season: _, ...ledger }: ReturnType<typeof season>): SeasonLedger => ledger;

/** Water turns by block and day, and what seasons took. */
export function turnsContract(bench: Bench): void {
  describe('turns of water', () => {
    it('stand as they were put last, by block and day, and remember the day before', async () => {
      const { turns } = await bench.open();
      await turns.put([plan('dong', T0), plan('dong', T0 + DAY), plan('tay', T0 + DAY)]);
      const needs = { 'thua-1': 120.25 };
      await turns.put([plan('dong', T0 + DAY, { version: 1, needs })]);
      expect(await turns.since(T0 + DAY)).toEqual([
        plan('dong', T0 + DAY, { version: 1, needs }),
        plan('tay', T0 + DAY),
      ]);
      expect(await turns.before('dong', T0 + DAY)).toEqual(plan('dong', T0));
      expect(await turns.before('tay', T0 + DAY)).toBeUndefined();
    });

    it('hold more than a setting does, and are forgotten after two months', async () => {
      const { turns } = await bench.open();
      const needs = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`thua-${i}`, i + 0.5]));
      await turns.put([plan('dong', T0, { needs })]);
      expect((await turns.since(T0))[0]!.needs).toEqual(needs);
      await turns.put([plan('dong', T0 + 61 * DAY)]);
      expect((await turns.since(0)).map(({ day }) => day)).toEqual([T0 + 61 * DAY]);
    });

    it('changed by a keeper stand in the audit log', async () => {
      const { turns, audit } = await bench.open();
      await turns.put([plan('dong', T0)]);
      const change = { key: 'key-0001', day: T0, version: 0, order: ['thua-1'] };
      const request: TurnsRequest = {
        ...{ type: 'turns', id: 'r-1', block: 'dong', change, by: 'Ông Ễ', person: 'p-1', at: T0 },
      };
      await turns.put([plan('dong', T0, { version: 1, order: ['thua-1'] })], request);
      const lines = (await audit.find({})).entries.filter(({ action }) => action === 'turns.update');
      expect(lines).toMatchObject([{ target: 'dong', detail: { day: T0, version: 0 } }]);
    });
  });

  describe('ledgers of seasons', () => {
    it('are one for each season of a plot: a new one leaves those before as they were', async () => {
      const { ledgers } = await bench.open();
      const [spring, autumn] = [season('thua-1', '2026-02-01'), season('thua-1', '2026-07-01')];
      await ledgers.put([spring, autumn, season('thua-2', '2026-07-05')]);
      await ledgers.put([{ ...autumn, usedM3: 200 }]);
      const now = [bare({ ...autumn, usedM3: 200 }), bare(season('thua-2', '2026-07-05'))];
      expect(await ledgers.of(['thua-1', 'thua-2', 'thua-3'])).toEqual(now);
      expect(await ledgers.of(['thua-1'], '2026-01-01')).toEqual([bare(spring), now[0]]);
      expect(await ledgers.of(['thua-1'], '2026-07-01')).toEqual([now[0]]);
      expect(await ledgers.of([])).toEqual([]);
    });
  });
}
