import { HIGHEST_TIDE, tideAt } from './tide.js';

/** Salinity of the sea off the mouth, g/l. */
const SEA = 30;
/** How far the tide moves the water of the river between its mean and its highest, km. */
const EXCURSION_KM = 3;
/** How far the salt reaches into the river when enough fresh water comes down: it thins by e in this length, km. */
export const USUAL_REACH_KM = 4.9;
/** The river answers to a change upstream with this inertia, seconds. */
const INERTIA = 5400;

/** Salt in an estuary: it thins exponentially inland, and the tide carries the whole picture to and fro. */
export interface SaltFront {
  /** Length in which the salinity thins by e, km. */
  reachKm: number;
  /** Where the reach is going: further inland when less water comes from upstream. */
  targetKm: number;
}
export const usualFront = (): SaltFront => ({ reachKm: USUAL_REACH_KM, targetKm: USUAL_REACH_KM });

const shifted = (km: number, ms: number) => km - (EXCURSION_KM * tideAt(ms)) / HIGHEST_TIDE;

/** Salinity `km` upstream of the mouth, g/l. */
export const saltAt = ({ reachKm }: SaltFront, km: number, ms: number): number =>
  SEA * Math.exp(-Math.max(0, shifted(km, ms)) / reachKm);

/** The reach at which the salinity there would be this now. */
export const reachFor = (salinity: number, km: number, ms: number): number =>
  shifted(km, ms) / Math.log(SEA / salinity);

/** The front creeps towards its target; `seconds` of the river's time. */
export function moveFront(front: SaltFront, seconds: number): void {
  front.reachKm = front.targetKm + (front.reachKm - front.targetKm) * Math.exp(-seconds / INERTIA);
}
