import { describe, expect, it } from '@jest/globals';
import { HOUR, T0 } from '../../../libs/registry/src/testing/builders.js';
import { told } from '../../../libs/registry/src/testing/temp-registry.js';
import type { Bench } from './engines.js';

const MINUTE = 60_000;
const PLACE = { lat: 20.45, lon: 106.25 };

/** What residents tell of. */
export function smokeReportsContract(bench: Bench): void {
  describe('smoke that residents told of', () => {
    it('comes out as it was written down, the oldest first, and the audit log has no word of it', async () => {
      const registry = await bench.open();
      const note = 'khói đen sau chùa';
      const later = await registry.smokeReports.write({ ...PLACE, seenAt: T0 - 10 * MINUTE, note }, 'p-ba');
      const earlier = await registry.smokeReports.write({ ...PLACE, seenAt: T0 - 20 * MINUTE }, 'p-tu');
      expect(later).toEqual({ id: later.id, ...PLACE, seenAt: T0 - 10 * MINUTE, at: T0, note, by: 'p-ba' });
      const known = (await bench.open()).smokeReports;
      expect(await known.since(T0 - HOUR)).toEqual([earlier, later]);
      expect(await known.since(T0 - 15 * MINUTE)).toEqual([later]);
      const { entries } = await registry.audit.find({});
      const lines = entries.filter(({ action }) => action === 'smoke-report.add');
      expect(lines.map(({ target }) => target)).toEqual([earlier.id, later.id]);
      expect(JSON.stringify(entries)).not.toMatch(/chùa/);
    });

    it('is of the last day, and of nothing that is still to come', async () => {
      const { smokeReports } = await bench.open();
      const seen = (ms: number) => told(smokeReports.write({ ...PLACE, seenAt: T0 + ms }, 'p-ba'));
      expect(await seen(10 * MINUTE)).toMatch(/seenAt: giờ này chưa tới/);
      expect(await seen(-25 * HOUR)).toMatch(/seenAt: đã quá 24 giờ/);
      expect([await seen(MINUTE), await seen(-23 * HOUR)]).toEqual(['yes', 'yes']);
      // a phone whose clock is wrong says none
      expect(await smokeReports.write(PLACE, 'p-ba')).toMatchObject({ seenAt: T0, at: T0 });
    });

    it('is of a place in the commune or beside it, of any where the hub has several', async () => {
      const { smokeReports, communes } = await bench.open();
      const square = (lon: number, lat: number) => [
        [lon, lat],
        [lon + 0.05, lat],
        [lon + 0.05, lat + 0.05],
        [lon, lat + 0.05],
        [lon, lat],
      ];
      const commune = (code: string, lon: number) => ({
        ...{ code, name: `Xã ${code}`, province: 'Tỉnh' },
        map: {
          type: 'FeatureCollection',
          features: [
            {
              type: 'Feature',
              geometry: { type: 'Polygon', coordinates: [square(lon, 20.43)] },
              properties: { layer: 'boundary' },
            },
          ],
        },
      });
      const at = (lon: number) => told(smokeReports.write({ ...PLACE, lon, seenAt: T0 }, 'p-ba'));
      await communes.put(commune('10807', 106.23));
      expect(await at(106.25)).toBe('yes');
      expect(await at(107.02)).toMatch(/lat: 20,45000; 107,02000 nằm ngoài địa giới xã/);
      await communes.put(commune('10808', 107));
      expect([await at(106.25), await at(107.02)]).toEqual(['yes', 'yes']);
      expect(await at(105)).toMatch(/nằm ngoài địa giới xã/);
    });

    it('is forgotten after three months', async () => {
      const { smokeReports } = await bench.open();
      await smokeReports.write({ ...PLACE, seenAt: T0 }, 'p-ba');
      bench.clock.ms = T0 + 91 * 24 * HOUR;
      const { id } = await smokeReports.write({ ...PLACE, seenAt: bench.clock.ms }, 'p-ba');
      expect((await smokeReports.since(0)).map((one) => one.id)).toEqual([id]);
    });
  });
}
