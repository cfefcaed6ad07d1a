import { LAND_MARGIN } from './map-scene.js';
import type { Shown } from './seen.js';
import { path } from './smoke.js';

/** Masks of the areas: the commune's land, beyond which they fade, and the whole map but for its foot. */
export const MASK = { land: 'land-shown', frame: 'frame-shown' } as const;

/** Layout pixels: from one stripe of the hatch to the next, and how wide it is; over how much an area fades at the foot. */
const HATCH = { period: 18, stripe: 5 };
const FADE = 32;
/** How far outside of the commune, in margins, how much of an area is left. */
const FADING = [
  [2.6, 0.12],
  [2.1, 0.2],
  [1.6, 0.35],
  [1, 1],
] as const;

/** What suspected areas are filled with, and where they are drawn. */
export function SuspicionDefs({ shown, width, u }: { shown: Shown; width: number; u: number }) {
  const { frame, land } = shown;
  const foot = frame.y + frame.height;
  const whole = { x: 0, y: 0, width, height: foot };
  const d = land.map(path).join('');
  return (
    <defs>
      <pattern
        id="suspicion"
        width={HATCH.period * u}
        height={HATCH.period * u}
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width={HATCH.stripe * u} height={HATCH.period * u} fill="#ff9838" />
      </pattern>
      <linearGradient id="foot" gradientUnits="userSpaceOnUse" x1="0" x2="0" y1={foot - FADE * u} y2={foot}>
        <stop stopColor="#fff" />
        <stop offset="1" stopColor="#000" />
      </linearGradient>
      <mask id={MASK.frame} maskUnits="userSpaceOnUse" {...whole}>
        <rect {...whole} fill="url(#foot)" />
      </mask>
      <mask id={MASK.land} maskUnits="userSpaceOnUse" {...whole}>
        {land.length === 0 ? (
          <rect {...whole} fill="url(#foot)" />
        ) : (
          <>
            <path d={d} fill="url(#foot)" fillRule="evenodd" />
            {FADING.map(([margins, left]) => (
              <path
                key={margins}
                d={d}
                fill="none"
                stroke="url(#foot)"
                strokeOpacity={left}
                strokeWidth={2 * margins * LAND_MARGIN * u}
                strokeLinejoin="round"
              />
            ))}
          </>
        )}
      </mask>
    </defs>
  );
}
