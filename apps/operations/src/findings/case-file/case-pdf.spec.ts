import { inflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import type { FindingCase, Incident, LonLat, MapFeature } from '#hub/contracts';
import { casePdf, type CaseFile } from './case-pdf.js';

const T0 = Date.parse('2026-06-02T16:30:00+07:00');
const MINUTE = 60_000;
const [LON, LAT] = [106.25, 20.45];
const square = (east: number, north: number, side: number) => {
  const at = (x: number, y: number): [number, number] => [LON + (east + x) / 1044, LAT + (north + y) / 1107];
  return { type: 'Polygon' as const, coordinates: [[at(0, 0), at(side, 0), at(side, side), at(0, side), at(0, 0)]] };
};
const layer = (name: MapFeature['properties']['layer'], geometry: MapFeature['geometry']): MapFeature => ({
  ...{ type: 'Feature', properties: { layer: name }, geometry },
});
const said = (vi: string) => ({ vi, en: vi });

const aCurve = (name: string): CaseFile['curves'][number] => ({
  ...{ name, axis: { from: 0, least: 10 }, decimals: 0, since: T0 },
  points: Array.from({ length: 18 }, (_, i) => ({
    ...{ at: T0 + (i - 12) * 10 * MINUTE, value: i > 12 ? 104 - i : 22 + (i % 3), background: 21 },
  })),
});

const aFile = (plots: number, over: Partial<Incident> = {}): CaseFile => ({
  ...{
    commune: 'Xã Yên Lộc',
    now: T0 + 40 * MINUTE,
    ...{ lang: 'vi', photos: [], plots: [] },
    curves: [aCurve('Trạm Đông – PM2.5, µg/m³')],
    spots: [{ name: 'Trạm Đông', at: [LON, LAT + 0.004] }],
  },
  incident: {
    text: {
      ...{ title: 'Nghi đốt rơm rạ', place: 'Thôn Đông, gần nhà văn hóa', titleEn: 'Suspected straw burning' },
      sentence: 'Có dấu hiệu đốt rơm rạ ở thôn Đông, gần nhà văn hóa, từ 16:30. Đến xác minh, nhắc dập lửa.',
      sentenceEn: 'Signs of straw burning at Thôn Đông, since 16:30. Go and look.',
    },
    ...{ simulated: false, ...over },
  } as Incident,
  case: {
    finding: {
      ...{ id: 'f', kind: 'burning', commune: '10807', target: 'air-1', targets: ['air-1'], simulated: false },
      ...{ startedAt: T0, updatedAt: T0 + 30 * MINUTE, score: 64, grade: 'likely', reasons: [] },
      where: { area: square(-2, -2, 4), km2: 0.16, best: [LON, LAT], how: ['inversion'] },
      stations: [{ device: 'air-1', curve: [] }],
      wind: Array.from({ length: 6 }, (_, i) => ({ at: T0 + i * 10 * MINUTE, from: 130 + i, speed: 2.1 + i / 10 })),
    },
    reasons: [
      { key: 'excess', points: 29, of: 35, ...said('Bụi PM2.5 cao hơn nền 82 µg/m³') },
      { key: 'hotspot', points: 0, of: 15, ...said('Vệ tinh: không thấy, hoặc chưa có lượt bay') },
    ],
    where: [{ key: 'inversion', ...said('Dò ngược theo gió của mấy giờ qua, từ nhiều trạm') }],
    detailed: true,
    plots: Array.from({ length: plots }, (_, i) => ({
      ...{ plot: `thua-${i + 1}`, stage: 'ripe' as const, share: 0.2 / (i + 1), crop: 'rice', areaM2: 1800 },
      ...{ ownName: 'Ruộng Gò Mả', owner: { name: 'Nguyễn Thị Ễnh', phone: '0900 111 222' } },
    })),
    plotsInAll: plots + 3,
    cameras: [{ camera: 'cam-1', name: 'Trạm bơm Đông', metres: 640 }],
    zones: [
      { zone: 'homes', ...said('nhà ở, khu dân cư'), withinM: 100, state: 'clear', metres: 250 },
      { zone: 'power-line', ...said('đường dây điện'), withinM: 50, state: 'unmapped' },
    ],
    zonesSource: said('Khoảng cách do xã đặt.'),
    ...{ sources: [], arrivals: [], gates: [], smokeSources: [], names: { 'air-1': 'Trạm Đông' } },
  } satisfies FindingCase,
  features: [
    layer('boundary', square(-20, -20, 40)),
    layer('hamlet', square(3, 3, 4)),
    layer('road', {
      type: 'LineString',
      coordinates: [
        [LON - 0.01, LAT + 0.002],
        [LON + 0.01, LAT + 0.001],
      ],
    }),
    layer('canal', {
      type: 'MultiLineString',
      coordinates: [
        [
          [LON - 0.01, LAT - 0.001],
          [LON + 0.01, LAT],
        ],
      ],
    }),
    layer('place', { type: 'Point', coordinates: [LON, LAT] }),
  ],
  timeline: [
    { at: T0, change: 'opened' },
    { at: T0 + 9 * MINUTE, change: 'grew', joined: { box: 'Trạm Tây', ...said('Khả năng cao đốt rơm rạ') } },
    { at: T0 + 12 * MINUTE, change: 'assigned', by: 'Lê Thị Hạnh', to: 'Phạm Văn Lâm' },
    { at: T0 + 16 * MINUTE, change: 'acknowledged', by: 'Phạm Văn Lâm', note: 'đang tới' },
  ],
  looks: [{ name: 'Lê Thị Hạnh', at: T0 + 39 * MINUTE }],
});
/** What is drawn on its pages. */
const drawnIn = (pdf: Buffer): string =>
  [...pdf.toString('latin1').matchAll(/stream\n([\s\S]*?)\nendstream/g)]
    .map(([, data]) => {
      try {
        return inflateSync(Buffer.from(data!, 'latin1')).toString('latin1');
      } catch {
        return '';
      }
    })
    .join('\n');
const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length;

describe('the file of a case', () => {
  it('goes on as many pages as it takes', async () => {
    const file = await casePdf(aFile(4, { simulated: true, drill: true }));
    expect(pagesOf(file)).toBe(2);
    expect(pagesOf(await casePdf(aFile(120)))).toBe(4);
  });

  it('is made also where nothing can be said of where it is, or what was measured', async () => {
    const file = aFile(0);
    const { where: _, ...finding } = file.case.finding as Extract<FindingCase['finding'], { kind: 'burning' }>;
    const bare = { ...file, curves: [], case: { ...file.case, finding: { ...finding, stations: [], wind: [] } } };
    expect(pagesOf(await casePdf(bare))).toBe(1);
  });

  it('draws the area without the steps of its squares, as walls do', async () => {
    const file = aFile(0);
    const stairs: LonLat[] = [[0, 0]];
    for (let i = 0; i < 6; i++) stairs.push([i + 2, i], [i + 2, i + 1]);
    stairs.push([0, 6], [0, 0]);
    const area = square(0, 0, 1);
    area.coordinates = [stairs.map(([x, y]): LonLat => [LON + (x * 50) / 104_400, LAT + (y * 50) / 110_700])];
    const finding = file.case.finding as Extract<FindingCase['finding'], { kind: 'burning' }>;
    const where = { ...finding.where!, area };
    const drawn = drawnIn(await casePdf({ ...file, case: { ...file.case, finding: { ...finding, where } } }));
    // the edge is the one dashed line
    const edge = drawn.split('[6 4] 0 d')[0]!.split('Q\n').at(-1)!;
    const corners = [...edge.matchAll(/(-?[\d.]+) (-?[\d.]+) [ml]\n/g)].map(
      ([, x, y]) => [Number(x), Number(y)] as const,
    );
    const isSlanted = corners.map(([x, y], i) => {
      const [x0, y0] = corners.at(i - 1)!;
      return Math.abs(x - x0) > 0.05 && Math.abs(y - y0) > 0.05;
    });
    expect(corners.length).toBeGreaterThan(30);
    expect(isSlanted.filter(Boolean).length).toBeGreaterThan(corners.length / 3);
  });

  it('is of a discharge: sources upstream, fields below with whose they are and when, gates', async () => {
    const file = aFile(0);
    const finding: FindingCase['finding'] = {
      ...{ id: 'w', kind: 'discharge', commune: '10807', target: 'water-1', targets: ['water-1'], simulated: false },
      ...{ startedAt: T0, updatedAt: T0 + 30 * MINUTE, score: 72, reasons: [], sources: [], plots: [], gates: [] },
    };
    const why = [{ key: 'near', points: 10, of: 10, ...said('Nước từ đó tới trạm mất 40 phút') }];
    const discharge: CaseFile = {
      ...file,
      spots: [
        { name: 'Trạm kênh', at: [LON, LAT] },
        { name: '1. Lò bún', at: [LON - 0.006, LAT + 0.001], look: 'square' },
        { name: 'Cống Đông', at: [LON + 0.004, LAT], look: 'gate' },
      ],
      plots: [square(5, 1, 1)],
      curves: [{ ...aCurve('pH'), axis: { least: 2 }, decimals: 1 }],
      case: {
        ...{ ...file.case, finding, plots: [], cameras: [], zones: [], names: { 'water-1': 'Trạm kênh' } },
        sources: [{ source: 'lo', name: 'Lò bún', share: 0.7, minutes: 40, reasons: why, owner: 'Hộ ông Lộc' }],
        arrivals: [{ plot: 'thua-1', at: T0, estimated: true, owner: { name: 'Bà Ễnh', phone: '0900 111 222' } }],
        gates: [{ structure: 'cong', name: 'Cống Đông', plots: 3, at: T0 }],
      },
    };
    for (const lang of ['vi', 'en'] as const) expect(pagesOf(await casePdf({ ...discharge, lang }))).toBe(2);
    const lost = { ...discharge.case, finding: { ...finding, endedAt: T0 + 30 * MINUTE, lost: true as const } };
    expect(pagesOf(await casePdf({ ...discharge, case: lost }))).toBe(2);
  });

  it('of an exceedance tells the value, its limit and whose outlet it is, in either language', async () => {
    const file = aFile(0);
    const finding = {
      ...{ id: 'e', kind: 'exceedance', commune: '10807', target: 'cua-xa', targets: ['cua-xa'], simulated: false },
      ...{ startedAt: T0, updatedAt: T0 + 30 * MINUTE, score: 60, reasons: [], metric: 'cod', value: 97 },
      ...{ limit: { max: 81 }, standard: 'QCVN40:2011', column: 'A', why: 'held', severity: 'warning' },
      worst: { value: 120, at: T0 + 10 * MINUTE, r: 120 / 81 },
    } as FindingCase['finding'];
    const source = { source: 'lang-bun', name: 'Làng bún Trung', owner: 'Tổ hợp tác bún', permit: '12/GP-UBND' };
    for (const lang of ['vi', 'en'] as const)
      expect(pagesOf(await casePdf({ ...file, lang, curves: [], case: { ...file.case, finding, source } }))).toBe(1);
  });
});
