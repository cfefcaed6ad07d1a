import { describe, expect, it } from '@jest/globals';
import { asActor } from '#hub/registry';
import { note } from '../../../libs/registry/src/audit/audit.js';
import { T0 } from '../../../libs/registry/src/testing/builders.js';
import type { Bench } from './engines.js';

export function auditContract(bench: Bench): void {
  describe('the audit log', () => {
    it('says who did what for whom from where, newest first', async () => {
      const registry = await bench.open();
      await asActor({ by: 'an', actingFor: 'ho-tu', address: '10.0.0.7' }, () =>
        registry.audit.note({ action: 'plot.name', target: 'thua-1', detail: { ownName: 'Ruộng gò' } }),
      );
      bench.clock.ms = T0 + 1000;
      await registry.audit.note({ action: 'hub.started' });
      const { entries, total } = await registry.audit.find({});
      expect(total).toBe(2);
      expect(entries).toMatchObject([
        { seq: 2, at: T0 + 1000, by: 'hub', action: 'hub.started' },
        {
          ...{ seq: 1, at: T0, by: 'an', actingFor: 'ho-tu', address: '10.0.0.7' },
          ...{ action: 'plot.name', target: 'thua-1', detail: { ownName: 'Ruộng gò' } },
        },
      ]);
      expect(entries[0]!.previous).toBe(entries[1]!.hash);
      expect(await registry.audit.verify()).toEqual({ intact: true, entries: 2, head: entries[0]!.hash });
    });

    it('is found by time, by whom, by what', async () => {
      const registry = await bench.open();
      for (let i = 0; i < 6; i++) {
        bench.clock.ms = T0 + i;
        await asActor({ by: i % 2 ? 'an' : 'binh' }, () => registry.audit.note({ action: 'a', target: `t${i}` }));
      }
      const seqs = async (filter: object) => (await registry.audit.find(filter)).entries.map(({ seq }) => seq);
      expect(await seqs({ by: 'an' })).toEqual([6, 4, 2]);
      expect(await seqs({ from: T0 + 2, to: T0 + 4 })).toEqual([4, 3]);
      expect(await seqs({ target: 't5' })).toEqual([6]);
      expect(await seqs({ limit: 2, offset: 1 })).toEqual([5, 4]);
      expect(await seqs({ action: 'b' })).toEqual([]);
    });

    it('cannot be changed, shortened or emptied', async () => {
      const registry = await bench.open();
      await registry.audit.note({ action: 'a' });
      const database = await bench.database();
      for (const statement of ['UPDATE "audit" SET "action" = \'b\'', 'DELETE FROM "audit"']) {
        const refused = await database.write((m) => m.query(statement)).catch(({ message }: Error) => message);
        expect(refused).toMatch(/append-only/);
      }
      expect((await registry.audit.find({})).total).toBe(1);
    });

    it('shows where its chain is broken by whoever got round that', async () => {
      const registry = await bench.open();
      for (const action of ['a', 'b', 'c']) await registry.audit.note({ action });
      const database = await bench.database();
      await database.write(async (m) => {
        const sqlite = m.connection.options.type === 'better-sqlite3';
        await m.query(sqlite ? 'DROP TRIGGER audit_no_update' : 'DROP TRIGGER audit_append_only ON "audit"');
        await m.query(`UPDATE "audit" SET "by_whom" = 'nobody' WHERE "seq" = 2`);
      });
      expect(await registry.audit.verify()).toEqual({ intact: false, brokenAt: 2 });
    });

    it('that was cut at its end is found out by what was written down beside the database', async () => {
      const registry = await bench.open();
      expect(await registry.audit.anchor()).toBeUndefined();
      for (const action of ['a', 'b', 'c']) await registry.audit.note({ action });
      expect(await registry.audit.anchor()).toMatchObject({ seq: 3 });
      const database = await bench.database();
      await database.write(async (m) => {
        const sqlite = m.connection.options.type === 'better-sqlite3';
        await m.query(sqlite ? 'DROP TRIGGER audit_no_delete' : 'DROP TRIGGER audit_append_only ON "audit"');
        await m.query('DELETE FROM "audit" WHERE "seq" = 3');
      });
      for (let i = 0; i < 2; i++) {
        expect(await registry.audit.verify()).toEqual({ intact: false, brokenAt: 3 });
        // and what was written down is not written over
        expect(await registry.audit.anchor()).toBe('cut');
        // also when other lines have come in the place of those that were cut off
        await registry.audit.note({ action: 'other' });
      }
    });

    it('is one chain, whichever process writes', async () => {
      const [one, other] = [await bench.open(), await bench.open()];
      await Promise.all(
        Array.from({ length: 20 }, (_, i) => (i % 2 ? one : other).audit.note({ action: 'a', target: String(i) })),
      );
      expect(await one.audit.verify()).toMatchObject({ intact: true, entries: 20 });
    });

    it('is not written when what it tells of was not done', async () => {
      const registry = await bench.open();
      const database = await bench.database();
      const failing = database.write(async (m) => {
        await note(m, { action: 'a' }, T0);
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect((await registry.audit.find({})).total).toBe(0);
    });
  });
}
