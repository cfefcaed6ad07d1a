import { metresBetween } from '../place/ground.js';
import type { Draft } from '../draft/draft.js';
import type { KnownBox } from '../known/catalogue.js';

const MOST = 3;
/** Farther away it is not the box that somebody stands at, whatever the phone's GPS is worth. */
const NEAR_M = 150;

/** Boxes in whose place this one may have been put: of its profile and where it stands, the nearest first. */
export function replaceable({ profile, fix, hamlet }: Draft, boxes: readonly KnownBox[]): KnownBox[] {
  const alike = boxes.filter((box) => box.profile === profile);
  if (!fix) return alike.filter((box) => hamlet !== undefined && box.hamlet === hamlet).slice(0, MOST);
  return alike
    .flatMap((box) =>
      box.lat === undefined || box.lon === undefined
        ? []
        : [{ box, far: metresBetween(fix, { lat: box.lat, lon: box.lon }) }],
    )
    .filter(({ far }) => far <= NEAR_M)
    .sort((a, b) => a.far - b.far)
    .slice(0, MOST)
    .map(({ box }) => box);
}
