import { describe, expect, it } from '@jest/globals';
import { type Commune, type LonLat, type Polygon, THING_KINDS, type ThingKind } from '#hub/contracts';
import { asActor, DeviceDirectory, type Registry } from '#hub/registry';
import { IdentityRow } from '../../../libs/registry/src/entities/identity.entity.js';
import { HOUR, T0 } from '../../../libs/registry/src/testing/builders.js';
import { told } from '../../../libs/registry/src/testing/temp-registry.js';
import type { Bench } from './engines.js';

/** Hamlets, blocks, plots, canals and what stands in them. */
export function landContract(bench: Bench): void {
  describe('a thing of any kind', () => {
    it.each(THING_KINDS)('comes out as it was put in: %s', async (kind) => {
      const registry = await settledCommune(bench);
      const { thing } = SAMPLES[kind];
      const added = await registry.things.add(kind, thing);
      expect(added).toEqual({ ...thing, commune: '26734', version: 1 });
      expect(await registry.things.get(kind, added.id)).toEqual(added);
      const { things, total } = await registry.things.find(kind, { search: added.id });
      expect([things.find(({ id }) => id === added.id), total > 0]).toEqual([added, true]);
    });

    it.each(THING_KINDS)('is changed from the version that was looked at, and from no other: %s', async (kind) => {
      const registry = await settledCommune(bench);
      const { thing, patch } = SAMPLES[kind];
      const first = await registry.things.add(kind, thing);
      const second = await registry.things.update(kind, first.id, { version: 1, ...patch });
      expect(second).toEqual({ ...first, ...patch, version: 2 });
      expect(await registry.things.update(kind, first.id, { version: 2, ...patch })).toEqual(second);
      await expect(registry.things.update(kind, first.id, { version: 1, ...patch })).rejects.toMatchObject({
        code: 'changed-meanwhile',
        current: second,
      });
      await expect(registry.things.remove(kind, first.id, 1)).rejects.toMatchObject({ code: 'changed-meanwhile' });
    });

    it.each(THING_KINDS)('is seen to be another by whoever reads all of them, and only then: %s', async (kind) => {
      const registry = await settledCommune(bench);
      const { thing, patch } = SAMPLES[kind];
      const revisions = [await registry.revision()];
      const said = async () => revisions.push(await registry.revision());
      const { id } = await registry.things.add(kind, thing);
      await said();
      await registry.things.update(kind, id, { version: 1, ...patch });
      await said();
      await registry.things.update(kind, id, { version: 2, ...patch });
      const [before, added, changed] = revisions as [number, number, number];
      expect([added > before, changed > added, (await registry.revision()) === changed]).toEqual([true, true, true]);
    });

    it.each(THING_KINDS)('is taken out and comes back, and each version is kept with who made it: %s', async (kind) => {
      const registry = await settledCommune(bench);
      const { thing, patch } = SAMPLES[kind];
      const { id } = await asActor({ by: 'p-1' }, () => registry.things.add(kind, thing));
      bench.clock.ms += HOUR;
      const changed = await asActor({ by: 'p-2' }, () => registry.things.update(kind, id, { version: 1, ...patch }));
      await registry.things.remove(kind, id, 2);
      expect(await told(registry.things.get(kind, id))).toMatch(/^not-found: Không có /);
      expect((await registry.things.find(kind, { search: id })).things.map((one) => one.id)).not.toContain(id);
      const back = await registry.things.add(kind, thing);
      expect(back).toEqual({ ...thing, commune: '26734', version: 4 });
      const { entries, total } = await registry.history.of(kind, id);
      expect(total).toBe(4);
      expect(entries.map(({ version, change, at, by }) => [version, change, at, by])).toEqual([
        [4, 'restored', T0 + HOUR, 'hub'],
        [3, 'removed', T0 + HOUR, 'hub'],
        [2, 'changed', T0 + HOUR, 'p-2'],
        [1, 'added', T0, 'p-1'],
      ]);
      expect(entries[2]!.body).toEqual(changed);
      expect((await registry.history.of(kind, id, { limit: 1, offset: 3 })).entries[0]!.version).toBe(1);
    });

    it('stands in the audit log, by the names of its fields', async () => {
      const registry = await settledCommune(bench);
      await asActor({ by: 'p-1' }, async () => {
        await registry.things.update('plot', 'thua-1', { version: 1, crop: 'maize', ownName: 'Ruộng ngõ' });
      });
      const { entries } = await registry.audit.find({ target: 'thua-1', limit: 1 });
      expect(entries).toMatchObject([{ by: 'p-1', action: 'plot.update', detail: { fields: ['crop', 'ownName'] } }]);
    });

    it('loses what null takes away, and not what it needs', async () => {
      const registry = await settledCommune(bench);
      const plot = await registry.things.update('plot', 'thua-1', { version: 1, hamlet: null, areaM2: null });
      expect(plot).not.toHaveProperty('hamlet');
      expect(plot.areaM2).toBeGreaterThan(4900);
      expect(await told(registry.things.update('plot', 'thua-1', { version: 2, crop: null, size: 1 }))).toBe(
        'invalid-input: Thông tin chưa đúng: không có mục "size"',
      );
      expect(await told(registry.things.update('plot', 'thua-1', { version: 2, crop: null }))).toMatch(
        /crop: chọn một trong: rice, maize/,
      );
    });
  });

  describe('a list of things', () => {
    it('is searched without diacritics, filtered, and paged by id', async () => {
      const registry = await settledCommune(bench);
      await registry.things.add('hamlet', { id: 'dong-2', name: 'Thôn Đông Thượng' });
      await registry.things.add('plot', plot('thua-2', 200, { block: 'khu-b' }));
      await registry.things.add('plot', plot('thua-3', 400, { hamlet: 'dong-2', ownName: 'Ruộng gò Mả' }));
      const ids = async (kind: ThingKind, filter: object) =>
        (await registry.things.find(kind, filter)).things.map(({ id }) => id);
      expect(await ids('hamlet', { search: 'thon dong' })).toEqual(['dong', 'dong-2']);
      expect(await ids('hamlet', { search: 'THÔN ĐÔNG T' })).toEqual(['dong-2']);
      expect(await ids('hamlet', { search: '%' })).toEqual([]);
      expect(await ids('plot', { search: 'go ma' })).toEqual(['thua-3']);
      expect(await ids('plot', { hamlet: 'dong' })).toEqual(['thua-1']);
      expect(await ids('plot', { block: 'khu-a' })).toEqual(['thua-1']);
      expect(await ids('plot', { owner: 'p-nobody' })).toEqual([]);
      expect(await registry.things.find('plot', { limit: 1, offset: 1 })).toMatchObject({
        things: [{ id: 'thua-2' }],
        total: 3,
      });
    });

    it('is whole, in order and once each, however long it is', async () => {
      const registry = await settledCommune(bench);
      const wanted = Array.from({ length: 1_001 }, (_, i) => `khu-${1_000 + i}`);
      for (const id of wanted.toReversed()) await registry.things.add('block', { id, name: id });
      expect((await registry.things.all('block', { search: 'khu-' })).map(({ id }) => id)).toEqual(
        expect.arrayContaining(wanted),
      );
      const all = await registry.things.all('block');
      expect(all.map(({ id }) => id)).toEqual([...new Set(all.map(({ id }) => id))].sort());
      expect(all).toHaveLength((await registry.things.find('block', { limit: 1 })).total);
    });

    it('is narrowed to where somebody may look', async () => {
      const registry = await settledCommune(bench);
      await registry.things.add('plot', plot('thua-2', 200, { block: 'khu-b' }));
      await registry.things.add('camera-group', { id: 'cong', name: 'Cổng' });
      const ids = async (kind: ThingKind, ...within: [kind: string, id: string][]) => {
        const scopes = within.map(([of, id]) => ({ kind: of, id }));
        return (await registry.things.find(kind, { within: scopes as never })).things.map(({ id }) => id);
      };
      expect(await ids('plot', ['hamlet', 'dong'])).toEqual(['thua-1']);
      expect(await ids('plot', ['block', 'khu-b'], ['plot', 'thua-1'])).toEqual(['thua-1', 'thua-2']);
      expect(await ids('plot', ['commune', '26734'])).toEqual(['thua-1', 'thua-2']);
      expect(await ids('plot', ['commune', '11111'])).toEqual([]);
      expect(await ids('plot')).toEqual([]);
      expect(await ids('hamlet', ['hamlet', 'dong'])).toEqual(['dong']);
      expect(await ids('hamlet', ['plot', 'thua-1'])).toEqual([]);
      expect(await ids('block', ['block', 'khu-a'])).toEqual(['khu-a']);
      expect(await ids('camera-group', ['camera-group', 'cong'])).toEqual(['cong']);
      expect(await ids('canal', ['hamlet', 'dong'])).toEqual([]);
    });
  });

  describe('what a thing names', () => {
    it('must be there', async () => {
      const registry = await settledCommune(bench);
      const wrong = (kind: ThingKind, thing: object) => told(registry.things.add(kind, thing));
      expect(await wrong('plot', plot('t', 300, { block: 'x', hamlet: 'y', owner: 'z' }))).toBe(
        'invalid-input: Thông tin chưa đúng: hamlet: không có thôn "y"; block: không có khu tưới "x"; owner: không có người mang mã "z"',
      );
      const gate = { id: 'c', name: 'Cống', type: 'gate', lat: 20.9, lon: 106.3 };
      expect(await wrong('structure', { ...gate, device: 'nobody' })).toMatch(/device: không có thiết bị "nobody"/);
      expect(await wrong('structure', { ...gate, canal: 'kenh', node: 'n9' })).toMatch(
        /node: kênh "kenh" không có nút "n9"/,
      );
      expect(await wrong('structure', { ...gate, canal: 'kenh', reach: 'r9' })).toMatch(
        /reach: kênh "kenh" không có đoạn/,
      );
      expect(await wrong('structure', { ...gate, node: 'n1' })).toMatch(/canal: còn thiếu/);
      expect(await wrong('camera', { id: 'nobody', bearing: 10, fieldOfView: 60 })).toMatch(
        /không có thiết bị "nobody"/,
      );
      const branch = canal('nhanh', { of: { canal: 'kenh', node: 'n9' } });
      expect(await wrong('canal', branch)).toMatch(/nodes.0.of: kênh "kenh" không có nút "n9"/);
      expect(await told(registry.devices.add({ id: 'd', profile: 'canal', plot: 'thua-9' }))).toMatch(
        /plot: không có thửa ruộng "thua-9"/,
      );
    });

    it('is not taken out while it is named, and the names are told', async () => {
      const registry = await settledCommune(bench);
      const { things } = registry;
      await things.add('canal', canal('nhanh', { of: { canal: 'kenh', node: 'n1' } }));
      await things.add('structure', { ...SAMPLES.structure.thing, id: 'cong-9', hamlet: undefined });
      await registry.devices.add({ id: 'mua', profile: 'canal', hamlet: 'Thôn Đông' });
      expect(await told(things.remove('hamlet', 'dong', 1))).toBe(
        'in-use: Thôn "dong" đang được dùng bởi: khu tưới khu-a, thửa ruộng thua-1, điểm đặt diem-1, thiết bị cam, mua',
      );
      expect(await told(things.remove('canal', 'kenh', 1))).toBe(
        'in-use: Kênh mương "kenh" đang được dùng bởi: kênh mương nhanh, công trình cong-9',
      );
      expect(await told(things.remove('site', 'diem-1', 1))).toMatch(/thiết bị cam/);
      expect(await told(things.remove('block', 'khu-b', 1))).toBe('yes');
    });
  });

  describe('what a map would show to be wrong', () => {
    it('is said in words', async () => {
      const { things } = await settledCommune(bench);
      const wrong = (thing: object) => told(things.add('plot', thing));
      const bow = polygon([at(300, 0), at(360, 40), at(360, 0), at(300, 40)]);
      expect(await wrong({ ...plot('t', 300), area: bow })).toMatch(/area: đường bao tự cắt ở gần 20,9\d+; 106,3/);
      expect(await wrong({ ...plot('t', 300), area: polygon([at(0, 0), at(2, 0), at(2, 2), at(0, 2)]) })).toMatch(
        /area: chỉ rộng 4,0 m², quá nhỏ/,
      );
      expect(await wrong(plot('t', 9000))).toMatch(/area: 20,9\d+; 106,\d+ nằm ngoài địa giới xã/);
      expect(await wrong({ ...plot('t', 300), areaM2: 9000 })).toMatch(
        /areaM2: ghi 9.000 m², nhưng hình thửa rộng 4.9\d\d m²/,
      );
      expect(await wrong(plot('t', 0))).toMatch(/area: trùng hình với thửa "thua-1"/);
      const open = { ...polygon([at(0, 0), at(50, 0), at(50, 50)]) };
      open.coordinates[0]![3] = at(1, 1);
      expect(await wrong({ ...plot('t', 300), area: open })).toMatch(/chưa khép kín/);
      expect(await told(things.add('hamlet', { id: 'dong-9', name: 'Thôn Đông' }))).toMatch(
        /name: thôn "dong" đã mang tên này/,
      );
      expect(await told(things.add('site', { id: 's', name: 's', lat: 10.5, lon: 106.3 }))).toMatch(
        /ngoài địa giới xã/,
      );
      const loop = canal('k');
      loop.reaches[0]!.to = 'n1';
      expect(await told(things.add('canal', loop))).toMatch(/reaches.0: đoạn kênh phải nối hai nút khác nhau/);
    });
  });

  describe('devices and where they stand', () => {
    it('follow their hamlet when it gets another name', async () => {
      const registry = await settledCommune(bench);
      const directory = new DeviceDirectory();
      await registry.devices.add({ id: 'mua', profile: 'canal', hamlet: 'Thôn Đông' });
      await registry.things.update('hamlet', 'dong', { version: 1, name: 'Thôn Đông Phú' });
      expect(await registry.devices.get('mua')).toMatchObject({ hamlet: 'Thôn Đông Phú', version: 2 });
      await registry.loadDirectory(directory);
      expect(directory.placeOf(directory.device('mua')!)).toMatchObject({ hamlet: 'dong' });
    });

    it('are where their site is, and go with it', async () => {
      const registry = await settledCommune(bench);
      const device = await registry.devices.get('cam');
      expect(device).toMatchObject({
        site: 'diem-1',
        hamlet: 'Thôn Đông',
        place: 'gần đình',
        lat: 20.901,
        lon: 106.301,
      });
      expect(await told(registry.devices.update('cam', { lat: 20.95, lon: 106.35 }))).toBe(
        'invalid-input: Thông tin chưa đúng: lat: lấy theo điểm đặt "Điểm đình": hãy sửa điểm đặt; lon: lấy theo điểm đặt "Điểm đình": hãy sửa điểm đặt',
      );
      await registry.things.update('site', 'diem-1', { version: 1, place: 'gần chợ', hamlet: null });
      expect(await registry.devices.get('cam')).toMatchObject({ place: 'gần chợ', hamlet: 'Thôn Đông' });
      await registry.devices.update('cam', { site: null, lat: 20.95, lon: 106.35 });
      expect(await registry.devices.get('cam')).not.toHaveProperty('site');
    });

    it('leave their history with the place', async () => {
      const registry = await settledCommune(bench);
      await registry.devices.add({ id: 'moi', profile: 'canal', installedAt: T0 });
      bench.clock.ms = T0 + HOUR;
      await registry.devices.retire('cam');
      bench.clock.ms = T0 + 2 * HOUR;
      await registry.devices.update('moi', { site: 'diem-1' });
      bench.clock.ms = T0 + 3 * HOUR;
      await registry.devices.update('moi', { site: null });
      await registry.devices.update('moi', { site: 'diem-1' });
      expect(await registry.things.stays('diem-1')).toEqual([
        { device: 'moi', from: T0 + 3 * HOUR },
        { device: 'moi', from: T0, to: T0 + 3 * HOUR },
        { device: 'cam', from: T0 - 24 * HOUR, to: T0 + HOUR },
      ]);
    });
  });
}

const polygon = (ring: LonLat[]): Polygon => ({ type: 'Polygon', coordinates: [[...ring, ring[0]!]] });
/** Metres east and north of a corner of the commune. */
const at = (x: number, y: number): LonLat => [106.3 + x / 104_000, 20.9 + y / 110_800];
const rectangle = (x: number, w = 100, h = 50) => polygon([at(x, 0), at(x + w, 0), at(x + w, h), at(x, h)]);
const plot = (id: string, x: number, more: object = {}) => ({
  id,
  area: rectangle(x),
  crop: 'rice',
  areaM2: 5000,
  ...more,
});
const canal = (id: string, first: object = {}) => ({
  ...{ id, name: 'Kênh' },
  nodes: [
    { id: 'n1', lat: 20.9, lon: 106.3, ...first },
    { id: 'n2', name: 'Ngã ba', lat: 20.9, lon: 106.31 },
  ],
  reaches: [{ id: 'r1', from: 'n1', to: 'n2', lengthM: 1040, travelMin: 35, capacity: 1.2 }],
});

const SAMPLES: Record<ThingKind, { thing: { id: string }; patch: object }> = {
  hamlet: {
    thing: { id: 'nam', name: 'Thôn Nam', area: rectangle(0, 900, 900) } as never,
    patch: { name: 'Thôn Nam Ễ' },
  },
  site: {
    thing: {
      id: 's',
      name: 'Bờ đê',
      hamlet: 'dong',
      place: 'gần đê',
      lat: 20.9,
      lon: 106.3,
      block: 'khu-a',
      plot: 'thua-1',
    } as never,
    patch: { lat: 20.91 },
  },
  block: {
    thing: {
      id: 'k',
      name: 'Cánh đồng Sau',
      hamlet: 'dong',
      area: rectangle(0, 700),
      keeper: 'p-1',
      told: 'keeper',
      hours: [{ from: 0, to: 360 }],
    } as never,
    patch: { name: 'Đồng Sau' },
  },
  plot: {
    thing: plot('t', 300, {
      hamlet: 'dong',
      block: 'khu-a',
      ownName: 'Ruộng ngõ',
      owner: 'p-1',
      soil: 'clay',
      sownOn: '2026-06-10',
    }),
    patch: { crop: 'maize' },
  },
  canal: { thing: canal('c'), patch: { name: 'Kênh mới' } },
  structure: {
    thing: {
      id: 'cong',
      name: 'Cống',
      type: 'gate',
      lat: 20.9,
      lon: 106.3,
      hamlet: 'dong',
      block: 'khu-a',
      canal: 'kenh',
      node: 'n1',
      capacity: 2,
      device: 'cam',
    } as never,
    patch: { type: 'pump' },
  },
  source: {
    thing: {
      ...{ id: 'n', name: 'Lò bún', type: 'craft-village', owner: 'Hộ ông Lộc', lat: 20.9, lon: 106.3, hamlet: 'dong' },
      ...{ canal: 'kenh', node: 'n1', flowM3Day: 12, permit: '12/GP', permitUntil: '2027-01-31', receiver: 'canal' },
      ...{ standard: 'QCVN40:2011', column: 'B', device: 'cam', checkOn: '2026-09-01' },
    } as never,
    patch: { closed: true },
  },
  'smoke-source': {
    thing: {
      ...{ id: 'lo', name: 'Lò gạch Gò Mả', type: 'brick-kiln', lat: 20.9, lon: 106.3, hamlet: 'dong' },
      ...{ radiusM: 120, usualPm25: 70, incident: 'fire:device:air-1:1' },
    } as never,
    patch: { usualPm25: 90 },
  },
  'camera-group': { thing: { id: 'g', name: 'Trường học' } as never, patch: { name: 'Trường' } },
  camera: { thing: { id: 'cam', bearing: 12.5, fieldOfView: 84 } as never, patch: { bearing: 300 } },
};

const PERSON = {
  ...{ id: 'p-1', kind: 'person' as const, name: 'Bà Ễ', search: 'ba e', language: 'vi', disabled: false },
  ...{ created: T0, version: 1 },
};
const BOUNDARY = polygon([at(-3000, -3000), at(5000, -3000), at(5000, 3000), at(-3000, 3000)]);
const COMMUNE: Commune = {
  ...{ code: '26734', name: 'Xã Tân Hòa', province: 'Tỉnh Hưng Yên', simulated: false },
  map: {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', geometry: BOUNDARY, properties: { layer: 'boundary' } }],
  },
};

/** A commune with one of most things. */
async function settledCommune(bench: Bench): Promise<Registry> {
  const registry = await bench.open();
  await (await bench.database()).write((m) => m.insert(IdentityRow, PERSON));
  await registry.communes.put(COMMUNE);
  await registry.things.add('hamlet', { id: 'dong', name: 'Thôn Đông' });
  await registry.things.add('block', { id: 'khu-a', name: 'Cánh đồng Trước', hamlet: 'dong' });
  await registry.things.add('block', { id: 'khu-b', name: 'Cánh đồng Bãi' });
  await registry.things.add('plot', plot('thua-1', 0, { hamlet: 'dong', block: 'khu-a' }));
  await registry.things.add('canal', canal('kenh'));
  await registry.things.add('site', {
    id: 'diem-1',
    name: 'Điểm đình',
    hamlet: 'dong',
    place: 'gần đình',
    lat: 20.901,
    lon: 106.301,
  });
  await registry.devices.add({ id: 'cam', profile: 'canal', site: 'diem-1' });
  return registry;
}
