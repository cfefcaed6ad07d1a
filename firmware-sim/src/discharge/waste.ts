import type { Random } from '../random.js';
import type { Load } from '../physics/solutes.js';

/**
 * What comes out of a pipe: between the two, and nobody knows before. `salts` mS/cm, `debt` (oxygen it takes at once),
 * `demand` (in days) and `ammonia` mg/l, `base` pH units of undiluted strength (negative: acid), `mud` NTU, `heat` K.
 */
export const WASTES = {
  livestock: {
    ...{ salts: [5, 12], debt: [50, 160], demand: [700, 2500], base: [2, 10], mud: [500, 2000], heat: [0, 3] },
    ammonia: [150, 600],
  },
  aquaculture: {
    ...{ salts: [4, 14], debt: [15, 60], demand: [60, 300], base: [-3, 2], mud: [120, 500], heat: [-1, 1] },
    ammonia: [2, 15],
  },
  food: {
    ...{ salts: [2.5, 6], debt: [40, 120], demand: [900, 3000], base: [-30, -8], mud: [300, 1500], heat: [0, 5] },
    ammonia: [4, 40],
  },
  dyeing: {
    ...{ salts: [4, 12], debt: [3, 18], demand: [150, 600], base: [10, 45], mud: [5, 90], heat: [8, 22] },
    ammonia: [0, 8],
  },
  plating: {
    ...{ salts: [4, 13], debt: [0, 8], demand: [10, 80], base: [-50, -12], mud: [2, 70], heat: [0, 6] },
    ammonia: [0, 5],
  },
  domestic: {
    ...{ salts: [2.2, 5], debt: [30, 70], demand: [200, 500], base: [-3, 3], mud: [120, 450], heat: [0, 3] },
    ammonia: [30, 80],
  },
  slaughter: {
    ...{ salts: [3, 8], debt: [60, 150], demand: [1000, 3000], base: [-4, 4], mud: [300, 1300], heat: [1, 8] },
    ammonia: [50, 220],
  },
} as const satisfies Record<string, Record<keyof Required<Load>, readonly [number, number]>>;
export type Waste = keyof typeof WASTES;
export const WASTE_KINDS = Object.keys(WASTES) as Waste[];

/** One day's waste of a kind. */
export const drawWaste = (kind: Waste, draw: Random): Load =>
  Object.fromEntries(Object.entries(WASTES[kind]).map(([stuff, [low, high]]) => [stuff, low + (high - low) * draw()]));
