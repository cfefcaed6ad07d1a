import type { LonLat } from '#hub/contracts';
import { isPair, type Pair } from './wkt.js';

/** Lines of a GeoJSON geometry; undefined where it is none. */
export function linesIn(geometry: unknown): Pair[][] | undefined {
  const { type, coordinates } = (geometry ?? {}) as { type?: unknown; coordinates?: unknown };
  const lines = type === 'LineString' ? [coordinates] : type === 'MultiLineString' ? coordinates : undefined;
  const isLine = (line: unknown): line is Pair[] => Array.isArray(line) && line.length >= 2 && line.every(isPair);
  return Array.isArray(lines) && lines.length > 0 && lines.every(isLine) ? lines : undefined;
}

/** A canal that somebody drew and nobody numbered: each line a reach, lines that end at one place meet in one node. */
export function graphOf(lines: readonly (readonly LonLat[])[]): { nodes: object[]; reaches: object[] } {
  const nodes: { id: string; lat: number; lon: number }[] = [];
  const nodeAt = ([lon, lat]: LonLat): string => {
    const there = nodes.find((node) => Math.abs(node.lon - lon) < 1e-6 && Math.abs(node.lat - lat) < 1e-6);
    if (there) return there.id;
    nodes.push({ id: `n${nodes.length + 1}`, lat, lon });
    return nodes.at(-1)!.id;
  };
  const reaches = lines.map((line, i) => {
    const via = line.slice(1, -1);
    return { id: `d${i + 1}`, from: nodeAt(line[0]!), to: nodeAt(line.at(-1)!), ...(via.length > 0 && { via }) };
  });
  return { nodes, reaches };
}
