import type { LonLat } from '#hub/contracts';

/** A plot of a file that somebody brings, as it is meant. */
export interface DrawnPlot {
  id: string;
  owner: string;
  ownName: string;
  crop: string;
  areaM2: string;
  block: string;
  hamlet: string;
  ring: LonLat[];
  /** In place of the outline. */
  scribble?: string;
  /** The two coordinates of each corner changed places. */
  swapped?: boolean;
}

/** What is wrong with a row: the field that has to be named, and words that have to be said. */
export interface Planted {
  /** From 0. */
  index: number;
  field: string;
  says: RegExp;
}

export const METRES = { lon: 104_000, lat: 110_800 };
/** Metres east and north of the corner of the fields. */
export const at = (x: number, y: number): LonLat => [106.3 + x / METRES.lon, 20.9 + y / METRES.lat];

const COLUMNS = 100;
const [WIDE, HIGH] = [60, 40];

/** The same for the same seed. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function drawn(i: number, next: () => number): DrawnPlot {
  const [x, y] = [(i % COLUMNS) * 65, Math.floor(i / COLUMNS) * 45];
  const jitter = () => next() * 3;
  const ring = [
    at(x + jitter(), y + jitter()),
    at(x + WIDE + jitter(), y + jitter()),
    at(x + WIDE + jitter(), y + HIGH + jitter()),
    at(x + jitter(), y + HIGH + jitter()),
  ];
  const areaM2 = sizeOf(ring) * (0.95 + next() * 0.1);
  return {
    ...{ id: `thua-${i + 1}`, ring, crop: ['Lúa', 'Ngô', 'Rau màu'][Math.floor(next() * 3)]! },
    areaM2: areaM2.toFixed(1).replace('.', ','),
    ...{ block: `Cánh đồng ${(i % 7) + 1}`, hamlet: `Thôn ${(i % 5) + 1}`, owner: `p-${i % 40}` },
    ownName: i % 9 === 0 ? `Ruộng số ${i}` : '',
  };
}

function sizeOf(ring: readonly LonLat[]): number {
  let twice = 0;
  for (const [i, [x2, y2]] of ring.entries()) {
    const [x1, y1] = ring.at(i - 1)!;
    twice += x1 * y2 - x2 * y1;
  }
  return (Math.abs(twice) / 2) * METRES.lon * METRES.lat;
}

type Slip = (plot: DrawnPlot, before: DrawnPlot) => [field: string, says: RegExp];
/** What people do to rows. */
const SLIPS: Slip[] = [
  (plot) => (Object.assign(plot, { id: '' }), ['id', /còn thiếu/]),
  (plot) => (Object.assign(plot, { id: `thửa ${plot.id}` }), ['id', /chữ không dấu/]),
  (plot, before) => (Object.assign(plot, { id: before.id }), ['id', /trùng mã với dòng \d+/]),
  (plot, before) => (
    Object.assign(plot, { ring: [...before.ring].reverse(), areaM2: before.areaM2 }), ['area', /trùng hình với thửa/]
  ),
  (plot) => {
    const [a, b, c, d] = plot.ring;
    plot.ring = [a!, c!, b!, d!];
    return ['area', /đường bao tự cắt/];
  },
  (plot) => {
    const [x, y] = plot.ring[0]!;
    plot.ring = [
      [x, y],
      [x + 1 / METRES.lon, y],
      [x, y + 2 / METRES.lat],
    ];
    return ['area', /quá nhỏ/];
  },
  (plot) => {
    plot.ring = plot.ring.map(([lon, lat]) => [lon + 0.2, lat]);
    return ['area', /nằm ngoài địa giới xã/];
  },
  (plot) => (Object.assign(plot, { hamlet: 'Thôn Xa' }), ['hamlet', /không có thôn "Thôn Xa"/]),
  (plot) => (Object.assign(plot, { block: 'khu-z' }), ['block', /không có khu tưới "khu-z"/]),
  (plot) => (Object.assign(plot, { owner: 'p-nobody' }), ['owner', /không có người mang mã "p-nobody"/]),
  (plot) => (Object.assign(plot, { crop: 'Bánh mì' }), ['crop', /không có "Bánh mì"; chọn một trong: Lúa/]),
  (plot) => (Object.assign(plot, { crop: '' }), ['crop', /chọn một trong|còn thiếu/]),
  (plot) => (Object.assign(plot, { areaM2: '7 sào' }), ['areaM2', /"7 sào" không phải một số/]),
  (plot) => (
    Object.assign(plot, { areaM2: '1.250' }), ['areaM2', /"1\.250" đọc được hai cách: hãy viết 1250 hoặc 1,250/]
  ),
  (plot) => (Object.assign(plot, { areaM2: '-20' }), ['areaM2', /phải lớn hơn 0/]),
  (plot) => (Object.assign(plot, { areaM2: '48.000,5' }), ['areaM2', /ghi 48\.000,5 m², nhưng hình thửa rộng/]),
  (plot) => (Object.assign(plot, { ownName: 'x'.repeat(81) }), ['ownName', /nhiều nhất 80 ký tự/]),
  (plot) => (Object.assign(plot, { scribble: 'phía sau đình' }), ['area', /không đọc được hình/]),
  (plot) => (Object.assign(plot, { swapped: true }), ['area', /đổi chỗ/]),
];

/** So many plots, and slips in some of their rows: each kind of slip as often as any other. */
export function plotsFile(seed: number, plots: number, slips: number): { plots: DrawnPlot[]; planted: Planted[] } {
  const next = random(seed);
  const all = Array.from({ length: plots }, (_, i) => drawn(i, next));
  const rows = new Set<number>();
  // not in a row after another: a slip may copy the row before
  while (rows.size < slips) {
    const row = 1 + Math.floor(next() * (plots - 1));
    if (!rows.has(row - 1) && !rows.has(row + 1)) rows.add(row);
  }
  const planted = [...rows].map((index, i) => {
    const [field, says] = SLIPS[i % SLIPS.length]!(all[index]!, all[index - 1]!);
    return { index, field, says };
  });
  return { plots: all, planted: planted.sort((a, b) => a.index - b.index) };
}
