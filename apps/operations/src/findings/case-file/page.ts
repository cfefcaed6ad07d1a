import { mm, type Pdf, type Weight, widthOf, wrapped, write } from '../../pdf/lettering.js';

export const PAGE = { width: 210, height: 297, left: 16, right: 194, top: 27, bottom: 280 };
export const INK = '#14202e';
export const FAINT = '#5b6873';
const WARNING = 'ĐỂ KIỂM TRA – KHÔNG PHẢI CHỨNG CỨ XỬ PHẠT';

/** A4 pages filled from above; each says at its head what it is not, and at its foot whether it is real. Millimetres. */
export class Pages {
  y = PAGE.top;
  #pages = 0;

  constructor(
    readonly pdf: Pdf,
    /** "DỮ LIỆU MÔ PHỎNG", "DIỄN TẬP"; of a real one none. */
    private readonly marks: readonly string[],
    private readonly foot: string,
  ) {
    this.next();
  }

  next(): void {
    const { pdf } = this;
    pdf.addPage();
    this.#pages++;
    pdf.rect(0, 0, mm(PAGE.width), mm(16)).fill(INK);
    this.#middle(WARNING, 700, 15, 4.6, '#ffffff');
    for (const mark of this.marks.length > 0 ? [this.marks.join(' · ')] : [])
      this.#middle(mark, 700, 11, 18.2, '#a33c00');
    write(pdf, `${this.foot} · trang ${this.#pages}`, 500, 8, PAGE.left, 287, FAINT);
    this.y = PAGE.top;
  }

  /** Goes on a new page where so much does not fit on this one. */
  room(height: number): void {
    if (this.y + height > PAGE.bottom) this.next();
  }

  title(text: string): void {
    this.room(20);
    this.y += 3;
    write(this.pdf, text, 700, 12, PAGE.left, this.y, INK);
    this.y += 6.5;
  }

  text(text: string, options: { weight?: Weight; size?: number; colour?: string } = {}): void {
    const { weight = 500, size = 9.5, colour = INK } = options;
    for (const line of wrapped(this.pdf, text, weight, size, PAGE.right - PAGE.left)) {
      this.room(size * 0.5);
      write(this.pdf, line, weight, size, PAGE.left, this.y, colour);
      this.y += size * 0.5;
    }
  }

  /** Cells in columns that begin so far from the left; each is one line. */
  row(cells: readonly string[], columns: readonly number[], weight: Weight = 500): void {
    this.room(5);
    cells.forEach((cell, i) => {
      const width = (columns[i + 1] ?? PAGE.right - PAGE.left) - columns[i]! - 2;
      const [line = ''] = wrapped(this.pdf, cell, weight, 9, width, 1);
      write(this.pdf, line, weight, 9, PAGE.left + columns[i]!, this.y, weight === 700 ? FAINT : INK);
    });
    this.y += 4.8;
  }

  #middle(text: string, weight: Weight, size: number, y: number, colour: string): void {
    const width = widthOf(this.pdf, text, weight, size) / mm(1);
    write(this.pdf, text, weight, size, (PAGE.width - width) / 2, y, colour);
  }
}
