import { mm, type Pdf, type Weight, widthOf, wrapped, write } from '../../pdf/lettering.js';
import { WARNING } from './words.js';

export const PAGE = { width: 210, height: 297, left: 16, right: 194, top: 29, bottom: 280 };
export const INK = '#14202e';
export const FAINT = '#5b6873';
const LINE = 4.8;
/** Lines of a cell. */
const MOST_LINES = 3;

/** What stands on each page beside what is on it. */
export interface Frame {
  /** The fixed heading in the reader's language, where that is another. */
  warning: string | undefined;
  /** That it is simulated, that it is a drill; of a real one none. */
  marks: readonly string[];
  foot: string;
  page(n: number): string;
}

/** A4 pages filled from above; each says at its head what it is not, and at its foot whether it is real. Millimetres. */
export class Pages {
  y = PAGE.top;
  #pages = 0;

  constructor(
    readonly pdf: Pdf,
    private readonly frame: Frame,
  ) {
    this.next();
  }

  next(): void {
    const { pdf } = this;
    const { warning, marks, foot, page } = this.frame;
    pdf.addPage();
    this.#pages++;
    pdf.rect(0, 0, mm(PAGE.width), mm(18)).fill(INK);
    this.#middle(WARNING, 700, 15, warning === undefined ? 5.6 : 3.2, '#ffffff');
    if (warning !== undefined) this.#middle(warning, 500, 10, 11, '#ffffff');
    if (marks.length > 0) this.#middle(marks.join(' · '), 700, 11, 20.4, '#a33c00');
    write(pdf, `${foot} · ${page(this.#pages)}`, 500, 8, PAGE.left, 287, FAINT);
    this.y = PAGE.top;
  }

  /** Goes on a new page where so much does not fit on this one. */
  room(height: number): void {
    if (this.y + height > PAGE.bottom) this.next();
  }

  /** A heading that stays with so much of what follows. */
  title(text: string, follows = 12): void {
    const lines = wrapped(this.pdf, text, 700, 12, PAGE.right - PAGE.left);
    this.room(3 + lines.length * 6 + follows);
    this.y += 3;
    for (const line of lines) {
      write(this.pdf, line, 700, 12, PAGE.left, this.y, INK);
      this.y += 6;
    }
    this.y += 0.5;
  }

  text(text: string, options: { weight?: Weight; size?: number; colour?: string } = {}): void {
    const { weight = 500, size = 9.5, colour = INK } = options;
    for (const line of wrapped(this.pdf, text, weight, size, PAGE.right - PAGE.left)) {
      this.room(size * 0.5);
      write(this.pdf, line, weight, size, PAGE.left, this.y, colour);
      this.y += size * 0.5;
    }
  }

  /** Cells in columns that begin so far from the left; a long one goes on in a line below. */
  row(cells: readonly string[], columns: readonly number[], weight: Weight = 500): void {
    const lines = cells.map((cell, i) => {
      const width = (columns[i + 1] ?? PAGE.right - PAGE.left) - columns[i]! - 2;
      return wrapped(this.pdf, cell, weight, 9, width, MOST_LINES);
    });
    const high = Math.max(1, ...lines.map(({ length }) => length));
    this.room(high * LINE);
    lines.forEach((cell, i) =>
      cell.forEach((line, n) =>
        write(
          this.pdf,
          line,
          weight,
          9,
          PAGE.left + columns[i]!,
          this.y + n * (LINE - 0.6),
          weight === 700 ? FAINT : INK,
        ),
      ),
    );
    this.y += LINE + (high - 1) * (LINE - 0.6);
  }

  #middle(text: string, weight: Weight, size: number, y: number, colour: string): void {
    const width = widthOf(this.pdf, text, weight, size) / mm(1);
    write(this.pdf, text, weight, size, (PAGE.width - width) / 2, y, colour);
  }
}
