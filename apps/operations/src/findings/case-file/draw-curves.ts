import type { FindingOf } from '#hub/contracts';
import { mm, type Pdf, write } from '../../pdf/lettering.js';
import { hourOf } from './words.js';
import { FAINT, INK, PAGE } from './page.js';

type Burning = FindingOf<'burning'>;
const LEFT = 12;
/** One in so many hours is written below. */
const TICKS = 6;

/** PM2.5 of one station against the others', in steps of ten minutes; millimetres. */
export function drawCurve(
  pdf: Pdf,
  { curve }: Burning['stations'][number],
  name: string,
  box: { y: number; height: number },
): void {
  const [first, last] = [curve[0]?.at ?? 0, curve.at(-1)?.at ?? 0];
  const most = Math.max(10, ...curve.flatMap(({ value, background = 0 }) => [value, background]));
  const [x0, y0] = [PAGE.left + LEFT, box.y + box.height];
  const width = PAGE.right - x0;
  const x = (at: number) => mm(x0 + (last > first ? (at - first) / (last - first) : 0.5) * width);
  const y = (value: number) => mm(y0 - (value / most) * (box.height - 6));
  write(pdf, `${name} – PM2.5, µg/m³, trung vị 10 phút`, 700, 9, PAGE.left, box.y - 4, INK);
  for (const value of [0, most / 2, most]) {
    pdf.moveTo(mm(x0), y(value)).lineTo(mm(PAGE.right), y(value)).lineWidth(0.3).stroke('#c5ccd3');
    write(pdf, String(Math.round(value)), 500, 7, PAGE.left, y(value) / mm(1) - 1.6, FAINT);
  }
  line(
    pdf,
    curve.flatMap(({ at, background }) => (background === undefined ? [] : [[x(at), y(background)] as const])),
  );
  pdf.lineWidth(0.8).dash(3, { space: 2 }).stroke(FAINT);
  pdf.undash();
  line(
    pdf,
    curve.map(({ at, value }) => [x(at), y(value)] as const),
  );
  pdf.lineWidth(1.4).stroke(INK);
  const every = Math.max(1, Math.ceil(curve.length / TICKS));
  curve.forEach(({ at }, i) => {
    if (i % every === 0) write(pdf, hourOf(at), 500, 7, x(at) / mm(1) - 3, y0 + 1, FAINT);
  });
}

function line(pdf: Pdf, points: readonly (readonly [number, number])[]): void {
  points.forEach(([x, y], i) => (i === 0 ? pdf.moveTo(x, y) : pdf.lineTo(x, y)));
}
