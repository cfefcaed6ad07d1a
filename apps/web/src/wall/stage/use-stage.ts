import { useEffect, useState } from 'react';

export interface Stage {
  width: number;
  height: number;
  left: number;
  top: number;
  /** CSS pixels per pixel of the 1920 x 1080 layout, lettering factor included: 1 rem is a hundred of them. */
  u: number;
  /** Height of the layout in its own pixels: 1080 at factor 1, less when lettering grows. */
  lines: number;
}

export function stageFor(window: { width: number; height: number }, textScale: number): Stage {
  const scale = Math.max(0.2, Math.min(window.width / 1920, window.height / 1080));
  const u = scale * textScale;
  const width = Math.round(1920 * scale);
  const height = Math.round(1080 * scale);
  return {
    width,
    height,
    left: Math.max(0, Math.floor((window.width - width) / 2)),
    top: Math.max(0, Math.floor((window.height - height) / 2)),
    u,
    lines: 1080 / textScale,
  };
}

/** Fits the 16:9 stage into the window and sets the root's font size, from which every length follows. */
export function useStage(textScale: number): Stage {
  const read = () => stageFor({ width: window.innerWidth, height: window.innerHeight }, textScale);
  const [stage, setStage] = useState(read);
  useEffect(() => {
    const resize = () => setStage(read());
    window.addEventListener('resize', resize);
    return () => window.removeEventListener('resize', resize);
  });
  useEffect(() => {
    document.documentElement.style.fontSize = `${100 * stage.u}px`;
  }, [stage.u]);
  return stage;
}
