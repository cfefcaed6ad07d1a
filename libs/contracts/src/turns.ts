import { z } from 'zod';
import { idSchema } from './devices.js';

/** What stands against a block's turns, or is to be known of them. */
export const TURN_PROBLEMS = {
  'no-capacity': {
    vi: 'Chưa khai lượng nước về khu (m³/giờ) nên chưa xếp được lượt',
    en: 'Nobody entered how much water comes to the block (m³/h): no turns can be proposed',
  },
  'no-hours': {
    vi: 'Chưa khai giờ lấy nước: xếp từ sáng tới hết ngày',
    en: 'No hours of water were entered: turns run from the morning to the end of the day',
  },
  'no-time': { vi: 'Hôm đó không còn giờ lấy nước', en: 'There are no hours of water left on that day' },
  'locked-overlap': { vi: 'Các lượt đã chốt trùng giờ nhau', en: 'Fixed turns overlap' },
  'locked-outside': { vi: 'Lượt đã chốt nằm ngoài giờ lấy nước', en: 'A fixed turn lies outside the hours of water' },
  'locked-unneeded': {
    vi: 'Lượt đã chốt của thửa chưa cần nước',
    en: 'A fixed turn of a plot that needs no water now',
  },
  'locked-slow': {
    vi: 'Lượt đã chốt tính theo sức máy của thửa, yếu hơn lượng nước về khu',
    en: 'A fixed turn counts what the plot’s own pump gives, which is less than what comes to the block',
  },
  'slow-pump': {
    vi: 'Máy của thửa yếu hơn lượng nước về khu: lượt có thể không đủ giờ',
    en: 'The plot’s own pump gives less than what comes to the block: the turn may be too short',
  },
} as const;
export type TurnProblemKey = keyof typeof TURN_PROBLEMS;

/** Why a plot has no turn on a day. `wants`: it does want water, and is the first to get it the next time. */
export const SKIP_REASONS = {
  'wet-enough': { vi: 'Ruộng còn nước', en: 'The field is wet enough', wants: false },
  declined: { vi: 'Chủ ruộng không lấy', en: 'The farmer does not want it', wants: false },
  'pump-broken': { vi: 'Hỏng máy, hết điện', en: 'Pump broken, no power', wants: true },
  other: { vi: 'Việc khác', en: 'Something else', wants: true },
} as const;
export type SkipReason = keyof typeof SKIP_REASONS;
export const skipReasonSchema = z.enum(Object.keys(SKIP_REASONS) as [SkipReason, ...SkipReason[]]);

const ms = z.number();
const fixedTurnSchema = z.object({ plot: idSchema, from: ms, to: ms }).refine(({ from, to }) => to > from, {
  message: 'lượt phải kết thúc sau khi bắt đầu',
  path: ['to'],
});
/** Set by the keeper: it does not move. */
export type FixedTurn = z.infer<typeof fixedTurnSchema>;

const skippedTurnSchema = z.object({
  plot: idSchema,
  reason: skipReasonSchema,
});
/** A plot that the keeper gives no turn on that day. */
export type SkippedTurn = z.infer<typeof skippedTurnSchema>;

/** What a keeper changes of a block's day. What is left out stays as it is; an empty list takes all of it back. */
export const turnChangeSchema = z.object({
  /** Made by the phone: the same change sent twice is one. */
  key: z.string().min(8).max(64),
  /** First moment of the day in Vietnam, milliseconds. */
  day: ms,
  /** Plots in the keeper's order; it goes before those that suffer and those that got least. */
  order: z.array(idSchema).max(2000).optional(),
  fixed: z.array(fixedTurnSchema).max(500).optional(),
  skipped: z.array(skippedTurnSchema).max(500).optional(),
  /** `version` of the day that was looked at. */
  version: z.int().min(0),
});
export type TurnChange = z.infer<typeof turnChangeSchema>;

/** A plot's part of a planned day. */
export interface PlannedTurn {
  plot: string;
  from: number;
  to: number;
  /** Taken from the canal in it. */
  m3: number;
  fixed: boolean;
  /** Its farmer said that it was pumped. */
  done: boolean;
}

/** A block's turns of a day, with all that they were made of: a restart, or a change by the keeper, needs nothing else. */
export interface TurnPlan {
  block: string;
  /** First moment of the day in Vietnam. */
  day: number;
  /** Counts the keeper's changes. */
  version: number;
  /** When its turns were laid last. */
  at: number;
  turns: PlannedTurn[];
  /** m³ to take, by plot; and those that suffer already. */
  needs: Record<string, number>;
  suffering: string[];
  /** m³/h of plots' own pumps that give less than `capacity`. Absent: there are none. */
  pumps?: Record<string, number>;
  /** m³/h that come to the block; undefined: nobody knows. */
  capacity?: number;
  /** When water may be taken. `anyHour`: nobody said when. */
  open: { from: number; to: number }[];
  anyHour: boolean;
  order: string[];
  fixed: FixedTurn[];
  /** Absent: none. */
  skipped?: SkippedTurn[];
  /** By plot, what part of its need it gets today; and what those that were in want got the last time. */
  shares: Record<string, number>;
  lastShares: Record<string, number>;
  problems: { key: TurnProblemKey; plots?: string[] }[];
  /** Of the last changes, so that one that comes twice is known. */
  changes: { key: string; by: string; change: Pick<TurnChange, 'order' | 'fixed' | 'skipped'> }[];
  simulated: boolean;
}

/** Whether a plot gets only a part of its need, both m³: a fiftieth and a cubic metre less are rounding. */
export const isPart = (given: number, need: number): boolean => given < need * 0.98 - 1;

/** Whether the water is too little for those whose turns the hub lays: what the keeper fixed or skipped he measured out himself. */
export const isShort = (plan: Pick<TurnPlan, 'shares' | 'needs' | 'skipped' | 'fixed'>): boolean => {
  const { shares, needs, skipped = [], fixed } = plan;
  const set = new Set([...skipped, ...fixed].map(({ plot }) => plot));
  return Object.entries(needs).some(([plot, need]) => !set.has(plot) && isPart((shares[plot] ?? 0) * need, need));
};

/** A plot's season, as the ledger has it. m³ as taken from the canal, rain on the field. */
export interface SeasonLedger {
  plot: string;
  block?: string;
  crop: string;
  areaM2: number;
  /** Days with a name, 2026-11-26: the first and the last that are counted. */
  from: string;
  to: string;
  days: number;
  usedM3: number;
  /** What the tube shows to have come in, and nobody told of. */
  untoldM3: number;
  rainM3: number;
  cycles: number;
  /** Of paddies: what standing water of 3–5 cm would have taken, and what was saved against it where that is known. */
  floodedM3?: number;
  savedM3?: number;
  savedShare?: number;
  simulated: boolean;
}

/** What a day's reference evapotranspiration was made of at a block. mm. */
export interface Et0Day {
  /** Day with a name, 2026-11-26. */
  day: string;
  method: keyof typeof ET0_METHODS;
  /** Absent: nothing of the day is known, and `standIn`, the mean of the last known days, stands for it. */
  et0?: number;
  standIn?: number;
  rain: number;
  /** What of it the block's own mast did not measure, and for how many hours of the day. */
  filled?: { element: keyof typeof WEATHER_ELEMENTS; how: keyof typeof ET0_FILLS; hours: number }[];
}
/** Name of the setting under which a block's days are kept. */
export const et0Setting = (block: string): string => `farm.et0.${block}`;

export const ET0_METHODS = {
  hourly: { vi: 'Penman–Monteith từng giờ', en: 'Penman–Monteith by the hour' },
  daily: { vi: 'Penman–Monteith theo ngày', en: 'Penman–Monteith of the day' },
  hargreaves: { vi: 'Hargreaves từ nhiệt độ (ước tính)', en: 'Hargreaves out of temperatures (estimate)' },
  unknown: { vi: 'không có số liệu', en: 'nothing is known' },
} as const;
export const WEATHER_ELEMENTS = {
  temperature: { vi: 'nhiệt độ', en: 'temperature' },
  humidity: { vi: 'độ ẩm', en: 'humidity' },
  wind: { vi: 'gió', en: 'wind' },
  radiation: { vi: 'bức xạ', en: 'radiation' },
  rain: { vi: 'mưa', en: 'rain' },
} as const;
export const ET0_FILLS = {
  interpolated: { vi: 'nội suy', en: 'interpolated' },
  neighbour: { vi: 'lấy từ trạm bên', en: 'from another mast' },
  'share-of-day': { vi: 'suy từ phần ngày đo được', en: 'from the part of the day that is known' },
  'temperature-range': { vi: 'suy từ biên độ nhiệt', en: 'from the range of temperatures' },
  'coldest-hour': { vi: 'suy từ giờ lạnh nhất', en: 'from the coldest hour' },
  'usual-wind': { vi: 'lấy gió 2 m/s', en: 'wind taken as 2 m/s' },
  line: { vi: 'kẻ nối', en: 'a line across the gap' },
  'day-mean': { vi: 'lấy trung bình ngày', en: 'mean of the day' },
  missing: { vi: 'không ai đo', en: 'measured by nobody' },
} as const;
