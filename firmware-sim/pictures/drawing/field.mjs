import { dice, ellipse, group, path, person, rect, shape, trees } from './brush.mjs';

const HORIZON = 150;
const VANISH = [372, HORIZON];

/** Rice fields after the harvest, a ditch, poles along the bund. */
export function field(subject) {
  const roll = dice(11);
  let out = rect(0, 0, 600, HORIZON + 4, 'url(#sky)');
  for (let i = 0; i < 9; i++)
    out += ellipse(roll(0, 600), roll(18, 96), roll(60, 150), roll(5, 13), '#fff', 'opacity=".16" filter="url(#soft)"');
  out += trees(roll, -10, 610, HORIZON + 2, 7, 17, '#8b9aa0');
  out += houses(roll);
  out += trees(roll, -10, 150, HORIZON + 3, 14, 30, '#5c6f5c') + trees(roll, 430, 610, HORIZON + 3, 12, 34, '#566a57');
  if (subject === 'smoke') out += smoke(dice(5));
  out += rect(0, HORIZON, 600, 218, 'url(#straw)');
  out += furrows(roll) + stubble(roll) + heaps(roll) + ditch() + bund();
  out += poles();
  if (subject === 'smoke') out += fireLine(dice(8));
  if (subject === 'person')
    out += person(262, 292, 92, { coat: '#6d7d94', trousers: '#39404a', hat: '#d8cca2', stride: 1 });
  return out;
}

function houses(roll) {
  let out = '';
  for (const [x, w] of [
    [40, 26],
    [74, 18],
    [470, 30],
    [512, 22],
    [548, 26],
  ]) {
    const h = roll(8, 13);
    out += rect(x, HORIZON - h, w, h + 2, '#c7bfae');
    out += shape(
      [
        [x - 3, HORIZON - h],
        [x + w / 2, HORIZON - h - roll(5, 8)],
        [x + w + 3, HORIZON - h],
      ],
      '#9a6453',
    );
  }
  return out;
}

function furrows(roll) {
  let out = '';
  for (let i = -46; i <= 46; i++) {
    const x = VANISH[0] + i * 34 + roll(-5, 5);
    out += path(
      [VANISH, [x * 1.0 + i * 22, 372]],
      `stroke="${i % 2 ? '#7d7447' : '#a59a62'}" stroke-width="${1 + Math.abs(i % 3)}" opacity=".5" fill="none"`,
    );
  }
  return out;
}
function stubble(roll) {
  let out = '';
  for (let i = 0; i < 900; i++) {
    const depth = roll() ** 1.7;
    const [x, y] = [roll(0, 600), HORIZON + 6 + depth * 214];
    const length = 1 + depth * 8;
    out += path(
      [
        [x, y],
        [x + roll(-2, 2) * depth, y - length],
      ],
      `stroke="${roll() < 0.5 ? '#cdbf83' : '#6e6741'}" stroke-width="${0.6 + depth}" opacity="${0.35 + 0.4 * depth}"`,
    );
  }
  return out;
}
/** Straw raked together. */
function heaps(roll) {
  let out = '';
  for (const [x, y, s] of [
    [452, 176, 9],
    [520, 190, 13],
    [428, 222, 20],
    [548, 262, 34],
    [250, 172, 8],
  ]) {
    out += ellipse(x + s * 0.5, y + s * 0.3, s * 1.8, s * 0.3, '#3b3720', 'opacity=".4"');
    out += `<path d="M${x - s * 1.5} ${y + s * 0.3}Q${x - s * 0.8} ${y - s * 1.1} ${x} ${y - s}T${x + s * 1.5} ${y + s * 0.3}Z" fill="#b9a765"/>`;
    for (let i = 0; i < 14; i++) {
      const [dx, dy] = [roll(-1.2, 1.2) * s, roll(-0.8, 0.2) * s];
      out += path(
        [
          [x + dx, y + dy],
          [x + dx + roll(-5, 5), y + dy + roll(1, 5)],
        ],
        'stroke="#8b7c45" stroke-width="1" opacity=".7"',
      );
    }
  }
  return out;
}
const ditch = () =>
  shape(
    [
      [350, HORIZON + 1],
      [356, HORIZON + 1],
      [92, 372],
      [-70, 372],
    ],
    'url(#water)',
  ) +
  shape(
    [
      [345, HORIZON + 1],
      [350, HORIZON + 1],
      [-70, 372],
      [-150, 372],
    ],
    '#6a7a4c',
  ) +
  path(
    [
      [353, HORIZON + 2],
      [20, 370],
    ],
    'stroke="#e5ecee" stroke-width="3" opacity=".3"',
  );
const bund = () =>
  shape(
    [
      [356, HORIZON + 1],
      [361, HORIZON + 1],
      [196, 372],
      [92, 372],
    ],
    '#857a55',
  ) +
  shape(
    [
      [361, HORIZON + 1],
      [364, HORIZON + 1],
      [226, 372],
      [196, 372],
    ],
    '#66754a',
  );

function poles() {
  let out = '';
  const at = [
    [566, 372, 330],
    [470, 250, 178],
    [424, 202, 100],
    [400, 178, 56],
  ];
  const tops = at.map(([x, y, h]) => [x, y - h]);
  for (const [x, y, h] of at) {
    out += rect(x - h * 0.012, y - h, Math.max(1.2, h * 0.024), h, '#5b5d5b');
    out += rect(x - h * 0.09, y - h * 0.96, h * 0.18, Math.max(1, h * 0.014), '#4e504e');
  }
  for (const side of [-0.08, 0.08])
    for (let i = 0; i + 1 < tops.length; i++) {
      const [a, b] = [tops[i], tops[i + 1]];
      const ax = a[0] + side * at[i][2];
      const bx = b[0] + side * at[i + 1][2];
      out += `<path d="M${ax} ${a[1] + at[i][2] * 0.04}Q${(ax + bx) / 2} ${(a[1] + b[1]) / 2 + at[i][2] * 0.1} ${bx} ${b[1] + at[i + 1][2] * 0.04}" stroke="#3d4145" stroke-width="1" fill="none" opacity=".8"/>`;
    }
  return out;
}

/** It rises, leans with the wind to the left, and thins. */
function smoke(roll) {
  let out = '';
  const plume = (count, spread, fill, opacity) => {
    for (let i = 0; i < count; i++) {
      const t = (i + roll()) / count;
      const x = 214 - 30 * t - 190 * t * t + roll(-1, 1) * (5 + spread * t);
      const y = HORIZON - 2 - 142 * t ** 0.8 + roll(-1, 1) * (3 + spread * 0.35 * t);
      out += ellipse(x, y, 9 + 46 * t, 8 + 26 * t, fill, `opacity="${(opacity * (1 - 0.72 * t)).toFixed(2)}"`);
    }
  };
  plume(46, 34, '#dcd9d2', 0.42);
  plume(30, 20, '#f1efe9', 0.3);
  plume(18, 8, '#8b8680', 0.3);
  return group(out, 'filter="url(#smoke)"');
}
function fireLine(roll) {
  let glow = ellipse(214, HORIZON + 4, 44, 9, '#ff9b3d', 'opacity=".75"');
  for (let i = 0; i < 26; i++) {
    const x = 186 + i * 2.2;
    const h = roll(3, 11);
    glow += shape(
      [
        [x - 2.2, HORIZON + 6],
        [x, HORIZON + 6 - h],
        [x + 2.2, HORIZON + 6],
      ],
      roll() < 0.5 ? '#ffd36b' : '#ff7a2a',
    );
  }
  return (
    group(glow, 'filter="url(#glow)"') +
    shape(
      [
        [170, HORIZON + 7],
        [262, HORIZON + 7],
        [300, HORIZON + 22],
        [120, HORIZON + 22],
      ],
      '#2f2a22',
      'opacity=".55" filter="url(#soft)"',
    )
  );
}
