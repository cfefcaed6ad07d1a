import type { Area, Crop, Soil } from '#hub/contracts';
import { type Parcel, parcels, polygon } from '../fields.js';
import type { Uv } from '../land.js';
import { OWNERS } from './people.js';

export interface BlockPlan {
  id: string;
  name: string;
  hamlet: string;
  from: Uv;
  to: Uv;
  /** At most so many of its plots are registered, from the west. */
  plots: number;
  /** Who keeps its turns, and who is told of water there. */
  keeper: string;
  told: 'keeper' | 'farmers';
  /** m³/h that come to it at most, and minutes from its gate. */
  flowM3h: number;
  travelMin: number;
  soil: Soil;
  /** Days that its crop stands already. */
  standsDays: number;
  /** Device that measures the salt where its water is taken. */
  watched: string;
}
/** When water may be taken, minutes of the day: while there is somebody at the gates. */
export const WATER_HOURS = [{ from: 4 * 60, to: 22 * 60 }];

const kept = (
  keeper: string,
  told: BlockPlan['told'],
  flowM3h: number,
  travelMin: number,
  soil: Soil,
  standsDays: number,
  watched = 'do-man-ben-me',
) => ({ keeper, told, flowM3h, travelMin, soil, standsDays, watched });

/** Between ditches and field canals, so that their edges are those of the plots within. */
export const BLOCKS: readonly BlockPlan[] = [
  {
    id: 'dong-trung',
    name: 'Khu đồng Trung',
    hamlet: 'trung',
    from: [2550, 1080],
    to: [3060, 1580],
    plots: 16,
    ...kept('Nguyễn Văn Mương', 'farmers', 180, 20, 'silty-clay', 36),
  },
  {
    id: 'dong-dong',
    name: 'Khu đồng Đông',
    hamlet: 'dong',
    from: [4860, 240],
    to: [5460, 660],
    plots: 16,
    ...kept('Nguyễn Văn Mương', 'keeper', 150, 45, 'clay', 52, 'do-man-kenh-dong'),
  },
  {
    id: 'dong-hau',
    name: 'Khu đồng Hậu',
    hamlet: 'hau',
    from: [1960, 3060],
    to: [2390, 3560],
    plots: 12,
    ...kept('Trịnh Văn Máng', 'keeper', 120, 30, 'clay', 66),
  },
  {
    id: 'bai-co',
    name: 'Khu bãi Cổ',
    hamlet: 'co',
    from: [1300, 240],
    to: [1800, 660],
    plots: 12,
    ...kept('Trịnh Văn Máng', 'farmers', 60, 15, 'sandy-loam', 30),
  },
];

export const cornersOf = ({ from, to }: Pick<Parcel, 'from' | 'to'>): Uv[] => [
  from,
  [to[0], from[1]],
  to,
  [from[0], to[1]],
];
export const covers = ({ from, to }: Pick<Parcel, 'from' | 'to'>, [u, v]: Uv): boolean =>
  u >= from[0] && u <= to[0] && v >= from[1] && v <= to[1];

export interface PlotPlan extends Pick<Parcel, 'from' | 'to'> {
  id: string;
  block: BlockPlan;
  crop: Crop;
  /** By name, as a list of the commune has it. */
  owner: string;
  ownName?: string;
  /** Nobody has noted when it was sown. */
  unsown?: true;
}

/** What is dry enough for them grows greens, peanuts and maize beside each other. */
const UPLAND: readonly Crop[] = ['vegetable', 'vegetable', 'peanut', 'maize', 'vegetable', 'sweet-potato'];
const OWN_NAMES: readonly string[] = [
  ...['Ruộng Gò', 'Ruộng cửa đình', 'Mả Đỏ', 'Ruộng bờ vùng', 'Ba sào đầu làng', 'Ruộng trũng'],
  ...['Thửa ông nội', 'Ruộng cây gạo', 'Đầu Cầu', 'Ruộng năm thước', 'Bãi dâu cũ', 'Ruộng ven mương'],
];

/** A plot, metres, and the bank to the next. */
const WIDE_M = 26;
const DEEP_M = 58;
const BANK_M = 0.6;
/** Sheets of the land survey, one a block. */
const FIRST_SHEET = 5;

export const PLOTS: readonly PlotPlan[] = BLOCKS.flatMap((block, sheet) => {
  const owners = OWNERS[block.id]!;
  return parcels()
    .filter((parcel) => cornersOf(parcel).every((corner) => covers(block, corner)))
    .sort((a, b) => Math.round(a.from[1] - b.from[1]) || a.from[0] - b.from[0])
    .flatMap(divided)
    .slice(0, block.plots)
    .map((plan, i) => ({
      ...{ id: `to${sheet + FIRST_SHEET}-${101 + i}`, block, ...plan },
      crop: block.id === 'bai-co' ? UPLAND[i % UPLAND.length]! : i === 10 ? 'fallow' : 'rice',
      owner: owners[i % owners.length]!.name,
      ...(block.id === 'dong-trung' && i === 5 && { unsown: true as const }),
      ...(i % 3 === 1 && { ownName: OWN_NAMES[(i + sheet * 5) % OWN_NAMES.length]! }),
    }));
});

/** What the map draws as one piece belongs to several: some four sào each. */
function divided({ from, to }: Parcel): Pick<Parcel, 'from' | 'to'>[] {
  const [across, along] = [to[0] - from[0], to[1] - from[1]];
  const [columns, rows] = [Math.max(1, Math.round(across / WIDE_M)), Math.max(1, Math.round(along / DEEP_M))];
  const [width, depth] = [across / columns, along / rows];
  return Array.from({ length: columns * rows }, (_, i) => {
    const corner: Uv = [from[0] + (i % columns) * width, from[1] + Math.floor(i / columns) * depth];
    return { from: corner, to: [corner[0] + width - BANK_M, corner[1] + depth - BANK_M] };
  });
}

export const areaOf = (plan: Pick<Parcel, 'from' | 'to'>): Area => polygon(cornersOf(plan));
