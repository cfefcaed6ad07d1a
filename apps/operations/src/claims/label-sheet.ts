import { groupedCode, type Label, labelText } from '#hub/contracts';
import encodeQR from 'qr';
import { bytesOf, mm, newPdf, type Pdf, wrapped, write } from '../pdf/lettering.js';

/** A sheet of A4 with 3 × 8 labels of 70 × 37 mm, as they are sold to stick on. Lengths in millimetres. */
const COLUMNS = 3;
const ROWS = 8;
const CELL = { width: 70, height: 37 };
const TOP = (297 - ROWS * CELL.height) / 2;
const QR = { x: 6, y: 2.5, size: 25 };
const TEXT = { x: 33.5, width: 34 };
/** White around the code, in its own squares: scanners ask for four. */
const QUIET = 4;

export interface SheetWords {
  commune: string;
  /** Of each profile, in Vietnamese. */
  profiles: ReadonlyMap<string, string>;
  /** Milliseconds. */
  expires: number;
}

/** Labels as a PDF, everything in it drawn: nothing blurs, whatever the printer. */
export async function labelSheet(labels: readonly Label[], words: SheetWords): Promise<Buffer> {
  const pdf = await newPdf('Tem thiết bị');
  const bytes = bytesOf(pdf);
  for (const [i, label] of labels.entries()) {
    const place = i % (COLUMNS * ROWS);
    if (place === 0) pdf.addPage();
    drawLabel(pdf, label, words, (place % COLUMNS) * CELL.width, TOP + Math.floor(place / COLUMNS) * CELL.height);
  }
  return bytes.ended();
}

function drawLabel(pdf: Pdf, label: Label, { commune, profiles, expires }: SheetWords, x: number, y: number): void {
  drawCode(pdf, labelText(label), x + QR.x, y + QR.y, QR.size);
  const digits = groupedCode(label.code);
  pdf.font('latin-700').fontSize(13);
  const width = pdf.widthOfString(digits);
  pdf.text(digits, mm(x + QR.x + QR.size / 2) - width / 2, mm(y + QR.y + QR.size + 1.2), { lineBreak: false });
  const name = label.profile === undefined ? '' : (profiles.get(label.profile) ?? label.profile);
  let at = y + 4;
  for (const line of wrapped(pdf, name, 700, 11, TEXT.width, 2)) {
    write(pdf, line, 700, 11, x + TEXT.x, at);
    at += 5.2;
  }
  for (const line of wrapped(pdf, commune, 500, 8, TEXT.width, 2)) {
    write(pdf, line, 500, 8, x + TEXT.x, at);
    at += 3.8;
  }
  for (const [i, line] of ['Quét ở trang Lắp đặt,', 'hoặc gõ 8 số.', `Dùng đến ${dateOf(expires)}`].entries())
    write(pdf, line, 500, 7.5, x + TEXT.x, y + 22 + 3.5 * i);
}

function drawCode(pdf: Pdf, text: string, x: number, y: number, size: number): void {
  // boxes get wet and scratched: a quarter of it may be gone
  const squares = encodeQR(text, 'raw', { ecc: 'quartile', border: QUIET });
  const side = mm(size) / squares.length;
  for (const [row, line] of squares.entries())
    for (let from = 0; from < line.length; from++) {
      if (!line[from]) continue;
      let to = from;
      while (line[to + 1]) to++;
      pdf.rect(mm(x) + from * side, mm(y) + row * side, (to - from + 1) * side, side);
      from = to;
    }
  pdf.fill('#000000');
}

const dateOf = (ms: number): string => {
  const [year, month, day] = new Date(ms + 7 * 3_600_000).toISOString().slice(0, 10).split('-');
  return `${day}/${month}/${year}`;
};
