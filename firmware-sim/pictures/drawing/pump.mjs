import { banana, dice, ellipse, path, person, rect, shape, tree, trees } from './brush.mjs';

/** The yard of a pumping station behind its fence. */
export function pump(subject) {
  const roll = dice(37);
  let out = rect(0, 0, 600, 190, 'url(#sky)') + trees(roll, -10, 610, 152, 16, 40, '#718374');
  out += shape(
    [
      [0, 148],
      [600, 142],
      [600, 368],
      [0, 368],
    ],
    '#7d8458',
  );
  out += tree(roll, 566, 176, 142, '#44573b', '#7b8f5d') + banana(roll, 30, 186, 90, '#6c8849', '#90a664');
  out += shape(
    [
      [70, 206],
      [540, 200],
      [640, 368],
      [-60, 368],
    ],
    '#a29e92',
  );
  for (let i = 0; i < 6; i++) {
    const t = i / 5;
    out += path(
      [
        [70 - t * 130, 206 + t * 162],
        [540 + t * 100, 200 + t * 168],
      ],
      'stroke="#87847a" stroke-width="1.5" opacity=".7"',
    );
    out += path(
      [
        [120 + t * 380, 205],
        [-20 + t * 620, 368],
      ],
      'stroke="#87847a" stroke-width="1.2" opacity=".6"',
    );
  }
  for (let i = 0; i < 60; i++)
    out += ellipse(roll(20, 580), roll(214, 366), roll(6, 26), roll(2, 6), '#8d897d', 'opacity=".3"');
  out += house(roll) + pipes() + box();
  if (subject === 'person') out += person(356, 330, 132, { coat: '#3d4650', trousers: '#2a2d33', stride: 1.05 });
  return out + fence();
}

function house(roll) {
  let out = rect(96, 96, 268, 118, '#cdbd98') + rect(96, 186, 268, 28, '#a99a7c');
  out += shape(
    [
      [80, 98],
      [380, 98],
      [360, 62],
      [102, 62],
    ],
    '#9b5f4c',
  );
  for (let x = 104; x < 372; x += 12)
    out += path(
      [
        [x, 98],
        [x + (x - 230) * -0.06, 62],
      ],
      'stroke="#834e3e" stroke-width="1.4"',
    );
  out += rect(88, 96, 284, 5, '#7c4a3b');
  out += rect(262, 124, 62, 90, '#3f6b8a') + rect(291, 124, 3, 90, '#2f536c') + rect(298, 168, 5, 9, '#d9d2b8');
  for (const x of [122, 190]) {
    out += rect(x, 128, 44, 40, '#4d5f66') + rect(x - 3, 125, 50, 4, '#e2d6b4') + rect(x - 3, 167, 50, 4, '#b5a785');
    for (let i = 1; i < 5; i++) out += rect(x + i * 8.8, 128, 1.6, 40, '#2f3b40');
  }
  for (let i = 0; i < 40; i++)
    out += ellipse(roll(100, 360), roll(170, 212), roll(4, 16), roll(2, 7), '#8b7d61', 'opacity=".22"');
  out += rect(124, 104, 120, 15, '#2f5d7d') + rect(130, 109, 108, 4, '#dfe6e8', 'opacity=".85"');
  return out + rect(226, 74, 4, 20, '#555') + ellipse(240, 106, 7, 5, '#e9e3c8');
}
function pipes() {
  let out = '';
  for (const [i, y] of [196, 220].entries()) {
    out += path(
      [
        [364, y - 14],
        [430, y - 12],
        [470, y + 8],
        [640, y + 52],
      ],
      `stroke="#3d6f86" stroke-width="${20 + i * 4}" fill="none" stroke-linejoin="round"`,
    );
    out += path(
      [
        [364, y - 19],
        [432, y - 17],
        [472, y + 2],
        [640, y + 46],
      ],
      'stroke="#7fb0c2" stroke-width="4" fill="none" opacity=".7"',
    );
    for (const [x, dy] of [
      [396, -14],
      [500, 16],
      [572, 35],
    ])
      out += rect(x, y + dy - 15 - i * 2, 7, 30 + i * 4, '#2d5467');
  }
  out += ellipse(432, 178, 15, 15, 'none', 'stroke="#b0382d" stroke-width="4"') + rect(430, 178, 4, 24, '#7c2a22');
  return out;
}
const box = () =>
  rect(40, 150, 40, 62, '#8f989c') +
  rect(44, 155, 32, 52, '#a5aeb1') +
  rect(68, 178, 4, 10, '#444') +
  shape(
    [
      [52, 162],
      [60, 162],
      [56, 172],
      [61, 172],
      [51, 186],
      [54, 175],
      [50, 175],
    ],
    '#c9a227',
  );

/** Wire mesh close to the lens. */
function fence() {
  let out = '';
  for (let i = -20; i < 46; i++) {
    out += path(
      [
        [i * 17, 250],
        [i * 17 + 118, 368],
      ],
      'stroke="#c9ced0" stroke-width="1.1" opacity=".34"',
    );
    out += path(
      [
        [i * 17, 250],
        [i * 17 - 118, 368],
      ],
      'stroke="#c9ced0" stroke-width="1.1" opacity=".34"',
    );
  }
  for (const x of [14, 300, 588]) out += rect(x - 4, 238, 8, 130, '#6d7376');
  return out + rect(0, 246, 600, 4, '#7d8386');
}
