import type { MapFeature } from '#hub/contracts';
import type { LonLat, Projection } from './projection.js';

/** Lines of the drawing scale with the geography: `u` is the length of a line of "1 px at 1:1" in device pixels. */
interface Brush {
  ctx: CanvasRenderingContext2D;
  projection: Projection;
  u: number;
}
type Layer = MapFeature['properties']['layer'];

const GROUND = '#0b1420';
const LAND = '#101e29';
const PARCELS = ['#142733', '#172c38', '#1a313b', '#1d363e', '#223b40', '#273f3c', '#353f35'];
/** How often each tint is taken, out of 32: quiet ones mostly, a ripe field here and there. */
const TINT_OF_32 = [...'01010121223232232343434343452345'].map(Number);
const CASING = '#0e1a25';

/** Draws the commune's land, bottom up. Everything that changes by itself is drawn elsewhere, on top. */
export function drawLand(
  ctx: CanvasRenderingContext2D,
  features: readonly MapFeature[],
  projection: Projection,
  size: { width: number; height: number; u: number },
): void {
  const brush: Brush = { ctx, projection, u: size.u };
  const on = (layer: Layer) => features.filter((f) => f.properties.layer === layer);
  ctx.clearRect(0, 0, size.width, size.height);
  ctx.lineJoin = 'round';
  ctx.lineCap = 'butt';
  ctx.fillStyle = LAND;
  ctx.fillRect(0, 0, size.width, size.height);

  on('parcel').forEach((f) => {
    const p = trace(brush, f, true);
    ctx.fillStyle = tint(f);
    ctx.fill(p);
    stroke(brush, p, LAND, 0.5);
  });
  for (const f of on('ditch')) stroke(brush, trace(brush, f), '#20435a', 1.1, 0.85);
  for (const f of on('hamlet')) drawHamlet(brush, f);
  on('house').forEach((f, i) => drawHouse(brush, f, i));
  drawLines(brush, on('canal'), [
    { rank: 3, casing: 0, width: 1.25, colour: '#20435a' },
    { rank: 2, casing: 5, width: 2.5, colour: '#2f6382' },
    { rank: 1, casing: 9, width: 4.5, colour: '#3a7495' },
  ]);
  drawLines(brush, on('road'), [
    { rank: 3, casing: 3, width: 1.4, colour: '#3b4955' },
    { rank: 2, casing: 3.5, width: 1.75, colour: '#43525f' },
    { rank: 1, casing: 6, width: 3, colour: '#5f6e7c' },
  ]);
  for (const f of on('river')) drawRiver(brush, f);
  for (const f of on('dyke')) drawDyke(brush, f);
  for (const f of on('sluice')) drawSluice(brush, f);
  drawBoundary(brush, on('boundary'), size);
}

function trace({ projection }: Brush, feature: MapFeature, close = false): Path2D {
  const path = new Path2D();
  const ring = (positions: readonly LonLat[], closed: boolean) => {
    positions.forEach((at, i) => {
      const { x, y } = projection.project(at);
      if (i === 0) path.moveTo(x, y);
      else path.lineTo(x, y);
    });
    if (closed) path.closePath();
  };
  const g = feature.geometry;
  if (g.type === 'LineString') ring(g.coordinates, close);
  if (g.type === 'MultiLineString') for (const line of g.coordinates) ring(line, close);
  if (g.type === 'Polygon') for (const r of g.coordinates) ring(r, true);
  if (g.type === 'MultiPolygon') for (const polygon of g.coordinates) for (const r of polygon) ring(r, true);
  return path;
}

function stroke({ ctx, u }: Brush, path: Path2D, colour: string, width: number, alpha = 1): void {
  ctx.globalAlpha = alpha;
  ctx.strokeStyle = colour;
  ctx.lineWidth = width * u;
  ctx.stroke(path);
  ctx.globalAlpha = 1;
}

/** The same parcel has the same tint on every screen; what grows there shifts the choice. */
function tint(feature: MapFeature): string {
  const g = feature.geometry;
  const first =
    g.type === 'Polygon' ? g.coordinates[0]![0]! : g.type === 'MultiPolygon' ? g.coordinates[0]![0]![0]! : [0, 0];
  const hash =
    Math.abs(Math.imul(Math.round(first[0]! * 1e6), 2654435761) ^ Math.imul(Math.round(first[1]! * 1e6), 40503)) >>> 4;
  const crop = feature.properties.crop;
  const other = crop !== undefined && crop !== 'rice' && crop !== 'lúa';
  return PARCELS[other ? 4 + (hash % 3) : TINT_OF_32[hash % 32]!]!;
}

function drawLines(
  brush: Brush,
  features: MapFeature[],
  styles: { rank: number; casing: number; width: number; colour: string }[],
): void {
  for (const style of styles) {
    const paths = features.filter((f) => (f.properties.rank ?? 2) === style.rank).map((f) => trace(brush, f));
    if (style.casing) for (const path of paths) stroke(brush, path, CASING, style.casing);
    for (const path of paths) stroke(brush, path, style.colour, style.width);
  }
}

function drawHamlet(brush: Brush, feature: MapFeature): void {
  if (feature.geometry.type === 'Point') return;
  const path = trace(brush, feature, true);
  stroke(brush, path, '#263442', 14);
  brush.ctx.fillStyle = '#263442';
  brush.ctx.fill(path);
}

function drawHouse({ ctx, projection, u }: Brush, feature: MapFeature, index: number): void {
  ctx.fillStyle = index % 5 === 0 ? '#566574' : '#435261';
  if (feature.geometry.type === 'Point') {
    const { x, y } = projection.project(feature.geometry.coordinates);
    const width = (3.4 + (index % 3)) * u;
    const height = (2.6 + (index % 2)) * u;
    ctx.fillRect(x - width / 2, y - height / 2, width, height);
  } else ctx.fill(trace({ ctx, projection, u }, feature, true));
}

const RIVER_METRES = 160;

/** Water with two depth lines inside its banks. A river that is only a line gets a width. */
function drawRiver(brush: Brush, feature: MapFeature): void {
  const { ctx, u } = brush;
  const path = trace(brush, feature);
  const polygon = feature.geometry.type === 'Polygon' || feature.geometry.type === 'MultiPolygon';
  if (!polygon) {
    const width = (RIVER_METRES * brush.projection.pxPerMetre) / u;
    for (const [w, colour] of [
      [width, '#33698a'],
      [width - 3, '#15384d'],
      [width * 0.6, '#1d4660'],
      [width * 0.6 - 2, '#15384d'],
    ] as const)
      if (w > 0) stroke(brush, path, colour, w);
    return;
  }
  ctx.save();
  ctx.fillStyle = '#15384d';
  ctx.fill(path);
  ctx.clip(path);
  for (const [width, colour] of [
    [44, '#1e4963'],
    [42, '#15384d'],
    [22, '#235170'],
    [20, '#15384d'],
    [3, '#33698a'],
  ] as const)
    stroke(brush, path, colour, width);
  ctx.restore();
}

/** A line with short teeth on one side. */
function drawDyke(brush: Brush, feature: MapFeature): void {
  const { ctx, u } = brush;
  const path = trace(brush, feature);
  stroke(brush, path, '#6b7987', 2);
  ctx.setLineDash([1.5 * u, 9 * u]);
  stroke(brush, path, '#6b7987', 8, 0.55);
  ctx.setLineDash([]);
}

function drawSluice({ ctx, projection, u }: Brush, feature: MapFeature): void {
  if (feature.geometry.type !== 'Point') return;
  const { x, y } = projection.project(feature.geometry.coordinates);
  ctx.strokeStyle = '#c3d0dc';
  ctx.lineWidth = 3.5 * u;
  ctx.lineCap = 'round';
  ctx.beginPath();
  for (const dx of [-4, 5]) {
    ctx.moveTo(x + (dx - 3) * u, y + 11 * u);
    ctx.lineTo(x + (dx + 3) * u, y - 11 * u);
  }
  ctx.stroke();
  ctx.lineCap = 'butt';
}

/** Land outside is dimmed, the inside edge glows a little, the line is that of an administrative map. */
function drawBoundary(brush: Brush, features: MapFeature[], size: { width: number; height: number }): void {
  if (features.length === 0) return;
  const { ctx, u } = brush;
  const inside = new Path2D();
  for (const f of features) inside.addPath(trace(brush, f, true));
  const outside = new Path2D();
  outside.rect(0, 0, size.width, size.height);
  outside.addPath(inside);
  ctx.globalAlpha = 0.76;
  ctx.fillStyle = GROUND;
  ctx.fill(outside, 'evenodd');
  ctx.globalAlpha = 1;
  ctx.save();
  ctx.clip(inside);
  stroke(brush, inside, '#a9bacb', 28, 0.07);
  stroke(brush, inside, '#a9bacb', 12, 0.09);
  ctx.restore();
  ctx.setLineDash([16 * u, 5 * u, 3 * u, 5 * u]);
  stroke(brush, inside, '#a9bacb', 2);
  ctx.setLineDash([]);
}
