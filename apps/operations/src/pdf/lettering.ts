import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '#hub/service-kit';
import type PDFDocument from 'pdfkit';

export type Pdf = InstanceType<typeof PDFDocument>;

const FONTS = ['latin', 'vietnamese'] as const;
const WEIGHTS = [500, 700] as const;
export type Weight = (typeof WEIGHTS)[number];
/** What the Latin half of the typeface does not have. */
const VIETNAMESE = /[ĂăĐđĨĩŨũƠơƯư\u0300-\u0323\u1EA0-\u1EF9₫]/u;

export const mm = (length: number) => (length * 72) / 25.4;

/** An empty PDF with the hub's typeface; its library is large, and loaded when one is wanted. */
export async function newPdf(title: string): Promise<Pdf> {
  const { default: PDFDocument } = await import('pdfkit');
  const pdf = new PDFDocument({ size: 'A4', margin: 0, autoFirstPage: false, info: { Title: title } });
  for (const font of FONTS)
    for (const weight of WEIGHTS)
      pdf.registerFont(
        `${font}-${weight}`,
        readFileSync(join(ROOT, 'reference', 'fonts', `be-vietnam-pro-${font}-${weight}-normal.woff`)),
      );
  return pdf;
}

/** The typeface comes in halves: each letter is set from the half that has it. */
function runsOf(text: string): { font: (typeof FONTS)[number]; text: string }[] {
  const runs: { font: (typeof FONTS)[number]; text: string }[] = [];
  for (const letter of text.normalize('NFC')) {
    const font = VIETNAMESE.test(letter) ? 'vietnamese' : 'latin';
    const last = runs.at(-1);
    if (last?.font === font) last.text += letter;
    else runs.push({ font, text: letter });
  }
  return runs;
}

/** Width of a line, points. */
export function widthOf(pdf: Pdf, text: string, weight: Weight, size: number): number {
  let width = 0;
  for (const run of runsOf(text)) width += pdf.font(`${run.font}-${weight}`).fontSize(size).widthOfString(run.text);
  return width;
}

/** One line, its upper left corner at x, y: millimetres; `size` in points. */
export function write(
  pdf: Pdf,
  text: string,
  weight: Weight,
  size: number,
  x: number,
  y: number,
  colour = '#000000',
): void {
  let at = mm(x);
  for (const run of runsOf(text)) {
    pdf.font(`${run.font}-${weight}`).fontSize(size).fillColor(colour);
    pdf.text(run.text, at, mm(y), { lineBreak: false });
    at += pdf.widthOfString(run.text);
  }
}

/** As many lines of that width (millimetres) as it takes, or `most`: what does not fit ends in an ellipsis. */
export function wrapped(
  pdf: Pdf,
  text: string,
  weight: Weight,
  size: number,
  width: number,
  most = Infinity,
): string[] {
  const fits = (line: string) => widthOf(pdf, line, weight, size) <= mm(width);
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((w) => w !== '')) {
    const longer = [...(lines.length > 0 ? [lines.at(-1)!] : []), word].join(' ');
    if (lines.length > 0 && fits(longer)) lines[lines.length - 1] = longer;
    else if (lines.length < most) lines.push(word);
    else {
      lines[lines.length - 1] = `${lines.at(-1)}…`;
      break;
    }
  }
  return lines;
}

/** What is drawn, once all of it is. */
export function bytesOf(pdf: Pdf): { ended(): Promise<Buffer> } {
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const end = new Promise<void>((resolve) => pdf.once('end', resolve));
  return {
    async ended() {
      pdf.end();
      await end;
      return Buffer.concat(chunks);
    },
  };
}
