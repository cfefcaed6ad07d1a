import { describe, expect, it } from '@jest/globals';
import type { Registry } from '#hub/registry';
import { HOUR, T0 } from '../../../libs/registry/src/testing/builders.js';
import { told } from '../../../libs/registry/src/testing/temp-registry.js';
import type { Bench } from './engines.js';

const DAY = 24 * HOUR;
const EVERYWHERE = { kind: 'commune', id: '*' } as const;

async function two(registry: Registry): Promise<[string, string]> {
  const grants = [{ role: 'administrator', scope: EVERYWHERE }];
  const { id: an } = await registry.people.add({ name: 'An', login: 'an', grants });
  const { id: binh } = await registry.people.add({ name: 'Bình', grants: [] });
  return [an, binh];
}

/** Lines of the audit log, the newest first. */
const actions = async ({ audit }: Registry, start: string) =>
  (await audit.find({})).entries.map(({ action }) => action).filter((action) => action.startsWith(start));

/** Who has the watch, and what one shift tells the next. */
export function dutyContract(bench: Bench): void {
  const roster = (person: string, more: object = {}) => ({
    ...{ version: 0, rotationFrom: '2026-06-01', bellMin: 10, swaps: [] },
    // T0 is Tuesday, 2 June 2026, 09:00 in Vietnam
    shifts: [{ id: 'ngay', day: 2, from: '06:00', to: '18:00', teams: [{ person }] }],
    ...more,
  });

  describe('the duty roster', () => {
    it('is empty at first, and comes out as it went in; each change is a version, kept with who made it', async () => {
      const registry = await bench.open();
      expect(await registry.rosters.get()).toMatchObject({ version: 0, shifts: [], swaps: [] });
      const [an, binh] = await two(registry);
      const first = await registry.rosters.put(roster(an));
      expect(first).toEqual({ ...roster(an), version: 1 });
      await registry.rosters.put({ ...roster(binh), version: 1 });
      expect(await (await bench.open()).rosters.get()).toEqual({ ...roster(binh), version: 2 });
      const { entries, total } = await registry.history.of('roster', 'roster');
      expect([total, ...entries.map(({ version, change }) => [version, change])]).toEqual([
        2,
        ...[
          [2, 'changed'],
          [1, 'added'],
        ],
      ]);
      expect(await actions(registry, 'roster.')).toEqual(['roster.update', 'roster.add']);
    });

    it('is changed by one of two who looked at the same, whichever process they speak to', async () => {
      const [one, other] = [await bench.open(), await bench.open()];
      const [an, binh] = await two(one);
      const both = async (version: number) => {
        const puts = [one.rosters.put({ ...roster(an), version }), other.rosters.put({ ...roster(binh), version })];
        return (await Promise.all(puts.map(told))).map((answer) => answer.split(':')[0]).sort();
      };
      expect(await both(0)).toEqual(['changed-meanwhile', 'yes']);
      expect(await both(1)).toEqual(['changed-meanwhile', 'yes']);
      expect((await one.rosters.get()).version).toBe(2);
    });

    it('swaps one shift on one date, and forgets swaps of a month ago', async () => {
      const registry = await bench.open();
      const [an, binh] = await two(registry);
      await registry.rosters.put(roster(an));
      const swap = { date: '2026-06-02', shift: 'ngay', person: binh };
      expect((await registry.rosters.swap(swap)).swaps).toEqual([swap]);
      const again = { ...swap, person: an, note: 'con ốm' };
      expect((await registry.rosters.swap(again)).swaps).toEqual([again]);
      expect(await told(registry.rosters.swap({ ...swap, date: '2026-06-03' }))).toMatch(/không có ca này vào ngày đó/);
      bench.clock.ms = T0 + 40 * DAY;
      const { swaps, version } = await registry.rosters.swap({ ...swap, date: '2026-07-07' });
      expect([swaps.map(({ date }) => date), version]).toEqual([['2026-07-07'], 4]);
    });

    it('takes nobody who is not there, and keeps whoever has left since', async () => {
      const registry = await bench.open();
      const [an, binh] = await two(registry);
      expect(await told(registry.rosters.put(roster('nobody')))).toMatch(/không có người "nobody"/);
      await registry.rosters.put(roster(binh));
      await registry.people.remove(binh, 1);
      const swap = { date: '2026-06-02', shift: 'ngay', person: an };
      expect((await registry.rosters.swap(swap)).shifts[0]!.teams).toEqual([{ person: binh }]);
      const shifts = [...roster(an).shifts, ...roster(an).shifts];
      expect(await told(registry.rosters.put({ ...roster(an), shifts, version: 2 }))).toMatch(
        /mã ca "ngay" có hai lần/,
      );
    });
  });

  describe('handovers', () => {
    const shift = { from: T0 - 8 * HOUR, to: T0, person: 'p-an', by: 'An' };

    it('come out as they went in, the newest first', async () => {
      const registry = await bench.open();
      const first = await registry.handovers.give({ ...shift, summary: '2 việc đang mở', note: 'coi cống\u0000 2' });
      bench.clock.ms = T0 + 8 * HOUR;
      const second = await registry.handovers.give({ ...shift, from: T0, to: T0 + 8 * HOUR, summary: 'yên' });
      expect(first).toMatchObject({
        ...shift,
        at: T0,
        summary: '2 việc đang mở',
        note: expect.stringMatching(/^coi cống/),
      });
      expect(first).not.toHaveProperty('taken');
      expect(second).not.toHaveProperty('note');
      expect(await registry.handovers.list()).toEqual([second, first]);
      expect(await registry.handovers.list(1)).toEqual([second]);
      expect(await registry.handovers.get(first.id)).toEqual(first);
      expect(await registry.handovers.get('h-none')).toBeUndefined();
    });

    it('are taken by the first, whichever process is asked; the other learns who that was', async () => {
      const [one, other] = [await bench.open(), await bench.open()];
      const { id } = await one.handovers.give({ ...shift, summary: '' });
      const answers = await Promise.all([
        one.handovers.take(id, 'p-binh', 'Bình'),
        other.handovers.take(id, 'p-chi', 'Chi'),
      ]);
      expect(answers.map((answer) => answer?.won).sort()).toEqual([false, true]);
      const winner = answers.find((answer) => answer?.won)!.handover.taken!;
      expect(answers.map((answer) => answer?.handover.taken)).toEqual([winner, winner]);
      expect((await one.handovers.take(id, 'p-dung', 'Dũng'))!.handover.taken).toEqual(winner);
      expect(await one.handovers.take('h-none', 'p-dung', 'Dũng')).toBeUndefined();
      expect(await actions(one, 'handover.')).toEqual(['handover.take', 'handover.give']);
    });
  });
}
