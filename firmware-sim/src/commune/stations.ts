import type { Xy } from '../physics/directions.js';
import { DYKE_FROM_RIVER, DRAIN_V, INTAKE_V, riverAt, toLonLat, toXy, type Uv } from './land.js';

export type GatewayId =
  | 'bo-tap-trung-nam'
  | 'chirpstack-xa'
  | 'tasmota-tram-bom'
  | 'z2m-nha-van-hoa'
  | 'dtu-kenh-tieu'
  | 'frigate-xa';

/** Something with a sensor or a lens, as the registry and the simulator know it. */
export interface Station {
  id: string;
  profile: string;
  name: string;
  hamlet: string;
  place: string;
  at: Uv;
  /** Absent: it signs in itself. */
  gateway?: GatewayId;
  /** Its name at the gateway. */
  address?: string;
  /** Stretch of canal it stands at. */
  stretch?: string;
}

const air = (id: string, hamlet: string, place: string, at: Uv, gateway?: GatewayId): Station => ({
  id: `khong-khi-${id}`,
  profile: 'air-station',
  name: `Trạm không khí ${hamlet}`,
  hamlet,
  place,
  at,
  ...(gateway && { gateway }),
});
const smoke = (id: string, side: string, place: string, at: Uv, gateway?: GatewayId): Station => ({
  id: `khoi-${id}`,
  profile: 'smoke-station',
  name: `Trạm khói cánh đồng ${side}`,
  hamlet: `Cánh đồng ${side}`,
  place,
  at,
  ...(gateway && { gateway }),
});
const AIR: readonly Station[] = [
  air('thon-thuong', 'Thôn Thượng', 'gần đình', [850, 3000]),
  air('thon-hau', 'Thôn Hậu', 'gần trường học', [3084, 3342]),
  air('thon-me', 'Thôn Mễ', 'gần nhà văn hóa', [4020, 2987]),
  air('thon-doai', 'Thôn Đoài', 'gần đình', [642, 1632]),
  air('thon-trung', 'Thôn Trung', 'gần trường học', [1756, 1964]),
  air('thon-dong', 'Thôn Đông', 'gần nhà văn hóa', [4200, 1330]),
  air('thon-co', 'Thôn Cổ', 'gần đình', [641, 318], 'bo-tap-trung-nam'),
  air('thon-nguyen', 'Thôn Nguyễn', 'gần trường học', [3146, 537], 'bo-tap-trung-nam'),
  smoke('dong-dong', 'Đông', 'bờ mương số 4', [3890, 1590]),
  smoke('dong-bac', 'Bắc', 'gần đê', [4900, 1900]),
  smoke('dong-nam', 'Nam', 'đường trục nội đồng', [3600, 640], 'bo-tap-trung-nam'),
];

/** Stations along the two main canals: west to east, where they stand on `u`. */
export const INTAKE_STAKES: readonly number[] = [390, 830, 2400, 2940, 3480, 4020, 4560];
export const DRAIN_STAKES: readonly number[] = [300, 1500, 2400, 3300, 4000, 5050];

const level = (id: string, name: string, canal: string, place: string, at: Uv, stretch: string): Station => ({
  id: `muc-nuoc-${id}`,
  profile: 'canal-level',
  name: `Trạm mực nước ${name}`,
  hamlet: canal,
  place,
  at,
  stretch,
});
const stake = (which: 'chinh' | 'tieu', i: number, at: Uv) => {
  const name = which === 'chinh' ? 'Chính' : 'Tiêu';
  return level(`${which}-${i + 1}`, `${name} ${i + 1}`, `Kênh ${name}`, `cọc ${i + 1}`, at, `${which}-${i + 1}`);
};
const CANAL: readonly Station[] = [
  {
    id: 'tram-ghi-dau-kenh',
    profile: 'hourly-logger',
    name: 'Máy ghi cuối kênh Chính',
    hamlet: 'Kênh Chính',
    place: 'cọc 1',
    at: [INTAKE_STAKES[0]!, INTAKE_V],
    stretch: 'cuoi-kenh',
  },
  ...INTAKE_STAKES.flatMap((u, i) => (i > 0 ? [stake('chinh', i, [u, INTAKE_V])] : [])),
  ...DRAIN_STAKES.flatMap((u, i) => (i !== 2 && i !== 4 ? [stake('tieu', i, [u, DRAIN_V])] : [])),
  level('giua', 'kênh Giữa', 'Kênh Giữa', 'gần trạm bơm Cổ', [2160, 1500], 'giua-3'),
  {
    id: 'do-man-ben-me',
    profile: 'salinity-station',
    name: 'Trạm độ mặn Bến Mễ',
    hamlet: 'Cống Bến Mễ',
    place: 'sông Lạc',
    at: [riverAt(INTAKE_V) - 320, INTAKE_V],
  },
  {
    id: 'do-man-kenh-dong',
    profile: 'salinity-station',
    name: 'Trạm độ mặn kênh Đông',
    hamlet: 'Kênh Đông',
    place: 'đầu đồng Đông',
    at: [4860, 690],
  },
  {
    id: 'ngan-man-cua-tieu',
    profile: 'tide-gate',
    name: 'Cống ngăn mặn Cửa Tiêu',
    hamlet: 'Cống Cửa Tiêu',
    place: 'sông Lạc',
    at: [riverAt(DRAIN_V) - DYKE_FROM_RIVER - 60, DRAIN_V],
    stretch: 'tieu-6',
  },
  {
    id: 'nuoc-kenh-tieu',
    profile: 'rs485-logger',
    name: 'Trạm chất lượng nước kênh Tiêu',
    hamlet: 'Kênh Tiêu',
    place: 'cọc 5',
    at: [DRAIN_STAKES[4]!, DRAIN_V],
    gateway: 'dtu-kenh-tieu',
    address: 'DTU01',
    stretch: 'tieu-5',
  },
  {
    id: 'bom-co',
    profile: 'pump',
    name: 'Trạm bơm Cổ',
    hamlet: 'Kênh Giữa',
    place: 'trạm bơm Cổ',
    at: [2230, 1180],
    gateway: 'tasmota-tram-bom',
    address: 'bom_co_1',
    stretch: 'giua-3',
  },
];

const lora = (
  id: string,
  kind: 'dat' | 'ruong',
  name: string,
  hamlet: string,
  place: string,
  at: Uv,
  eui: string,
): Station => ({
  id: `${kind}-${id}`,
  profile: kind === 'dat' ? 'soil-probe' : 'paddy-tube',
  name,
  hamlet,
  place,
  at,
  gateway: 'chirpstack-xa',
  address: `24e124126b1a${eui}`,
});
const FIELDS: readonly Station[] = [
  lora('thuong', 'dat', 'Đầu đo đất bãi rau Thượng', 'Thôn Thượng', 'bãi rau', [1480, 3400], '0011'),
  lora('co', 'dat', 'Đầu đo đất bãi rau Cổ', 'Thôn Cổ', 'bãi rau', [1359, 278], '0012'),
  lora('nguyen', 'dat', 'Đầu đo đất vườn Nguyễn', 'Thôn Nguyễn', 'vườn ươm', [2150, 760], '0013'),
  lora('hau', 'ruong', 'Ống đo nước ruộng Hậu', 'Thôn Hậu', 'cánh đồng Hậu', [1982, 3095], '0021'),
  lora('doai', 'ruong', 'Ống đo nước ruộng Đoài', 'Thôn Đoài', 'cánh đồng Đoài', [330, 1420], '0022'),
  lora('trung', 'ruong', 'Ống đo nước ruộng Trung', 'Thôn Trung', 'cánh đồng Trung', [2633, 1115], '0023'),
  lora('dong', 'ruong', 'Ống đo nước ruộng Đông', 'Thôn Đông', 'cánh đồng Đông', [4898, 278], '0024'),
];

const INDOORS: Station = {
  id: 'phong-nha-van-hoa',
  profile: 'generic',
  name: 'Nhiệt ẩm kế nhà văn hóa Trung',
  hamlet: 'Thôn Trung',
  place: 'nhà văn hóa',
  at: [2470, 1610],
  gateway: 'z2m-nha-van-hoa',
  address: 'nha-van-hoa-nhiet-am',
};

const camera = (id: string, name: string, hamlet: string, place: string, at: Uv, address: string): Station => ({
  id: `cam-${id}`,
  profile: 'camera-frigate',
  name: `Camera ${name}`,
  hamlet,
  place,
  at,
  gateway: 'frigate-xa',
  address,
});
const CAMERAS: readonly Station[] = [
  camera('dong-dong', 'Cánh đồng Đông', 'Thôn Đông', 'nhà văn hóa', [4500, 1110], 'canh_dong_dong'),
  camera('ben-me', 'Cống Bến Mễ', 'Cống Bến Mễ', 'bờ đê', [riverAt(INTAKE_V) - 390, 2360], 'cong_ben_me'),
  camera('bom-co', 'Trạm bơm Cổ', 'Kênh Giữa', 'trạm bơm Cổ', [1960, 1250], 'tram_bom_co'),
  camera('duong-xa', 'Đường trục xã', 'Thôn Trung', 'ngã tư ủy ban', [3060, 2080], 'duong_truc_xa'),
];
/** Where cameras look, degrees from north, and how wide. */
export const CAMERA_VIEWS: readonly { id: string; at: Uv; bearing: number; width: number }[] = [
  { id: 'cam-dong-dong', at: CAMERAS[0]!.at, bearing: 138, width: 84 },
  { id: 'cam-ben-me', at: CAMERAS[1]!.at, bearing: 40, width: 60 },
  { id: 'cam-bom-co', at: CAMERAS[2]!.at, bearing: 95, width: 60 },
  { id: 'cam-duong-xa', at: CAMERAS[3]!.at, bearing: 85, width: 60 },
];

const MAST: Station = {
  id: 'thoi-tiet-xa',
  profile: 'weather-mast',
  name: 'Trạm thời tiết xã',
  hamlet: 'Thôn Trung',
  place: 'gần ủy ban xã',
  at: [3480, 2300],
};

/** What does something when it is told to, beside the tide gate. */
const WORKS: readonly Station[] = [
  {
    id: 'bom-dong-trung',
    profile: 'pump',
    name: 'Trạm bơm đồng Trung',
    hamlet: 'Thôn Trung',
    place: 'cánh đồng Trung',
    at: [2860, 1500],
    stretch: 'giua-3',
  },
  {
    id: 'cong-ben-me',
    profile: 'sluice-gate',
    name: 'Cửa cống Bến Mễ',
    hamlet: 'Cống Bến Mễ',
    place: 'bờ đê',
    at: [riverAt(INTAKE_V) - DYKE_FROM_RIVER - 60, INTAKE_V],
    stretch: 'chinh-7',
  },
  {
    id: 'coi-uy-ban',
    profile: 'siren',
    name: 'Còi báo động ủy ban',
    hamlet: 'Thôn Trung',
    place: 'ủy ban xã',
    at: [3380, 2180],
  },
];

/** The stations of the sample commune. */
export const STATIONS: readonly Station[] = [...AIR, MAST, ...CANAL, ...FIELDS, INDOORS, ...WORKS, ...CAMERAS];

export const placeOf = (station: Pick<Station, 'at'>): Xy => toXy(station.at);
export const lonLatOf = (station: Pick<Station, 'at'>): [lon: number, lat: number] => toLonLat(toXy(station.at));

export function stationOf(id: string): Station {
  const station = STATIONS.find((s) => s.id === id);
  if (!station) throw new Error(`the commune has no station "${id}"`);
  return station;
}
