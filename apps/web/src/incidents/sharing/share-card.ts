import type { Incident } from '#hub/contracts';
import { ddmm, hhmm } from '../../format/clock.js';
import type { Lang } from '../../i18n/lang.js';
import { OUTLINE, SIGN } from '../../ui/severity-shapes.js';
import { beganAbout, sentenceOf, titleOf } from '../incident.js';
import { incidentWords } from '../words.js';
import { stateOf } from './share-text.js';
import { sharingWords } from './words.js';

/** As group chats show a picture whole. Pixels. */
const SIZE = 1080;
const EDGE = 72;
const FONT = '"Be Vietnam Pro", sans-serif';
/** Paper and ink of the light ground, and a field of each severity that is read in the sun. */
const INK = '#14202b';
const QUIET = '#4a5a66';
const PAPER = '#fbfaf6';
const FIELD = { info: '#1f5fa8', watch: '#8a5a00', warning: '#b04a00', emergency: '#b3141d' };
const FIELD_DONE = '#1d6b45';

/** A picture of an incident for the village's group: what, where, since when and how far it is; no names, no plots. PNG. */
export async function shareCard(
  incident: Incident,
  lang: Lang,
  commune: string | undefined,
): Promise<File | undefined> {
  const said = titleOf(incident, lang) + sentenceOf(incident, lang);
  await Promise.all([500, 700].map((weight) => document.fonts.load(`${weight} 42px ${FONT}`, said).catch(() => [])));
  const canvas = document.createElement('canvas');
  canvas.width = SIZE;
  canvas.height = SIZE;
  const ctx = canvas.getContext('2d');
  if (!ctx) return undefined;
  draw(ctx, incident, lang, commune);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  return blob ? new File([blob], `${incident.cause}-${incident.startedAt}.png`, { type: 'image/png' }) : undefined;
}

function draw(ctx: CanvasRenderingContext2D, incident: Incident, lang: Lang, commune: string | undefined): void {
  const t = sharingWords[lang];
  const state = stateOf(incident);
  const over = state === 'over' || state === 'done' || state === 'false';
  ctx.fillStyle = PAPER;
  ctx.fillRect(0, 0, SIZE, SIZE);
  ctx.fillStyle = over ? FIELD_DONE : FIELD[incident.severity];
  ctx.fillRect(0, 0, SIZE, 232);
  shape(ctx, incident.severity, EDGE, 52, 128);
  const write = writerOf(ctx);
  write(incidentWords[lang].severity[incident.severity].toUpperCase(), {
    at: [232, 100],
    size: 36,
    color: '#fff',
    bold: true,
  });
  const { place } = incident.text;
  write(place, { at: [232, 172], size: fitting(ctx, place, [54, 34], SIZE - EDGE - 232), color: '#fff', bold: true });
  let y = 330;
  y = write(titleOf(incident, lang), { at: [EDGE, y], size: 68, color: INK, bold: true, most: 2 });
  const since = beganAbout(incident) ? t.sinceAbout : t.since;
  y = write(`${since(`${hhmm(incident.startedAt)} ${ddmm(incident.startedAt)}`)}. ${t.state[state]}`, {
    ...{ at: [EDGE, y + 14], size: 42, color: over ? FIELD_DONE : FIELD[incident.severity], bold: true, most: 2 },
  });
  write(sentenceOf(incident, lang), { at: [EDGE, y + 34], size: 42, color: INK, most: 6 });
  ctx.fillStyle = '#d8d4c8';
  ctx.fillRect(EDGE, SIZE - 156, SIZE - 2 * EDGE, 2);
  write(commune ?? '', { at: [EDGE, SIZE - 96], size: 40, color: INK, bold: true, most: 1 });
  if (!over) write(t.suspected, { at: [EDGE, SIZE - 44], size: 32, color: QUIET, most: 1 });
  const mark = [incident.drill && t.drill, incident.simulated && t.simulated].filter(Boolean).join(' · ');
  if (mark) band(ctx, mark);
}

/** Across the picture, so that nobody cuts it off. */
function band(ctx: CanvasRenderingContext2D, mark: string): void {
  ctx.save();
  ctx.translate(SIZE / 2, SIZE / 2 + 60);
  ctx.rotate(-Math.PI / 9);
  ctx.globalAlpha = 0.2;
  ctx.fillStyle = INK;
  ctx.textAlign = 'center';
  for (let size = 150; ; size -= 8) {
    ctx.font = `700 ${size}px ${FONT}`;
    if (size <= 40 || ctx.measureText(mark).width < SIZE * 1.02) break;
  }
  ctx.fillText(mark, 0, 0);
  ctx.restore();
}

function shape(
  ctx: CanvasRenderingContext2D,
  severity: Incident['severity'],
  x: number,
  y: number,
  size: number,
): void {
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(size / 48, size / 48);
  ctx.fillStyle = '#fff';
  ctx.fill(new Path2D(OUTLINE[severity]));
  ctx.strokeStyle = FIELD[severity];
  ctx.lineWidth = 5;
  ctx.lineCap = 'round';
  ctx.stroke(new Path2D(SIGN[severity]));
  ctx.restore();
}

interface Line {
  at: readonly [x: number, y: number];
  size: number;
  color: string;
  bold?: boolean;
  /** Lines; the last one ends with an ellipsis where there is more. */
  most?: number;
  right?: number;
}

/** Writes words in lines from a first base line on; gives the next one. */
const writerOf =
  (ctx: CanvasRenderingContext2D) =>
  (text: string, { at: [x, y], size, color, bold = false, most = 1, right = SIZE - EDGE }: Line): number => {
    ctx.font = `${bold ? 700 : 500} ${size}px ${FONT}`;
    ctx.fillStyle = color;
    const lines = wrapped(text, (part) => ctx.measureText(part).width <= right - x, most);
    lines.forEach((line, i) => ctx.fillText(line, x, y + i * size * 1.32));
    return y + lines.length * size * 1.32;
  };

/** The largest size at which a line fits; the smallest where none does. */
function fitting(
  ctx: CanvasRenderingContext2D,
  text: string,
  [largest, least]: [number, number],
  width: number,
): number {
  for (let size = largest; size > least; size -= 2) {
    ctx.font = `700 ${size}px ${FONT}`;
    if (ctx.measureText(text).width <= width) return size;
  }
  return least;
}

/** A text in at most so many lines that fit; a figure stays with its unit. */
export function wrapped(text: string, fits: (part: string) => boolean, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  const words = text
    .replace(/(\d) (?=[µ%‰°m])/g, '$1\u00a0')
    .split(/[ \n]+/)
    .filter(Boolean);
  for (const [i, word] of words.entries()) {
    const longer = line ? `${line} ${word}` : word;
    if (line === '' || fits(longer)) {
      line = longer;
      continue;
    }
    if (lines.length === most - 1) return [...lines, cutOff(`${line} ${words.slice(i).join(' ')}`, fits)];
    lines.push(line);
    line = word;
  }
  return line ? [...lines, line] : lines;
}

function cutOff(text: string, fits: (part: string) => boolean): string {
  const words = text.split(' ');
  while (words.length > 1 && !fits(`${words.join(' ')}…`)) words.pop();
  return `${words.join(' ')}…`;
}
