import { describe, expect, it } from '@jest/globals';
import type { ImportOptions, Registry } from '#hub/registry';
import { at, plotsFile } from '../../../libs/registry/src/testing/plots-file.js';
import { told } from '../../../libs/registry/src/testing/temp-registry.js';
import type { Bench } from './engines.js';
import { asCsv, asGeoJson, asXlsx, csv, type Encode, settledCommune, VN2000, WGS84 } from './plots-files.js';

/** Files of things, in and out. */
export function exchangeContract(bench: Bench): void {
  describe('the import of 5,000 plots with 50 slips', () => {
    it.each<['csv' | 'xlsx' | 'geojson', Encode, Pick<ImportOptions, 'crs'>, number]>([
      ['csv', asCsv, VN2000, 2],
      ['xlsx', asXlsx, VN2000, 4],
      ['geojson', asGeoJson, WGS84, 1],
    ])(
      'names exactly these 50: %s',
      async (format, encode, crs, firstRow) => {
        const registry = await settledCommune(bench);
        const { plots, planted } = plotsFile(20260602, 5000, 50);
        const file = await encode(plots);
        const options = { format, ...crs };

        const seen = await registry.exchange.import('plot', file, { ...options, dryRun: true });
        const wanted = planted.map(({ index, field }) => [index + firstRow, field]);
        expect(seen.bad.map(({ row, field }) => [row, field])).toEqual(wanted);
        for (const [i, { says }] of planted.entries()) expect(seen.bad[i]!.problem).toMatch(says);
        expect([seen.rows, seen.ready, seen.added, seen.imported]).toEqual([5000, 4950, 4950, false]);

        expect((await registry.things.find('plot')).total).toBe(0);

        const taken = await registry.exchange.import('plot', file, { ...options, skipBad: true });
        expect([taken.imported, taken.added]).toEqual([true, 4950]);
        expect((await registry.things.find('plot')).total).toBe(4950);
        const right = plots[planted[0]!.index + 1]!;
        const plot = await registry.things.get('plot', right.id);
        expect(plot).toMatchObject({
          block: expect.stringMatching(/^khu-/),
          hamlet: expect.stringMatching(/^thon-/),
          version: 1,
        });
        for (const [i, [lon, lat]] of right.ring.entries()) {
          expect(plot.area.coordinates[0]![i]![0]).toBeCloseTo(lon, 6);
          expect(plot.area.coordinates[0]![i]![1]).toBeCloseTo(lat, 6);
        }
        const { entries } = await registry.audit.find({ action: 'plot.import' });
        expect(entries.map(({ detail }) => detail)).toEqual([{ rows: 5000, left: 50, added: 4950, changed: 0 }]);
      },
      180_000,
    );
  });

  describe('what is exported', () => {
    it.each(['csv', 'xlsx', 'geojson'] as const)(
      'comes back as it was, and changes nothing: %s',
      async (format) => {
        const registry = await settledCommune(bench);
        const { plots } = plotsFile(7, 60, 0);
        plots[0]!.ownName = '=HYPERLINK("http://evil.example")';
        plots[1]!.ownName = '"Ruộng", gò; bà Ễ';
        await registry.exchange.import('plot', await asGeoJson(plots), { format: 'geojson', ...WGS84 });
        const canal = {
          id: 'kenh',
          name: 'Kênh',
          nodes: NODES,
          reaches: [{ id: 'd', from: 'a', to: 'b', via: [at(50, 60)] }],
        };
        await registry.things.add('canal', canal);
        await registry.things.add('structure', {
          ...{ id: 'cong', name: 'Cống', type: 'gate', canal: 'kenh', node: 'a', capacity: 1.5, lat: 20.9, lon: 106.3 },
        });
        for (const kind of ['hamlet', 'block', 'plot', 'canal', 'structure'] as const) {
          const before = (await registry.things.find(kind, { limit: 1000 })).things;
          const file = await registry.exchange.export(kind, format);
          const again = await registry.exchange.import(kind, file, { format, ...WGS84 });
          expect([again.bad, again.imported, again.rows, again.added]).toEqual([[], true, before.length, 0]);
          expect((await registry.things.find(kind, { limit: 1000 })).things).toEqual(before);
          for (const one of before) await registry.things.remove(kind, one.id, one.version).catch(() => undefined);
        }
      },
      120_000,
    );

    it('holds no formula, and says that it is simulated where it is', async () => {
      const registry = await settledCommune(bench, { simulated: true });
      await registry.things.add('camera-group', { id: 'g', name: '=1+1' });
      const text = Buffer.from(await registry.exchange.export('camera-group', 'csv')).toString('utf8');
      expect(text).toBe("\ufeffMã,Tên,Phiên bản,Ghi chú\r\ng,'=1+1,1,DỮ LIỆU MÔ PHỎNG\r\n");
      const json = Buffer.from(await registry.exchange.export('camera-group', 'geojson')).toString('utf8');
      expect(JSON.parse(json)).toMatchObject({ note: 'DỮ LIỆU MÔ PHỎNG', features: [{ id: 'g', geometry: null }] });
      const again = await registry.exchange.import('camera-group', csv(text), { format: 'csv', ...WGS84 });
      expect(again.things).toMatchObject([{ name: '=1+1' }]);
    });
  });

  describe('a file of somebody', () => {
    const importing = async (registry: Registry, text: string, options: Partial<ImportOptions> = {}) =>
      registry.exchange.import('hamlet', csv(text), { format: 'csv', ...WGS84, ...options });

    it.each([
      ['semicolons', '\ufeffMã;Tên\r\nbac;Thôn Bắc\r\n'],
      ['tabs', 'id\tname\nbac\tThôn Bắc\n'],
      ['commas and quotes', 'TEN,MA\n"Thôn Bắc","bac"\n'],
      ['a title above', 'DANH SÁCH THÔN,,\n,,\nMã,Tên,Số hộ\nbac,Thôn Bắc,120\n'],
    ])('may have %s', async (_what, text) => {
      const registry = await settledCommune(bench);
      const { bad, imported } = await importing(registry, text);
      expect([bad, imported]).toEqual([[], true]);
      expect(await registry.things.get('hamlet', 'bac')).toMatchObject({ name: 'Thôn Bắc' });
    });

    it('may have another alphabet of Excel', async () => {
      const registry = await settledCommune(bench);
      const bytes = Buffer.from('\ufeffMã\tTên\nbac\tThôn Bắc\n', 'utf16le');
      expect((await registry.exchange.import('hamlet', bytes, { format: 'csv', ...WGS84 })).imported).toBe(true);
    });

    it.each<['csv' | 'xlsx' | 'geojson', Uint8Array, RegExp]>([
      ['csv', Buffer.from([0x54, 0x68, 0xf4, 0x6e]), /không phải UTF-8/],
      ['xlsx', csv('Mã;Tên'), /không phải tệp Excel/],
      ['geojson', csv('Mã;Tên'), /không phải tệp GeoJSON/],
      ['geojson', csv('{"type":"Point"}'), /không có danh sách "features"/],
      ['csv', csv(`Mã;Tên\n${'a;b\n'.repeat(20_001)}`), /hơn 20.000 dòng/],
    ])('that is none (%s) is refused as a whole', async (format, bytes, says) => {
      const registry = await settledCommune(bench);
      expect(await told(registry.exchange.import('hamlet', bytes, { format, ...WGS84 }))).toMatch(says);
    });

    it('says which column is missing, and that there is nothing', async () => {
      const registry = await settledCommune(bench);
      expect((await importing(registry, 'Mã;Xóm\na;b\n')).bad).toEqual([{ row: 0, problem: 'thiếu cột "Tên" (name)' }]);
      expect((await importing(registry, '')).bad).toEqual([{ row: 0, problem: 'tệp không có dòng nào' }]);
    });

    it('changes what is there, in its own columns; empty cells take away', async () => {
      const registry = await settledCommune(bench);
      await registry.things.add('site', {
        id: 's',
        name: 'Cũ',
        hamlet: 'thon-1',
        place: 'gần đê',
        lat: 20.9,
        lon: 106.3,
      });
      const sites = (text: string) => registry.exchange.import('site', csv(text), { format: 'csv', ...WGS84 });
      expect(await sites('id;name;place\ns;Mới;\n')).toMatchObject({ imported: true, added: 0, bad: [] });
      const site = await registry.things.get('site', 's');
      expect(site).toEqual({
        id: 's',
        commune: '26734',
        name: 'Mới',
        hamlet: 'thon-1',
        lat: 20.9,
        lon: 106.3,
        version: 2,
      });
      expect((await registry.history.of('site', 's')).entries.map((e) => e.change)).toEqual(['changed', 'added']);
      const late = await sites('id;name;version\ns;Muộn;1\n');
      expect(late.bad).toEqual([
        { row: 2, id: 's', field: 'version', problem: 'đã có người sửa từ khi xuất tệp (tệp: 1, nay: 2)' },
      ]);
      await registry.things.remove('site', 's', 2);
      expect(await sites('id;name;lat;lon\ns;Lại;20,9;106,3\n')).toMatchObject({ imported: true, added: 1 });
      expect(await registry.things.get('site', 's')).toMatchObject({ version: 4, lat: 20.9 });
    });

    it('moves devices along with their site and hamlet', async () => {
      const registry = await settledCommune(bench);
      await registry.things.add('site', { id: 's', name: 'S', hamlet: 'thon-1', lat: 20.9, lon: 106.3 });
      await registry.devices.add({ id: 'd', profile: 'canal', site: 's' });
      const geojson = {
        type: 'FeatureCollection',
        features: [
          { type: 'Feature', properties: { id: 's' }, geometry: { type: 'Point', coordinates: [106.31, 20.91] } },
        ],
      };
      await registry.exchange.import('site', csv(JSON.stringify(geojson)), { format: 'geojson', ...WGS84 });
      await importing(registry, 'id;name\nthon-1;Thôn Nhất\n');
      expect(await registry.devices.get('d')).toMatchObject({ lat: 20.91, lon: 106.31, hamlet: 'Thôn Nhất' });
    });

    it('may tell people and places by their names', async () => {
      const registry = await settledCommune(bench);
      const corners = [at(0, 0), at(60, 0), at(60, 40), at(0, 40)].map(([lon, lat]) => `${lat} ${lon}`).join('; ');
      const row = (owner: string) => `id,crop,area,Chủ thửa,Thôn\nt,rice,"${corners}",${owner},thôn 2\n`;
      const plots = (owner: string, people: boolean) =>
        registry.exchange.import('plot', csv(row(owner)), { format: 'csv', ...WGS84, people, dryRun: true });
      expect((await plots('nguyễn thị 3', true)).things).toMatchObject([{ owner: 'p-3', hamlet: 'thon-2' }]);
      expect((await plots('Trần Văn Hai', true)).bad).toMatchObject([
        { problem: 'có 2 mục tên "Trần Văn Hai": hãy ghi mã' },
      ]);
      expect((await plots('Nguyễn Thị 3', false)).bad).toMatchObject(
        [{ field: 'owner', problem: /không có người/ }].map(() => ({ field: 'owner' })),
      );
    });

    it('says which names it only guessed, and what the file itself calls a column', async () => {
      const registry = await settledCommune(bench);
      await importing(registry, 'id;name\nco;Thôn Cổ\n');
      const corners = [at(0, 0), at(60, 0), at(60, 40), at(0, 40)].map(([lon, lat]) => `${lat} ${lon}`).join('; ');
      const file = ['Số thửa,Cây trồng,Ranh giới,Thôn'];
      for (const [id, hamlet] of [
        ['t', 'Thôn Cỗ'],
        ['u', 'THÔN  CỔ'],
        ['v', 'Thôn Cỗ'],
      ])
        file.push(`${id},rice,"${id === 't' ? corners : 'ở bờ sông'}",${hamlet}`);
      const seen = await registry.exchange.import('plot', csv(`${file.join('\n')}\n`), {
        ...{ format: 'csv', ...WGS84, dryRun: true },
      });
      expect(seen.things).toMatchObject([{ id: 't', hamlet: 'co' }]);
      expect(seen.guesses).toEqual([{ field: 'hamlet', written: 'Thôn Cỗ', taken: 'Thôn Cổ', row: 2, rows: 2 }]);
      expect(seen.bad.map(({ row, field }) => [row, field])).toEqual([
        [3, 'area'],
        [4, 'area'],
      ]);
      expect(seen.columns).toMatchObject({ id: 'Số thửa', area: 'Ranh giới', hamlet: 'Thôn', owner: 'Chủ thửa' });
    });

    it('may be lines of a canal that nobody numbered', async () => {
      const registry = await settledCommune(bench);
      const lines = [
        [at(0, 0), at(50, 10), at(100, 0)],
        [at(100, 0), at(200, 0)],
      ];
      const file = {
        type: 'FeatureCollection',
        features: [
          {
            type: 'Feature',
            properties: { id: 'k', ten: 'Kênh Giữa' },
            geometry: { type: 'MultiLineString', coordinates: lines },
          },
        ],
      };
      expect(
        await registry.exchange.import('canal', csv(JSON.stringify(file)), { format: 'geojson', ...WGS84 }),
      ).toMatchObject({ bad: [], imported: true });
      expect(await registry.things.get('canal', 'k')).toMatchObject({
        nodes: [{ id: 'n1' }, { id: 'n2' }, { id: 'n3' }],
        reaches: [
          { from: 'n1', to: 'n2', via: [at(50, 10)], lengthM: 102 },
          { from: 'n2', to: 'n3', lengthM: 100 },
        ],
      });
    });
  });
}

const NODES = [
  { id: 'a', name: 'Đầu', lat: 20.9, lon: 106.3 },
  { id: 'b', lat: 20.9, lon: 106.31 },
];
