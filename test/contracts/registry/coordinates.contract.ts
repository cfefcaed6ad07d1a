import { describe, expect, it } from '@jest/globals';
import type { LonLat } from '#hub/contracts';
import type { Imported, ImportOptions, Registry } from '#hub/registry';
import { at } from '../../../libs/registry/src/testing/plots-file.js';
import type { Bench } from './engines.js';
import { csv, datum, MERIDIAN, settledCommune, VN2000, WGS84 } from './plots-files.js';

/** What people do to coordinates, told of the whole file. */
export function coordinatesContract(bench: Bench): void {
  describe('coordinates of a whole file', () => {
    const grid = ([lon, lat]: LonLat) => datum.toGrid([lon, lat], MERIDIAN);
    const sites = async (registry: Registry, text: string, options: Pick<ImportOptions, 'crs'>): Promise<Imported> =>
      registry.exchange.import('site', csv(`id;name;${text}`), { format: 'csv', ...options });
    const rows = (columns: string, cells: (at: LonLat) => unknown[]) =>
      [columns, ...[0, 1, 2].map((i) => [`s${i}`, `S${i}`, ...cells(at(i * 500, 0))].join(';'))].join('\n');
    const asPrinted = rows('X;Y', (p) => [grid(p).northing.toFixed(2).replace('.', ','), grid(p).easting.toFixed(2)]);
    const whole = (says: RegExp) => ({
      rows: 3,
      ready: 0,
      imported: false,
      bad: [{ row: 0, problem: expect.stringMatching(says) }],
    });

    it('of VN-2000 land where they belong', async () => {
      const registry = await settledCommune(bench);
      expect(await sites(registry, asPrinted, VN2000)).toMatchObject({ bad: [], imported: true });
      const site = await registry.things.get('site', 's1');
      expect(site.lon).toBeCloseTo(at(500, 0)[0], 6);
      expect(site.lat).toBeCloseTo(at(500, 0)[1], 6);
    });

    it('with X and Y changed are told, and so are degrees', async () => {
      const registry = await settledCommune(bench);
      const swapped = rows('X;Y', (p) => [grid(p).easting, grid(p).northing]);
      expect(await sites(registry, swapped, VN2000)).toMatchObject(
        whole(/X và Y bị đổi chỗ: trong giấy tờ VN-2000, X là tọa độ Bắc/),
      );
      const degrees = rows('lat;lon', ([lon, lat]) => [lon, lat]);
      expect(await sites(registry, degrees, WGS84)).toMatchObject(whole(/vĩ độ và kinh độ bị đổi chỗ/));
      expect(await sites(registry, asPrinted, WGS84)).toMatchObject(
        whole(/là mét chứ không phải độ: hãy chọn hệ VN-2000/),
      );
    });

    it('with another central meridian are told, with the right one', async () => {
      const registry = await settledCommune(bench);
      const wrong = { crs: { system: 'vn2000', meridian: 107.75 } } as const;
      expect(await sites(registry, asPrinted, wrong)).toMatchObject(
        whole(/ngoài địa giới xã với kinh tuyến trục 107°45′; với 105°30′ thì nằm trong/),
      );
      // Hưng Yên has one: it need not be said
      expect(await sites(registry, asPrinted, { crs: { system: 'vn2000' } })).toMatchObject({ imported: true });
    });

    it('that were not shifted, or twice, are told by what is known', async () => {
      const registry = await settledCommune(bench);
      const known = rows('lat;lon', ([lon, lat]) => [lat, lon]);
      await sites(registry, known, WGS84);
      const unshifted = rows('lat;lon', (p) => [...datum.toDegrees(p)].reverse());
      expect(await sites(registry, unshifted, WGS84)).toMatchObject(
        whole(/chưa chuyển sang WGS84. Hãy chọn hệ VN-2000/),
      );
      expect(await sites(registry, unshifted, VN2000)).toMatchObject({ bad: [], imported: true });
      expect(await sites(registry, known, VN2000)).toMatchObject(whole(/đã là WGS84 rồi/));
    });

    it('that a GeoJSON file names otherwise are told', async () => {
      const registry = await settledCommune(bench);
      const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4756' } };
      const feature = {
        type: 'Feature',
        properties: { id: 's', name: 'S' },
        geometry: { type: 'Point', coordinates: at(0, 0) },
      };
      const file = csv(JSON.stringify({ type: 'FeatureCollection', crs, features: [feature] }));
      const answer = await registry.exchange.import('site', file, { format: 'geojson', ...WGS84 });
      expect(answer.bad).toEqual([{ row: 0, problem: 'tệp ghi hệ VN-2000 (EPSG:4756): hãy chọn hệ VN-2000' }]);
    });
  });
}
