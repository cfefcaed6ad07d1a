/** Addresses of the farmer's screens. */
export const HOME = '/farm';
/** Of a water-turn keeper: the day of his blocks. */
export const BLOCKS = `${HOME}/khu`;

export const DOINGS = ['hours', 'more-hours', 'why-not', 'rain', 'level'] as const;
export type Doing = (typeof DOINGS)[number];

export interface Wanted {
  /** Absent: the most urgent one. */
  plot?: string;
  doing?: Doing;
  /** All plots, to choose one. */
  list?: true;
}
export const plotHref = (plot: string, doing?: Doing): string =>
  `${HOME}?thua=${encodeURIComponent(plot)}${doing ? `&do=${doing}` : ''}`;
export const LIST = `${HOME}?list`;

/** The turn of a plot on a day, as its keeper changes it. */
export const turnHref = (block: string, day: number, plot: string): string =>
  `${BLOCKS}?khu=${encodeURIComponent(block)}&ngay=${day}&thua=${encodeURIComponent(plot)}`;
export const blocksHref = (day: number): string => `${BLOCKS}?ngay=${day}`;
/** Which day, and whose turn, an address of the keeper's asks for. */
export function turnIn(search: string): { day?: number; block?: string; plot?: string } {
  const query = new URLSearchParams(search);
  const [day, block, plot] = [Number(query.get('ngay')), query.get('khu'), query.get('thua')];
  return { ...(day > 0 && { day }), ...(block && plot && { block, plot }) };
}

/** Which screen an address asks for. */
export function wantedIn(search: string): Wanted {
  const query = new URLSearchParams(search);
  const plot = query.get('thua');
  const doing = DOINGS.find((one) => one === query.get('do'));
  return { ...(plot && { plot }), ...(plot && doing && { doing }), ...(query.has('list') && { list: true as const }) };
}
