import { banana, dice, ellipse, group, path, person, rect, ripples, shape, tree, trees } from './brush.mjs';

/** A sluice in the dyke: three gates under their hoists, seen from the canal's side. */
export function sluice(subject) {
  const roll = dice(23);
  let out = rect(0, 0, 600, 200, 'url(#sky)');
  for (let i = 0; i < 7; i++)
    out += ellipse(roll(0, 600), roll(10, 80), roll(70, 160), roll(6, 14), '#fff', 'opacity=".18" filter="url(#soft)"');
  out += trees(roll, -10, 610, 128, 14, 34, '#7f9089');
  out += shape(
    [
      [0, 120],
      [600, 116],
      [600, 210],
      [0, 210],
    ],
    '#72804f',
  );
  for (let i = 0; i < 260; i++) {
    const [x, y] = [roll(0, 600), roll(122, 204)];
    out += path(
      [
        [x, y],
        [x + roll(-2, 2), y - roll(2, 7)],
      ],
      `stroke="${roll() < 0.5 ? '#8f9c62' : '#55643c'}" stroke-width="1.1" opacity=".7"`,
    );
  }
  out += tree(roll, 40, 132, 96, '#47593d', '#7d9160') + tree(roll, 566, 128, 84, '#4c5e42', '#869a68');
  out += banana(roll, 108, 150, 66, '#6f8b4b', '#93a866') + banana(roll, 512, 148, 58, '#6a8548', '#8ea362');
  out += rect(0, 208, 600, 160, 'url(#water)');
  out += wings() + body() + hoists() + gauge();
  out +=
    reflections() +
    ripples(roll, 0, 222, 600, 140, 170, '#e9f1f2', 0.55) +
    ripples(roll, 0, 222, 600, 140, 90, '#2d4750', 0.5);
  if (subject === 'boat') out += boat();
  return out;
}

const CONCRETE = '#b1aea4';
const SHADE = '#8b8982';
const wings = () =>
  shape(
    [
      [0, 176],
      [122, 150],
      [122, 214],
      [0, 236],
    ],
    '#9d9a90',
  ) +
  shape(
    [
      [600, 176],
      [478, 150],
      [478, 214],
      [600, 236],
    ],
    '#96938a',
  ) +
  path(
    [
      [0, 176],
      [122, 150],
    ],
    'stroke="#cfccc2" stroke-width="3"',
  ) +
  path(
    [
      [600, 176],
      [478, 150],
    ],
    'stroke="#c6c3b9" stroke-width="3"',
  );

function body() {
  let out = rect(112, 108, 376, 22, CONCRETE) + rect(112, 127, 376, 5, SHADE);
  out += rect(112, 84, 376, 2.5, '#6a7076') + rect(112, 95, 376, 2, '#6a7076');
  for (let x = 112; x <= 488; x += 23.5) out += rect(x - 1.2, 84, 2.4, 25, '#6a7076');
  for (const x of [122, 234, 346, 458]) {
    out += rect(x - 10, 130, 30, 86, CONCRETE) + rect(x + 12, 130, 8, 86, SHADE);
    out += rect(x - 10, 196, 30, 20, '#6f7a68', 'opacity=".6"');
  }
  for (const [i, x] of [142, 254, 366].entries()) {
    const lifted = [14, 30, 14][i];
    out += rect(x, 132, 82, 84, '#26363c');
    out += rect(x + 2, 132, 78, 72 - lifted, '#4f6b73');
    for (let y = 140; y < 200 - lifted; y += 13) out += rect(x + 2, y, 78, 2.4, '#3c545b');
    out += rect(x + 38, 132, 5, 72 - lifted, '#3c545b');
    out += rect(x + 2, 200 - lifted, 78, 4, '#2e4248');
  }
  return out;
}
function hoists() {
  let out = '';
  for (const x of [183, 295, 407]) {
    out += rect(x - 26, 30, 5, 54, SHADE) + rect(x + 21, 30, 5, 54, SHADE) + rect(x - 32, 25, 64, 8, CONCRETE);
    out += rect(x - 2, 33, 4, 98, '#545b60') + ellipse(x, 29, 11, 5, '#3f6fa0') + rect(x - 9, 18, 18, 10, '#41729f');
  }
  return out + rect(96, 20, 7, 92, '#7b7f80') + rect(78, 18, 30, 5, '#7b7f80');
}
function gauge() {
  let out = rect(342, 138, 15, 84, '#f2f0e6');
  for (let i = 0; i < 14; i++) out += rect(i % 2 ? 342 : 349, 140 + i * 6, 8, 3, i % 5 === 0 ? '#b8342c' : '#26292b');
  return out;
}
const reflections = () =>
  group(
    rect(112, 216, 376, 34, '#5e6c6a', 'opacity=".55"') +
      [142, 254, 366].map((x) => rect(x, 218, 82, 60, '#1d2e34', 'opacity=".5"')).join('') +
      rect(342, 222, 15, 40, '#f2f0e6', 'opacity=".35"'),
    'filter="url(#soft)"',
  );
const boat = () =>
  ellipse(186, 322, 106, 9, '#152227', 'opacity=".5" filter="url(#soft)"') +
  person(226, 311, 78, { coat: '#5c4a3c', trousers: '#2f3338', hat: '#d9cda3', stride: 0.4 }) +
  `<path d="M76 298Q92 318 130 322H244Q284 318 298 294Q270 308 186 309T76 298Z" fill="#5b4634"/>` +
  `<path d="M76 298Q130 309 186 309T298 294" stroke="#8a6e50" stroke-width="3" fill="none"/>` +
  path(
    [
      [246, 252],
      [318, 330],
    ],
    'stroke="#6b563f" stroke-width="3"',
  ) +
  ellipse(146, 302, 30, 8, '#77704a') +
  path(
    [
      [40, 330],
      [74, 318],
    ],
    'stroke="#dfe9ea" stroke-width="2" opacity=".6"',
  ) +
  path(
    [
      [306, 320],
      [352, 332],
    ],
    'stroke="#dfe9ea" stroke-width="2" opacity=".6"',
  );
