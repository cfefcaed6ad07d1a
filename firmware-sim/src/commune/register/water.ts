import type { Canal, CanalNode, LonLat, Structure } from '#hub/contracts';
import { DRAIN_V, DYKE_FROM_RIVER, INTAKE_V, riverAt, steps, toLonLat, toXy, type Uv } from '../land.js';
import { DRAIN_STAKES, INTAKE_STAKES, stationOf } from '../stations.js';
import { LIFTED, PUMPED } from '../waters.js';

type Drawn = Pick<Canal, 'id' | 'name' | 'nodes' | 'reaches'>;
interface Stop extends Pick<CanalNode, 'id' | 'name' | 'of'> {
  at: Uv;
}
interface Flow {
  /** m³/s */
  capacity: number;
  /** m/s */
  speed: number;
}

const BEND_EVERY_M = 120;
const place = (at: Uv) => {
  const [lon, lat] = toLonLat(toXy(at));
  return { lat, lon };
};

/** From stop to stop, straight on the sheet: bent a little on the ground. */
function canal(id: string, name: string, stops: readonly Stop[], { capacity, speed }: Flow): Drawn {
  const nodes = stops.map(({ at, ...node }) => ({ ...node, ...place(at) }));
  const reaches = stops.slice(1).map((stop, i) => {
    const before = stops[i]!;
    const via = between(before.at, stop.at);
    const length = Math.hypot(stop.at[0] - before.at[0], stop.at[1] - before.at[1]);
    return {
      ...{ id: `d${i + 1}`, from: before.id, to: stop.id, capacity },
      ...(via.length > 0 && { via }),
      lengthM: Math.round(length),
      travelMin: Math.max(1, Math.round(length / speed / 60)),
    };
  });
  return { id, name, nodes, reaches };
}

function between(a: Uv, b: Uv): LonLat[] {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  return steps(0, length, BEND_EVERY_M)
    .slice(1, -1)
    .map((m): Uv => [a[0] + ((b[0] - a[0]) * m) / length, a[1] + ((b[1] - a[1]) * m) / length])
    .map((at) => toLonLat(toXy(at)));
}

const INTAKE: Uv = [riverAt(INTAKE_V) - DYKE_FROM_RIVER, INTAKE_V];
const OUTLET: Uv = [riverAt(DRAIN_V) - DYKE_FROM_RIVER, DRAIN_V];
const BRANCHES = { east: 4860, middle: 2160 } as const;

const stakes = (on: readonly number[], v: number): Stop[] =>
  on.map((u, i) => ({ id: `coc-${i + 1}`, name: `Cọc ${i + 1}`, at: [u, v] }));
const intakeStops: Stop[] = (
  [
    { id: 'cong-ben-me', name: 'Cống Bến Mễ', at: INTAKE },
    { id: 'nga-kenh-dong', name: 'Ngã ba kênh Đông', at: [BRANCHES.east, INTAKE_V] },
    ...stakes(INTAKE_STAKES, INTAKE_V),
    { id: 'nga-kenh-giua', name: 'Ngã ba kênh Giữa', at: [BRANCHES.middle, INTAKE_V] },
  ] satisfies Stop[]
).sort((a, b) => b.at[0] - a.at[0]);
const drainStops: Stop[] = [
  ...stakes(DRAIN_STAKES, DRAIN_V),
  { id: 'cong-cua-tieu', name: 'Cống Cửa Tiêu', at: OUTLET },
];

/** Kênh Chính brings water in, kênh Giữa and kênh Đông branch off it, kênh Tiêu drains. Those named by others come first. */
export const CANALS: readonly Drawn[] = [
  canal('kenh-chinh', 'Kênh Chính', intakeStops, { capacity: 6, speed: 0.5 }),
  canal('kenh-tieu', 'Kênh Tiêu', drainStops, { capacity: 8, speed: 0.4 }),
  canal(
    'kenh-giua',
    'Kênh Giữa',
    [
      { id: 'dau', at: [BRANCHES.middle, INTAKE_V], of: { canal: 'kenh-chinh', node: 'nga-kenh-giua' } },
      { id: 'nga-dong-trung', name: 'Ngã ba đồng Trung', at: [BRANCHES.middle, 1580] },
      { id: 'bom-co', name: 'Bể hút trạm bơm Cổ', at: [BRANCHES.middle, 1180] },
    ],
    { capacity: 1.2, speed: 0.35 },
  ),
  canal(
    'kenh-dong-trung',
    'Kênh nội đồng Trung',
    [
      { id: 'dau', at: [BRANCHES.middle, 1580], of: { canal: 'kenh-giua', node: 'nga-dong-trung' } },
      { id: 'bom-dong-trung', name: 'Bể hút trạm bơm đồng Trung', at: [2860, 1580] },
      { id: 'cuoi', at: [3060, 1580] },
    ],
    { capacity: 0.4, speed: 0.3 },
  ),
  canal(
    'kenh-dong',
    'Kênh Đông',
    [
      { id: 'dau', at: [BRANCHES.east, INTAKE_V], of: { canal: 'kenh-chinh', node: 'nga-kenh-dong' } },
      { id: 'xi-phong', name: 'Xi phông qua kênh Tiêu', at: [BRANCHES.east, DRAIN_V] },
      { id: 'dong-dong', name: 'Đầu đồng Đông', at: [BRANCHES.east, 660] },
      { id: 'cuoi', at: [BRANCHES.east, 240] },
    ],
    { capacity: 1, speed: 0.35 },
  ),
];

type Work = Omit<Structure, 'commune' | 'version'>;
const moved = (device: string) => ({ device, ...place(stationOf(device).at) });

/** Gates and pumps: those that a device moves, and those that somebody walks to. */
export const STRUCTURES: readonly Work[] = [
  {
    ...{ id: 'cong-ben-me', name: 'Cống Bến Mễ', type: 'gate', ...moved('cong-ben-me') },
    ...{ canal: 'kenh-chinh', node: 'cong-ben-me', capacity: 6 },
  },
  {
    ...{ id: 'cong-cua-tieu', name: 'Cống ngăn mặn Cửa Tiêu', type: 'gate', ...moved('ngan-man-cua-tieu') },
    ...{ canal: 'kenh-tieu', node: 'cong-cua-tieu', capacity: 8 },
  },
  {
    ...{ id: 'bom-co', name: 'Trạm bơm Cổ', type: 'pump', ...moved('bom-co'), hamlet: 'co', block: 'bai-co' },
    ...{ canal: 'kenh-giua', node: 'bom-co', capacity: PUMPED },
  },
  {
    ...{ id: 'bom-dong-trung', name: 'Trạm bơm đồng Trung', type: 'pump', ...moved('bom-dong-trung') },
    ...{ hamlet: 'trung', block: 'dong-trung', canal: 'kenh-dong-trung', node: 'bom-dong-trung', capacity: LIFTED },
  },
  {
    ...{ id: 'cong-kenh-giua', name: 'Cống đầu kênh Giữa', type: 'gate', ...place([BRANCHES.middle, 2520]) },
    ...{ canal: 'kenh-giua', node: 'dau', capacity: 1.2 },
  },
  {
    ...{ id: 'cong-dong-dong', name: 'Cống lấy nước đồng Đông', type: 'gate', ...place([BRANCHES.east + 15, 655]) },
    ...{ hamlet: 'dong', block: 'dong-dong', canal: 'kenh-dong', node: 'dong-dong', capacity: 0.6 },
  },
  {
    ...{ id: 'bom-hau', name: 'Máy bơm dầu đồng Hậu', type: 'pump', ...place([2170, 3070]) },
    ...{ hamlet: 'hau', block: 'dong-hau', capacity: 0.08 },
  },
  {
    ...{ id: 'dap-cuoi-kenh', name: 'Đập tràn cuối kênh Chính', type: 'gate', ...place([380, INTAKE_V]) },
    ...{ canal: 'kenh-chinh', node: 'coc-1', capacity: 0.8 },
  },
];
