import { describe, expect, it } from '@jest/globals';
import { type Broadcast, inForce } from '#hub/contracts';
import { asActor } from '#hub/registry';
import { MINUTE, T0 } from '../../../libs/registry/src/testing/builders.js';
import type { Bench } from './engines.js';

const broadcast = (id: string, revision: number, over: Partial<Broadcast> = {}): Broadcast => ({
  ...{ id, commune: '26734', urgency: 'ordinary', text: 'Ngày mai xã họp dân.', seconds: 4, simulated: false },
  ...{ audience: { everywhere: true, hamlets: [] }, airBefore: T0 + 60 * MINUTE, receipts: [], state: 'draft' },
  ...{ written: { by: 'An', at: T0 }, revision, updatedAt: T0 },
  ...over,
});

/** What the log tells the registry of public messages, and the texts that are approved beforehand. */
export function broadcastsContract(bench: Bench): void {
  describe('public messages', () => {
    it('are as the newest revision says, whatever the log tells again', async () => {
      const { broadcasts } = await bench.open();
      await broadcasts.record([broadcast('b-1', 1), broadcast('b-1', 3, { state: 'approved' })]);
      await broadcasts.record([broadcast('b-1', 2, { text: 'Cũ.' })]);
      await broadcasts.record([]);
      expect(await broadcasts.get('b-1')).toEqual(broadcast('b-1', 3, { state: 'approved' }));
      expect(await broadcasts.get('b-9')).toBeUndefined();
    });

    it('are listed the newest first, and hold whatever people type', async () => {
      const { broadcasts } = await bench.open();
      await broadcasts.record([broadcast('b-1', 1), broadcast('b-2', 1, { written: { by: 'An', at: T0 + MINUTE } })]);
      await broadcasts.record([broadcast('b-3', 1, { text: 'a\u0000b', written: { by: 'An', at: T0 + 2 * MINUTE } })]);
      expect((await broadcasts.list(2)).map(({ id }) => id)).toEqual(['b-3', 'b-2']);
      expect((await broadcasts.list(2, 2)).map(({ id }) => id)).toEqual(['b-1']);
    });
  });

  describe('recordings', () => {
    it('are those that messages are made of', async () => {
      const { broadcasts } = await bench.open();
      await broadcasts.record([
        broadcast('b-1', 1, { recording: { name: 'a.mp3', seconds: 3 } }),
        broadcast('b-2', 1, { text: '"recording":{"name":"b.mp3"}' }),
      ]);
      expect([...(await broadcasts.recordings())]).toEqual(['a.mp3']);
    });
  });

  describe('texts for emergencies', () => {
    const an = { person: 'p-an', by: 'An' };
    const binh = { person: 'p-binh', by: 'Bình' };
    it('have versions that never change, each with who wrote and who approved it', async () => {
      const { templates, audit } = await bench.open();
      await asActor({ by: 'test' }, async () => {
        const { id } = (await templates.write(an, { title: 'Lũ', text: 'Nước lên ở {place}.' }))!;
        await templates.approve(binh, id, 1);
        await templates.approve(an, id, 1);
        expect(await templates.write(an, { id, title: 'Lũ', text: 'Khác.' })).toMatchObject({ id, version: 2 });
        expect(await templates.write(an, { id: 't-9', title: 'Lũ', text: 'Khác.' })).toBeUndefined();
        const all = await templates.list();
        expect(all.map(({ version, text }) => [version, text])).toEqual([
          [2, 'Khác.'],
          [1, 'Nước lên ở {place}.'],
        ]);
        expect(inForce(all)).toMatchObject([{ version: 1, written: an, approved: binh }]);
        await templates.withdraw(binh, id);
        expect(inForce(await templates.list())).toEqual([]);
        const { entries } = await audit.find({ target: id });
        expect(entries.map(({ action }) => action).reverse()).toEqual([
          ...['broadcast-template.write', 'broadcast-template.approve', 'broadcast-template.write'],
          'broadcast-template.withdraw',
        ]);
      });
    });
  });
}
