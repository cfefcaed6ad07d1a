// Small helpers to draw with: all random shapes come from one seed, so that a scene looks the same in each picture.
export const WIDTH = 600;
export const HEIGHT = 368;

export function dice(seed) {
  let state = seed >>> 0;
  return (low = 0, high = 1) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return low + (((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * (high - low);
  };
}
const n = (value) => Math.round(value * 10) / 10;
export const path = (points, attributes = '') =>
  `<path d="M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}" ${attributes}/>`;
export const shape = (points, fill, attributes = '') =>
  `<path d="M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}Z" fill="${fill}" ${attributes}/>`;
export const rect = (x, y, w, h, fill, attributes = '') =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" fill="${fill}" ${attributes}/>`;
export const ellipse = (x, y, rx, ry, fill, attributes = '') =>
  `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rx)}" ry="${n(ry)}" fill="${fill}" ${attributes}/>`;
export const group = (inner, attributes) => `<g ${attributes}>${inner}</g>`;

/** A row of crowns along a line: far trees. */
export function trees(roll, from, to, base, low, high, fill) {
  let out = '';
  for (let x = from; x < to; ) {
    const width = roll(10, 26) * (high / 24);
    const height = roll(low, high);
    out += ellipse(x, base - height * 0.45, width, height * 0.62, fill);
    out += ellipse(x + width * 0.6, base - height * 0.3, width * 0.8, height * 0.45, fill);
    x += width * roll(0.7, 1.15);
  }
  return out + rect(from, base - low * 0.4, to - from, low * 0.4 + 1, fill);
}

/** One tree with a trunk and leaves that catch the light from the left. */
export function tree(roll, x, base, height, dark, light) {
  let out = rect(x - height * 0.03, base - height * 0.5, height * 0.06, height * 0.5, '#4c4338');
  for (let i = 0; i < 16; i++) {
    const [dx, dy] = [roll(-0.3, 0.3) * height, roll(-0.95, -0.42) * height];
    out += ellipse(x + dx, base + dy, roll(0.08, 0.17) * height, roll(0.07, 0.13) * height, dark);
  }
  for (let i = 0; i < 9; i++) {
    const [dx, dy] = [roll(-0.3, 0.12) * height, roll(-0.97, -0.6) * height];
    out += ellipse(x + dx, base + dy, roll(0.05, 0.1) * height, roll(0.04, 0.07) * height, light, 'opacity=".75"');
  }
  return out;
}

/** A banana plant: long leaves that hang over. */
export function banana(roll, x, base, height, fill, vein) {
  let out = path(
    [
      [x, base],
      [x + height * 0.03, base - height * 0.55],
    ],
    `stroke="${vein}" stroke-width="${height * 0.07}" fill="none"`,
  );
  for (const side of [-1.2, -0.75, -0.3, 0.25, 0.7, 1.15]) {
    const tip = [x + side * height * 0.48, base - height * (0.98 - Math.abs(side) * 0.42) + roll(-4, 4)];
    const root = [x + height * 0.03, base - height * 0.52];
    const bow = [x + side * height * 0.26, base - height * 1.02];
    out += `<path d="M${n(root[0])} ${n(root[1])}Q${n(bow[0] - 5)} ${n(bow[1])} ${n(tip[0])} ${n(tip[1])}Q${n(bow[0] + 5)} ${n(bow[1] + height * 0.2)} ${n(root[0])} ${n(root[1])}Z" fill="${fill}"/>`;
    out += `<path d="M${n(root[0])} ${n(root[1])}Q${n(bow[0])} ${n(bow[1] + height * 0.09)} ${n(tip[0])} ${n(tip[1])}" stroke="${vein}" stroke-width="1" fill="none" opacity=".7"/>`;
  }
  return out;
}

/** Somebody on foot, `height` pixels tall, in a conical hat or bare-headed. */
export function person(x, feet, height, { coat, trousers, skin = '#b98d6c', hat, stride = 1 }) {
  const h = (part) => feet - part * height;
  const leg = 0.075 * height;
  let out = ellipse(x + 0.12 * height, feet + 1, 0.3 * height, 0.045 * height, '#000', 'opacity=".28"');
  const limbs = (fill, w) =>
    `stroke="${fill}" stroke-width="${w}" stroke-linecap="round" stroke-linejoin="round" fill="none"`;
  out += path(
    [
      [x, h(0.5)],
      [x - 0.1 * stride * height, h(0.26)],
      [x - 0.16 * stride * height, h(0.01)],
    ],
    limbs(trousers, leg * 1.5),
  );
  out += path(
    [
      [x, h(0.5)],
      [x + 0.11 * stride * height, h(0.27)],
      [x + 0.12 * stride * height, h(0)],
    ],
    limbs(trousers, leg * 1.5),
  );
  out += shape(
    [
      [x - 0.12 * height, h(0.8)],
      [x + 0.12 * height, h(0.8)],
      [x + 0.1 * height, h(0.45)],
      [x - 0.1 * height, h(0.45)],
    ],
    coat,
  );
  out += path(
    [
      [x - 0.12 * height, h(0.77)],
      [x - 0.2 * stride * height, h(0.6)],
      [x - 0.14 * stride * height, h(0.46)],
    ],
    limbs(coat, leg * 1.15),
  );
  out += path(
    [
      [x + 0.12 * height, h(0.77)],
      [x + 0.18 * stride * height, h(0.62)],
      [x + 0.22 * stride * height, h(0.49)],
    ],
    limbs(coat, leg * 1.15),
  );
  out += rect(x - 0.03 * height, h(0.85), 0.06 * height, 0.06 * height, skin);
  out += ellipse(x, h(0.9), 0.065 * height, 0.08 * height, skin);
  out += hat
    ? shape(
        [
          [x, h(1.04)],
          [x + 0.17 * height, h(0.9)],
          [x - 0.17 * height, h(0.9)],
        ],
        hat,
      ) + ellipse(x, h(0.9), 0.17 * height, 0.022 * height, hat)
    : ellipse(x, h(0.935), 0.07 * height, 0.055 * height, '#26211d');
  return out;
}

/** Broken light on water, within a box. */
export function ripples(roll, x, y, w, h, count, stroke, opacity = 0.5) {
  let out = '';
  for (let i = 0; i < count; i++) {
    const depth = roll() ** 1.4;
    const [cx, cy, half] = [x + roll() * w, y + depth * h, 4 + 26 * depth * roll(0.4, 1)];
    out += `<path d="M${n(cx - half)} ${n(cy)}q${n(half)} ${n(-1.4 - depth)} ${n(2 * half)} 0" stroke="${stroke}" stroke-width="${n(0.7 + depth)}" fill="none" opacity="${n(opacity * roll(0.4, 1) * 10) / 10}"/>`;
  }
  return out;
}
