import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { told } from '../../../libs/registry/src/testing/temp-registry.js';
import type { Bench } from './engines.js';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const OTHER = 'KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU';

/** Secrets of one-time codes: read again by the hub, and by nobody who has the database alone. */
export function codesContract(bench: Bench): void {
  describe('secrets of one-time codes', () => {
    const kept = async (id: string): Promise<string | null> => {
      const database = await bench.database();
      const [row] = await database.read<{ totp: string | null }[]>((m) =>
        m.query(`SELECT "totp" FROM "identity" WHERE "id" = '${id}'`),
      );
      await database.stop();
      return row!.totp;
    };
    const put = async (id: string, totp: string, step: number): Promise<void> => {
      const database = await bench.database();
      await database.write((m) =>
        m.query(`UPDATE "identity" SET "totp" = '${totp}', "totp_step" = ${step} WHERE "id" = '${id}'`),
      );
      await database.stop();
    };

    it('are sealed, with a key that only the hub reads; each of its processes opens them', async () => {
      const registry = await bench.open();
      const { id } = await registry.people.add({ name: 'An', login: 'an', grants: [] });
      expect(await registry.waysIn.totpSecret(id)).toBeUndefined();
      await registry.waysIn.setTotp(id, SECRET);
      const first = await kept(id);
      expect(first).toMatch(/^v1\.[\w-]{8}\.[\w-]{60,}$/);
      expect(statSync(bench.keyFile()).mode & 0o777).toBe(0o600);
      expect(await registry.waysIn.totpSecret(id)).toBe(SECRET);
      expect(await (await bench.open()).waysIn.totpSecret(id)).toBe(SECRET);
      // the same again is another text
      await registry.waysIn.setTotp(id, SECRET);
      expect(await kept(id)).not.toBe(first);
      await registry.waysIn.setTotp(id, null);
      expect([await kept(id), await registry.waysIn.totpSecret(id)]).toEqual([null, undefined]);
    });

    it('that a release before kept as they are go on, and are sealed at the next start', async () => {
      const before = await bench.open();
      const { id } = await before.people.add({ name: 'An', login: 'an', grants: [] });
      await before.stop();
      await put(id, SECRET, 42);
      const registry = await bench.open();
      expect(await kept(id)).toMatch(/^v1\./);
      expect(await registry.waysIn.totpSecret(id)).toBe(SECRET);
      expect(await registry.waysIn.of(id)).toMatchObject({ totp: true, totpStep: 42 });
      await registry.stop();
      // and are nowhere left in what the database has on disk
      const dir = dirname(bench.keyFile());
      for (const name of readdirSync(dir))
        expect([name, readFileSync(join(dir, name)).includes(SECRET)]).toEqual([name, false]);
    });

    it('are worth nothing in the place of another’s, nor when they were changed', async () => {
      const registry = await bench.open();
      const [an, binh] = [
        await registry.people.add({ name: 'An', grants: [] }),
        await registry.people.add({ name: 'Bình', grants: [] }),
      ];
      await registry.waysIn.setTotp(an.id, SECRET);
      await registry.waysIn.setTotp(binh.id, OTHER);
      const sealed = (await kept(binh.id))!;
      await put(an.id, sealed, 1);
      expect(await told(registry.waysIn.totpSecret(an.id))).toMatch(/^registry-unavailable: .*đã bị sửa/);
      await put(binh.id, `${sealed.slice(0, -8)}AAAAAAAA`, 1);
      expect(await told(registry.waysIn.totpSecret(binh.id))).toMatch(/^registry-unavailable: .*đã bị sửa/);
    });

    it('let nobody in without their key, and can be set anew', async () => {
      const first = await bench.open();
      const { id } = await first.people.add({ name: 'An', grants: [] });
      await first.waysIn.setTotp(id, SECRET);
      await first.stop();
      rmSync(bench.keyFile());
      const registry = await bench.open();
      expect(await told(registry.waysIn.totpSecret(id))).toMatch(/^registry-unavailable: .*thiếu đúng tệp khóa/);
      await registry.waysIn.setTotp(id, OTHER);
      expect(await registry.waysIn.totpSecret(id)).toBe(OTHER);
    });
  });
}
