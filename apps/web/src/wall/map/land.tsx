import type { MapFeature } from '#hub/contracts';
import { useEffect, useRef } from 'react';
import { drawLand } from './draw-land.js';
import type { Projection } from './projection.js';

export interface LandProps {
  features: readonly MapFeature[];
  projection: Projection;
  /** CSS pixels. */
  width: number;
  height: number;
  /** CSS pixels of a line that is one pixel wide at the usual scale. */
  u: number;
}

/** The commune's land, painted once for each size: nothing on it moves. */
export function Land({ features, projection, width, height, u }: LandProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = ref.current;
    const ctx = canvas?.getContext('2d');
    if (!canvas || !ctx) return;
    const ratio = window.devicePixelRatio || 1;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawLand(ctx, features, projection, { width, height, u });
  }, [features, projection, width, height, u]);
  return <canvas ref={ref} className="land" aria-hidden="true" />;
}
