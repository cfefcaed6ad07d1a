export type Direction = 'up' | 'down' | 'left' | 'right';
export interface Place {
  x: number;
  y: number;
}

/** The place one would reach by pressing an arrow: ahead, near, and not too far to the side. */
export function nearestInDirection(places: readonly Place[], from: number, direction: Direction): number | undefined {
  const origin = places[from]!;
  let best: { index: number; cost: number } | undefined;
  places.forEach((place, index) => {
    if (index === from) return;
    const dx = place.x - origin.x;
    const dy = place.y - origin.y;
    const [ahead, aside] =
      direction === 'up' ? [-dy, dx] : direction === 'down' ? [dy, dx] : direction === 'left' ? [-dx, dy] : [dx, dy];
    if (ahead < 4) return;
    const cost = ahead + 2.2 * Math.abs(aside);
    if (!best || cost < best.cost) best = { index, cost };
  });
  return best?.index;
}
