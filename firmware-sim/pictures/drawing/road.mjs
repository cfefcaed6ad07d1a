import { banana, dice, ellipse, path, person, rect, shape, tree, trees } from './brush.mjs';

const HORIZON = 132;
const VANISH = [318, HORIZON];

/** A concrete road through the village. */
export function road(subject) {
  const roll = dice(53);
  let out = rect(0, 0, 600, HORIZON + 6, 'url(#sky)');
  for (let i = 0; i < 6; i++)
    out += ellipse(roll(0, 600), roll(8, 70), roll(60, 150), roll(5, 12), '#fff', 'opacity=".18" filter="url(#soft)"');
  out += trees(roll, -10, 610, HORIZON + 5, 14, 36, '#7b8d80');
  out += shape(
    [
      [0, HORIZON + 2],
      [600, HORIZON + 2],
      [600, 368],
      [0, 368],
    ],
    '#76804f',
  );
  for (let i = 0; i < 420; i++) {
    const depth = roll() ** 1.6;
    const [x, y] = [roll(0, 600), HORIZON + 8 + depth * 226];
    out += path(
      [
        [x, y],
        [x + roll(-3, 3), y - 2 - depth * 9],
      ],
      `stroke="${roll() < 0.5 ? '#98a566' : '#55633b'}" stroke-width="${0.8 + depth}" opacity=".6"`,
    );
  }
  out += shape(
    [
      [VANISH[0] - 6, HORIZON + 4],
      [VANISH[0] + 8, HORIZON + 4],
      [520, 372],
      [-30, 372],
    ],
    '#aaa79e',
  );
  out += shape(
    [
      [VANISH[0] - 6, HORIZON + 4],
      [VANISH[0] - 3, HORIZON + 4],
      [16, 372],
      [-30, 372],
    ],
    '#8c897f',
  );
  out += shape(
    [
      [VANISH[0] + 6, HORIZON + 4],
      [VANISH[0] + 8, HORIZON + 4],
      [520, 372],
      [486, 372],
    ],
    '#8f8c83',
  );
  for (let i = 1; i < 9; i++) {
    const t = (i / 9) ** 2.2;
    const y = HORIZON + 6 + t * 236;
    out += path(
      [
        [VANISH[0] - 8 - t * 342, y],
        [VANISH[0] + 8 + t * 196, y],
      ],
      'stroke="#8d8a81" stroke-width="1.4" opacity=".8"',
    );
  }
  for (let i = 0; i < 5; i++) {
    const [a, b] = [(i / 5) ** 2, ((i + 0.45) / 5) ** 2];
    const at = (t) => [VANISH[0] - 74 * t, HORIZON + 6 + 236 * t];
    const half = (t) => 0.6 + 5 * t;
    out += shape(
      [
        [at(a)[0] - half(a), at(a)[1]],
        [at(a)[0] + half(a), at(a)[1]],
        [at(b)[0] + half(b), at(b)[1]],
        [at(b)[0] - half(b), at(b)[1]],
      ],
      '#d8d4c6',
      'opacity=".75"',
    );
  }
  out += office() + leftSide(roll) + lamps();
  if (subject === 'rider') out += rider();
  if (subject === 'person')
    out +=
      person(432, 300, 112, { coat: '#6f2f3f', trousers: '#30343c', hat: '#dccfa4', stride: 0.9 }) +
      shape(
        [
          [398, 246],
          [416, 246],
          [414, 270],
          [400, 270],
        ],
        '#4c6a4f',
      );
  return out;
}

/** The wall and gate of the commune's office. */
function office() {
  let out =
    shape(
      [
        [392, 142],
        [600, 98],
        [600, 250],
        [392, 176],
      ],
      '#d3c39a',
    ) +
    shape(
      [
        [392, 142],
        [600, 98],
        [600, 110],
        [392, 147],
      ],
      '#9c5d49',
    );
  for (const t of [0.16, 0.34, 0.54, 0.78]) {
    const x = 392 + t * 208;
    const top = 142 - t * 44;
    const bottom = 176 + t * 74;
    out += shape(
      [
        [x - 3 - 4 * t, top],
        [x + 3 + 4 * t, top - 1],
        [x + 3 + 4 * t, bottom + 1],
        [x - 3 - 4 * t, bottom],
      ],
      '#e3d7b4',
    );
  }
  for (const t of [0.24, 0.43, 0.66, 0.9]) {
    const [x, s] = [392 + t * 208, 6 + 16 * t];
    out += shape(
      [
        [x - s * 0.5, 156 - t * 24],
        [x + s * 0.5, 155 - t * 26],
        [x + s * 0.5, 172 + t * 32],
        [x - s * 0.5, 171 + t * 30],
      ],
      '#4b6d78',
    );
  }
  return out;
}
const leftSide = (roll) =>
  shape(
    [
      [0, 106],
      [232, 146],
      [232, 160],
      [0, 214],
    ],
    '#b39a80',
  ) +
  shape(
    [
      [0, 100],
      [232, 144],
      [232, 148],
      [0, 110],
    ],
    '#8e5a48',
  ) +
  tree(roll, 108, 206, 150, '#43563b', '#7b905e') +
  tree(roll, 226, 164, 72, '#4a5d41', '#84996a') +
  banana(roll, 30, 240, 96, '#6f8a4b', '#92a766');
function lamps() {
  let out = '';
  for (const [x, y, h] of [
    [548, 300, 270],
    [420, 192, 128],
    [372, 160, 66],
  ])
    out +=
      rect(x - h * 0.012, y - h, Math.max(1.4, h * 0.024), h, '#6e7375') +
      path(
        [
          [x, y - h],
          [x - h * 0.2, y - h * 1.03],
        ],
        `stroke="#6e7375" stroke-width="${Math.max(1.2, h * 0.016)}"`,
      ) +
      ellipse(x - h * 0.21, y - h * 1.02, h * 0.04, h * 0.016, '#f4efd6');
  return out;
}
function rider() {
  const wheel = (x, y, r) => ellipse(x, y, r * 0.36, r, '#1f2224') + ellipse(x, y, r * 0.2, r * 0.62, '#54585a');
  return (
    ellipse(236, 316, 66, 10, '#000', 'opacity=".3" filter="url(#soft)"') +
    wheel(226, 288, 30) +
    shape(
      [
        [204, 258],
        [250, 258],
        [256, 286],
        [198, 286],
      ],
      '#9c2f2f',
    ) +
    shape(
      [
        [212, 262],
        [240, 262],
        [238, 280],
        [214, 280],
      ],
      '#c9cdd0',
    ) +
    ellipse(226, 266, 8, 6, '#fdf6d0') +
    path(
      [
        [186, 238],
        [226, 246],
        [266, 238],
      ],
      'stroke="#2a2d2f" stroke-width="5" fill="none" stroke-linecap="round"',
    ) +
    shape(
      [
        [200, 196],
        [252, 196],
        [258, 256],
        [194, 256],
      ],
      '#3f5a86',
    ) +
    path(
      [
        [202, 202],
        [180, 222],
        [190, 238],
      ],
      'stroke="#3f5a86" stroke-width="13" fill="none" stroke-linecap="round" stroke-linejoin="round"',
    ) +
    path(
      [
        [250, 202],
        [272, 222],
        [262, 238],
      ],
      'stroke="#3f5a86" stroke-width="13" fill="none" stroke-linecap="round" stroke-linejoin="round"',
    ) +
    path(
      [
        [204, 256],
        [190, 286],
        [206, 306],
      ],
      'stroke="#30343c" stroke-width="12" fill="none" stroke-linecap="round" stroke-linejoin="round"',
    ) +
    path(
      [
        [248, 256],
        [262, 286],
        [246, 306],
      ],
      'stroke="#30343c" stroke-width="12" fill="none" stroke-linecap="round" stroke-linejoin="round"',
    ) +
    ellipse(226, 178, 17, 20, '#b98d6c') +
    `<path d="M206 180Q204 152 226 152T246 180Z" fill="#d7d9da"/>` +
    rect(206, 178, 40, 4, '#8e9294') +
    rect(211, 183, 30, 7, '#2d3236', 'rx="3"')
  );
}
