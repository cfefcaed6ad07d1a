// Draws the pictures that the simulated cameras send, once: node firmware-sim/pictures/render.mjs
// Needs Chromium. The JPEGs beside this file are committed, so that nothing has to be drawn to run the simulator.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { HEIGHT, WIDTH } from './drawing/brush.mjs';
import { field } from './drawing/field.mjs';
import { throughLens } from './drawing/lens.mjs';
import { pump } from './drawing/pump.mjs';
import { road } from './drawing/road.mjs';
import { sluice } from './drawing/sluice.mjs';

const PICTURES = [
  ['field', field, ['smoke', 'person']],
  ['sluice', sluice, ['boat']],
  ['pump', pump, ['person']],
  ['road', road, ['rider', 'person']],
];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT } });
for (const [scene, draw, subjects] of PICTURES)
  for (const subject of subjects)
    for (const light of ['day', 'night']) {
      const svg = throughLens(scene, draw(subject), light);
      await page.setContent(`<body style="margin:0;background:#000">${svg}</body>`);
      const jpeg = await page.screenshot({ type: 'jpeg', quality: 74 });
      const name = `${scene}-${subject}-${light}.jpg`;
      writeFileSync(join(import.meta.dirname, name), jpeg);
      console.log(`${name} ${(jpeg.length / 1000).toFixed(0)} kB`);
    }
await browser.close();
