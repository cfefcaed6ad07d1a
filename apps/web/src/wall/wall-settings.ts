import type { Lang } from './words/words.js';

export interface WallSettings {
  lang: Lang;
  /** Factor on all lettering and the furniture around it; 1 for 55 inches read from 5 m. */
  textScale: number;
  sound: boolean;
  /** Local hours in which the wall is dimmed; undefined = never. */
  night?: { from: number; to: number };
  /** The address asks for it, so that a demonstration is dimmed as well. */
  nightAsked: boolean;
}

/** Font px per metre of distance at 1080 lines, by screen size in inches. */
const PX_PER_METRE: [inch: number, k: number][] = [
  [43, 13.4],
  [55, 10.5],
  [65, 8.9],
];
const BASE_K = 10.5;
const BASE_METRES = 5;

/** Between the measured sizes lettering is inversely proportional to the screen's, which they follow within 1 %. */
export function pxPerMetre(inch: number): number {
  const known = PX_PER_METRE.find(([size]) => size === inch);
  return known ? known[1] : (BASE_K * 55) / inch;
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** Settings from the address, e.g. `/wall?inch=43&metres=4&lang=en&night=22-5&sound=off`. */
export function readSettings(search: string): WallSettings {
  const query = new URLSearchParams(search);
  const number = (name: string, usual: number) => {
    const value = Number(query.get(name)?.replace(',', '.'));
    return Number.isFinite(value) && value > 0 ? value : usual;
  };
  const scale = (pxPerMetre(number('inch', 55)) / BASE_K) * (number('metres', BASE_METRES) / BASE_METRES);
  const night = /^(\d{1,2})-(\d{1,2})$/.exec(query.get('night') ?? '22-5');
  return {
    lang: query.get('lang') === 'en' ? 'en' : 'vi',
    textScale: clamp(scale, 0.7, 1.5),
    sound: query.get('sound') !== 'off',
    nightAsked: query.has('night'),
    night: night ? { from: Number(night[1]) % 24, to: Number(night[2]) % 24 } : undefined,
  };
}

export const isNight = (hour: number, night: WallSettings['night']): boolean =>
  night !== undefined &&
  (night.from <= night.to ? hour >= night.from && hour < night.to : hour >= night.from || hour < night.to);
