/** Height of the drawing, and how far down a tube reaches, px. */
export const HEIGHT = 160;
const BOTTOM = 152;
/** A tube's part below the surface, cm. */
const TUBE_CM = 25;
const MOST_PX = 4;
/** What water over the surface may take. */
const ABOVE_PX = 40;

export interface CutScale {
  /** Where the drawing begins: above it is nothing. */
  sky: number;
  surface: number;
  /** px of a centimetre. */
  px: number;
  water: number;
  limit: number | undefined;
  tubeTop: number;
  tubeBottom: number;
}

/** Where things are in a cut through a paddy, px from the top. `level` and `limit`: cm over the surface. */
export function cutScale(level: number, limit: number | undefined): CutScale {
  const surface = level > 0 ? 88 : 52;
  const depth = Math.max(level > 0 ? 12 : TUBE_CM, -level + 2, limit === undefined ? 0 : -limit + 1);
  const px = Math.min(MOST_PX, (BOTTOM - surface) / depth, level > 0 ? ABOVE_PX / level : MOST_PX);
  const at = (cm: number) => surface - cm * px;
  return {
    ...{
      sky: level > 0 ? 28 : 0,
      surface,
      px,
      water: at(level),
      limit: limit === undefined || limit > 0 ? undefined : at(limit),
    },
    ...{ tubeTop: Math.min(surface - 24, at(level) - 12), tubeBottom: Math.min(BOTTOM, at(-TUBE_CM)) },
  };
}
