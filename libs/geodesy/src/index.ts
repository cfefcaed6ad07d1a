export { degreeM, distanceM, lengthM, planeAt, type Xy } from './metres.js';
export {
  areaM2,
  type Box,
  boxOf,
  crossingOf,
  isInside,
  middleOf,
  outlineKey,
  outlineM,
  polygonsOf,
} from './polygon.js';
export {
  type GridPoint,
  type GridVerdict,
  gridVerdict,
  meridiansOf,
  shiftVerdict,
  type ShiftVerdict,
  type Vn2000,
  vn2000,
  type Vn2000Parameters,
} from './vn2000.js';
