import { writeFileSync } from 'node:fs';
import encodeQR from 'qr';

const WIDTH = 640;
const HEIGHT = 480;
const GREY = 120;
const [BLACK, WHITE] = [16, 235];

/** Writes what a camera sees before a label: a film (YUV4MPEG2) for Chromium's fake camera. Without a text: a bare wall. */
export function filmLabel(path: string, text?: string): void {
  const light = Buffer.alloc(WIDTH * HEIGHT, GREY);
  if (text !== undefined) {
    const modules = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
    const scale = Math.floor((HEIGHT * 0.62) / modules.length);
    const side = modules.length * scale;
    const [left, top] = [(WIDTH - side) >> 1, (HEIGHT - side) >> 1];
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++)
        light[(top + y) * WIDTH + left + x] = modules[Math.floor(y / scale)]![Math.floor(x / scale)] ? BLACK : WHITE;
  }
  const colour = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const frame = [Buffer.from('FRAME\n'), light, colour];
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`);
  writeFileSync(path, Buffer.concat([head, ...frame, ...frame, ...frame, ...frame]));
}
