import type { PointPlace } from '#hub/contracts';

/** Told apart by their shape: poured out (a triangle down), inside (a square), the water that receives (a round with waves). On 24 x 24. */
const SHAPES: Record<PointPlace, { outline: string; within?: string }> = {
  outlet: { outline: 'M3 5h18L12 21Z' },
  inside: { outline: 'M4.5 4.5h15v15h-15Z' },
  receiving: { outline: 'M12 3a9 9 0 1 1 0 18a9 9 0 1 1 0-18Z', within: 'M6 10.5q3-3 6 0t6 0M6 15q3-3 6 0t6 0' },
};

export const pointMarkHtml = (place: PointPlace): string => {
  const { outline, within } = SHAPES[place];
  const waves = within === undefined ? '' : `<path class="waves" d="${within}"/>`;
  return `<svg class="point-mark ${place}" viewBox="0 0 24 24" aria-hidden="true"><path d="${outline}"/>${waves}</svg>`;
};

export function PointMark({ place }: { place: PointPlace }) {
  const { outline, within } = SHAPES[place];
  return (
    <svg className={`point-mark ${place}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={outline} />
      {within !== undefined && <path className="waves" d={within} />}
    </svg>
  );
}
