import { HAMLETS, riverAt, toLonLat, toXy } from '../../../dist/firmware-sim/src/commune/land.js';

/** Longitude and latitude of a place in the simulated commune. */
export const at = (u, v) => toLonLat(toXy([u, v]));

/** Where 40 stations stand: [u, v, profile, name, hamlet, place]. */
export function sampleStations() {
  const out = [];
  const add = (u, v, profile, name, hamlet, place) => out.push({ u, v, profile, name, hamlet, place });
  for (const [i, u] of [180, 900, 1640, 2420, 3060, 3700, 4520].entries())
    add(u, 2560, 'canal-level', `Trạm mực nước Chính ${i + 1}`, 'Kênh Chính', `cọc ${i + 1}`);
  for (const [i, u] of [300, 1500, 2400, 3300, 4000, 5050].entries())
    add(u, 1080, 'canal-level', `Trạm mực nước Tiêu ${i + 1}`, 'Kênh Tiêu', `cọc ${i + 1}`);
  add(riverAt(2560) - 320, 2560, 'salinity', 'Trạm độ mặn Bến Mễ', 'Cống Bến Mễ', 'sông Lạc');
  add(2160, 1500, 'canal-level', 'Trạm mực nước kênh Giữa', 'Kênh Giữa', 'gần trạm bơm Cổ');
  HAMLETS.forEach(({ name, at: [u, v], width: w, height: h }, i) => {
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
  add(riverAt(2560) - 240, 2480, 'camera', 'Camera Cống Bến Mễ', 'Cống Bến Mễ', 'bờ đê');
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
