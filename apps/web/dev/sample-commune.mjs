// An invented commune by the same seed every time: for looking at the wall without a hub. Not part of the build.
const LAT = 20.43;
const LON = 106.28;
const PER_LAT = 111_320;
const PER_LON = PER_LAT * Math.cos((LAT * Math.PI) / 180);

function random(seed) {
  let s = seed >>> 0;
  return () => {
    s = (s + 0x6d2b79f5) >>> 0;
    let t = Math.imul(s ^ (s >>> 15), 1 | s);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

// field coordinates (u along the canals, v across, metres) to metres east and north: rising and slightly bent
const warp = (u, v) => {
  const bend = 130 * Math.sin((u + 0.4 * v) / 1500);
  const x = u + 0.24 * v - 300;
  return [x, v + 0.1 * u + bend - 380];
};
export const at = (u, v) => {
  const [x, y] = warp(u, v);
  return [Number((LON + x / PER_LON).toFixed(6)), Number((LAT + y / PER_LAT).toFixed(6))];
};
const line = (points) => ({ type: 'LineString', coordinates: points.map(([u, v]) => at(u, v)) });
const polygon = (points) => ({ type: 'Polygon', coordinates: [[...points, points[0]].map(([u, v]) => at(u, v))] });
const feature = (layer, geometry, properties = {}) => ({
  type: 'Feature',
  geometry,
  properties: { layer, ...properties },
});
const steps = (from, to, step) =>
  Array.from({ length: Math.ceil((to - from) / step) + 1 }, (_, i) => Math.min(from + i * step, to));
const along = (v, from, to) => steps(from, to, 120).map((u) => [u, v]);
const across = (u, from, to) => steps(from, to, 120).map((v) => [u, v]);

const river = (v) => 5950 + 260 * Math.sin(v / 720 + 0.6) - 0.24 * v;
const CANALS = [1080, 2560];
const BLOCKS = [-260, 240, 660, 1080, 1580, 2080, 2560, 3060, 3560, 4060];
const CROSS = [-560, 340, 1240, 2160, 3060, 3960, 4860, 5700];

export const HAMLETS = [
  ['Thôn Thượng', 1150, 3080, 760, 330],
  ['Thôn Hậu', 2700, 3120, 620, 300],
  ['Thôn Mễ', 4250, 2780, 640, 280],
  ['Thôn Đoài', 320, 1960, 520, 420],
  ['Thôn Trung', 2080, 1720, 900, 330],
  ['Thôn Đông', 4080, 1300, 800, 360],
  ['Thôn Cổ', 900, 560, 720, 310],
  ['Thôn Nguyễn', 2650, 300, 800, 320],
];

function boundary() {
  const west = [
    [-60, 340],
    [-120, 760],
    [40, 860],
    [-60, 1300],
    [120, 1420],
    [60, 1980],
    [380, 2130],
    [300, 2560],
    [660, 2700],
    [600, 3060],
    [960, 3180],
    [900, 3560],
  ];
  const north = [
    [1300, 3580],
    [1320, 3780],
    [2000, 3800],
    [2240, 3690],
    [2260, 3560],
    [2900, 3600],
    [2930, 3420],
    [3500, 3440],
    [3480, 3300],
    [4200, 3330],
    [4230, 3460],
    [5000, 3440],
  ];
  const riverSide = steps(0, 3460, 100)
    .reverse()
    .map((v) => [river(v) + 120, v]);
  const south = [
    [4500, -60],
    [4380, -190],
    [3700, -180],
    [3620, -60],
    [3000, -90],
    [2900, 60],
    [2200, 40],
    [2100, -80],
    [1300, -60],
    [1200, 60],
    [500, 40],
    [420, 200],
  ];
  return [...west, ...north, ...riverSide, ...south];
}
const inside = (u, v, box, grow = 40) =>
  Math.abs(u - box[1]) < box[3] / 2 + grow && Math.abs(v - box[2]) < box[4] / 2 + grow;

function parcels(next) {
  const out = [];
  for (let b = 0; b + 1 < BLOCKS.length; b++)
    for (const half of [0, 1]) {
      const height = (BLOCKS[b + 1] - BLOCKS[b]) / 2;
      const low = BLOCKS[b] + half * height + 5;
      const high = low + height - 9;
      for (let u = -1500; u < 6900; ) {
        const width = 38 + next() * 66;
        const [mu, mv] = [u + width / 2, (low + high) / 2];
        const cut = next() < 0.18;
        const wet = Math.abs(mu - river(mv)) < 190;
        const road = CROSS.some((c) => Math.abs(mu - c) < width / 2 + 8);
        if (!wet && !road && !HAMLETS.some((h) => inside(mu, mv, h, 10))) {
          const crop = next() < 0.06 ? 'vegetable' : 'rice';
          const split = low + (high - low) * (0.35 + next() * 0.3);
          for (const [v1, v2] of cut
            ? [
                [low, split - 3],
                [split + 3, high],
              ]
            : [[low, high]])
            out.push(
              feature(
                'parcel',
                polygon([
                  [u + 1, v1],
                  [u + width - 1, v1],
                  [u + width - 1, v2],
                  [u + 1, v2],
                ]),
                { crop },
              ),
            );
        }
        u += width;
      }
    }
  return out;
}

function hamlets(next) {
  const out = [];
  for (const [name, u, v, w, h] of HAMLETS) {
    const [l, r, b, t] = [u - w / 2, u + w / 2, v - h / 2, v + h / 2];
    const edge = [
      [l, b],
      [u - w * 0.1, b + 30 * next()],
      [r - 40, b - 20],
      [r, v - 20],
      [r - 30, t],
      [u, t + 25],
      [l + 30, t - 15],
      [l - 20, v],
    ];
    out.push(feature('hamlet', polygon(edge), { name }));
    for (let row = b + 34; row < t - 20; row += 52)
      for (let x = l + 30; x < r - 30; x += 44)
        if (next() < 0.78) {
          const [hw, hh] = [9 + next() * 9, 8 + next() * 6];
          const [cx, cy] = [x + (next() - 0.5) * 18, row + (next() - 0.5) * 14];
          out.push(
            feature(
              'house',
              polygon([
                [cx - hw, cy - hh],
                [cx + hw, cy - hh],
                [cx + hw, cy + hh],
                [cx - hw, cy + hh],
              ]),
            ),
          );
        }
  }
  return out;
}

export function sampleMap() {
  const next = random(20260602);
  const features = [...parcels(next)];
  for (const v of BLOCKS.filter((x) => !CANALS.includes(x)))
    features.push(feature('ditch', line(along(v, -1500, river(v) - 130))));
  for (const u of CROSS) features.push(feature('canal', line(across(u + 60, -300, 4000)), { rank: 3 }));
  features.push(...hamlets(next));
  features.push(feature('canal', line(across(2160, 660, 3560)), { rank: 2, name: 'Kênh Giữa' }));
  features.push(feature('canal', line(across(4860, 240, 3060)), { rank: 2 }));
  features.push(feature('canal', line(along(1580, 340, 4860)), { rank: 2 }));
  features.push(feature('canal', line(along(2560, -700, river(2560) - 100)), { rank: 1, name: 'Kênh Chính' }));
  features.push(feature('canal', line(along(1080, -900, river(1080) - 100)), { rank: 1, name: 'Kênh Tiêu' }));
  features.push(feature('road', line(along(2080, -1500, river(2080) - 190)), { rank: 1 }));
  features.push(feature('road', line(along(660, -1500, 5300)), { rank: 2 }));
  features.push(feature('road', line(along(3060, 300, 5200)), { rank: 2 }));
  for (const u of [340, 1240, 3060, 3960]) features.push(feature('road', line(across(u, -400, 4000)), { rank: 2 }));
  const banks = steps(-900, 4600, 90);
  features.push(
    feature(
      'river',
      polygon([...banks.map((v) => [river(v) - 120, v]), ...[...banks].reverse().map((v) => [river(v) + 120, v])]),
      { name: 'Sông Lạc' },
    ),
  );
  features.push(feature('dyke', line(banks.map((v) => [river(v) - 175, v]))));
  for (const v of CANALS) features.push(feature('sluice', { type: 'Point', coordinates: at(river(v) - 175, v) }));
  features.push(feature('boundary', polygon(boundary())));
  features.push(feature('place', { type: 'Point', coordinates: at(4500, 1110) }, { bearing: 118 }));
  return { type: 'FeatureCollection', features };
}

/** Where 40 stations stand: [u, v, profile, name, hamlet, place]. */
export function sampleStations() {
  const out = [];
  const add = (u, v, profile, name, hamlet, place) => out.push({ u, v, profile, name, hamlet, place });
  for (const [i, u] of [180, 900, 1640, 2420, 3060, 3700, 4520].entries())
    add(u, 2560, 'canal-level', `Trạm mực nước Chính ${i + 1}`, 'Kênh Chính', `cọc ${i + 1}`);
  for (const [i, u] of [300, 1500, 2400, 3300, 4000, 5050].entries())
    add(u, 1080, 'canal-level', `Trạm mực nước Tiêu ${i + 1}`, 'Kênh Tiêu', `cọc ${i + 1}`);
  add(river(2560) - 320, 2560, 'salinity', 'Trạm độ mặn Bến Mễ', 'Cống Bến Mễ', 'sông Lạc');
  add(2160, 1500, 'canal-level', 'Trạm mực nước kênh Giữa', 'Kênh Giữa', 'gần trạm bơm Cổ');
  HAMLETS.forEach(([name, u, v, w, h], i) => {
    add(
      u + w * (i % 2 ? 0.62 : -0.36),
      v + h * (i % 3 ? 0.74 : -0.78),
      'air-station',
      `Trạm không khí ${name}`,
      name,
      ['gần đình', 'gần trường học', 'gần nhà văn hóa'][i % 3],
    );
    add(
      u - w * (i % 2 ? 0.3 : 0.66),
      v - h * (i % 2 ? 0.9 : -0.5),
      i % 2 ? 'paddy' : 'soil',
      `Trạm ruộng ${name}`,
      name,
      'cánh đồng',
    );
  });
  add(3620, 2320, 'weather', 'Trạm thời tiết xã', 'Thôn Trung', 'gần ủy ban xã');
  add(4500, 1110, 'camera', 'Camera Cánh đồng Đông', 'Thôn Đông', 'nhà văn hóa');
  add(river(2560) - 240, 2480, 'camera', 'Camera Cống Bến Mễ', 'Cống Bến Mễ', 'bờ đê');
  for (const [u, v] of [
    [1000, 1330],
    [1680, 2240],
    [3300, 1880],
    [4900, 1900],
    [5000, 700],
    [3600, 560],
  ])
    add(u, v, 'soil', `Trạm đất ${out.length + 1}`, 'Cánh đồng', 'bờ thửa');
  return out.slice(0, 40);
}
