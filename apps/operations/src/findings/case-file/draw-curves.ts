import { mm, type Pdf, write } from '../../pdf/lettering.js';
import { hourOf } from './words.js';
import { FAINT, INK, PAGE } from './page.js';

export interface Curve {
  /** What, in which unit. */
  name: string;
  points: readonly { at: number; value: number; background?: number | undefined }[];
  /** Where its axis begins (absent: close below the values, as of pH), and the least that it spans. */
  axis: { from?: number; least: number };
  decimals: number;
  /** An upright line, milliseconds. */
  since?: number;
}
const LEFT = 12;
/** One in so many times is written below. */
const TICKS = 6;

/** One quantity of one station over some hours, against the others' background where that is known; millimetres. */
export function drawCurve(pdf: Pdf, curve: Curve, box: { y: number; height: number }, decimal: Decimal): void {
  const { points, name, since } = curve;
  const [first, last] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 0];
  const [low, high] = spanOf(curve);
  const [x0, y0] = [PAGE.left + LEFT, box.y + box.height];
  const width = PAGE.right - x0;
  const x = (at: number) => mm(x0 + (last > first ? (at - first) / (last - first) : 0.5) * width);
  const y = (value: number) => mm(y0 - ((value - low) / (high - low)) * (box.height - 6));
  write(pdf, name, 700, 9, PAGE.left, box.y - 4, INK);
  for (const value of [low, (low + high) / 2, high]) {
    pdf.moveTo(mm(x0), y(value)).lineTo(mm(PAGE.right), y(value)).lineWidth(0.3).stroke('#c5ccd3');
    write(pdf, decimal(value, curve.decimals), 500, 7, PAGE.left, y(value) / mm(1) - 1.6, FAINT);
  }
  if (since !== undefined && since > first && since < last) {
    pdf.moveTo(x(since), mm(box.y + 4)).lineTo(x(since), mm(y0));
    pdf.lineWidth(1).stroke('#a33c00');
  }
  line(
    pdf,
    points.flatMap(({ at, background }) => (background === undefined ? [] : [[x(at), y(background)] as const])),
  );
  pdf.lineWidth(0.8).dash(3, { space: 2 }).stroke(FAINT);
  pdf.undash();
  line(
    pdf,
    points.map(({ at, value }) => [x(at), y(value)] as const),
  );
  pdf.lineWidth(1.4).stroke(INK);
  const every = Math.max(1, Math.ceil(points.length / TICKS));
  points.forEach(({ at }, i) => {
    if (i % every === 0) write(pdf, hourOf(at), 500, 7, x(at) / mm(1) - 3, y0 + 1, FAINT);
  });
}
type Decimal = (value: number, digits: number) => string;

function spanOf({ points, axis: { from, least } }: Curve): [number, number] {
  const values = points.flatMap(({ value, background = value }) => [value, background]);
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  if (from !== undefined) return [from, Math.max(from + least, highest)];
  const room = Math.max(0.1, (least - (highest - lowest)) / 2);
  return [lowest - room, highest + room];
}

function line(pdf: Pdf, points: readonly (readonly [number, number])[]): void {
  points.forEach(([x, y], i) => (i === 0 ? pdf.moveTo(x, y) : pdf.lineTo(x, y)));
}
