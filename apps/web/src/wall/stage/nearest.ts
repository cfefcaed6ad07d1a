export type Direction = 'up' | 'down' | 'left' | 'right';
export interface Place {
  x: number;
  y: number;
}

/**
 * The place one would reach by pressing an arrow: ahead, near, and not too far to the side. What lies mostly sideways
 * is taken only where nothing lies ahead.
 */
export function nearestInDirection(places: readonly Place[], from: number, direction: Direction): number | undefined {
  const origin = places[from]!;
  const ahead = places.flatMap((place, index) => {
    const dx = place.x - origin.x;
    const dy = place.y - origin.y;
    const [forward, aside] =
      direction === 'up' ? [-dy, dx] : direction === 'down' ? [dy, dx] : direction === 'left' ? [-dx, dy] : [dx, dy];
    if (index === from || forward < 4) return [];
    const sideways = Math.abs(aside) > 2 * forward;
    return [{ index, sideways, cost: forward + 2.2 * Math.abs(aside) }];
  });
  const best = ahead.sort((a, b) => Number(a.sideways) - Number(b.sideways) || a.cost - b.cost)[0];
  return best?.index;
}
