const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const profile = (id, kind, vi, metrics, minutes = 1) => ({
  id,
  kind,
  vi,
  en: id,
  metrics: Object.fromEntries(metrics.map((m) => [m, {}])),
  intervalMs: minutes * MINUTE,
});
export const PROFILES = Object.fromEntries(
  [
    profile('air-station', 'air', 'Trạm không khí', ['pm25', 'pm10', 'co', 'temperature', 'humidity']),
    profile('weather', 'weather', 'Trạm thời tiết', [
      'temperature',
      'humidity',
      'wind_speed',
      'wind_direction',
      'rain',
      'pressure',
    ]),
    profile('canal-level', 'canal', 'Trạm mực nước', ['water_level', 'battery'], 5),
    profile('salinity', 'water', 'Trạm độ mặn', ['salinity', 'ec', 'water_temperature', 'battery'], 5),
    profile('soil', 'soil', 'Trạm đất', ['soil_moisture', 'soil_temperature'], 5),
    profile('paddy', 'paddy', 'Trạm ruộng', ['field_level', 'water_temperature'], 5),
    profile('camera', 'camera', 'Camera', []),
  ].map((p) => [p.id, p]),
);
const threshold = (id, kind, metric, direction, limit, source) => ({
  id,
  type: 'threshold',
  kinds: [kind],
  metric,
  direction,
  limit,
  source,
  enabled: true,
});
export const RULES = [
  threshold('salinity', 'water', 'salinity', 'above', 1, 'Ngưỡng lấy nước tưới do hợp tác xã đặt'),
  threshold('level-low', 'canal', 'water_level', 'below', 0.9, 'Mực nước thiết kế của kênh'),
  {
    id: 'straw',
    type: 'neighbours',
    kinds: ['air'],
    metric: 'pm25',
    demo: true,
    source: 'Cấu hình của hub: hơn trung vị các trạm khác ≥ 20 µg/m³ và ≥ 1,5 lần trong 10 phút, cần ≥ 3 trạm khác.',
  },
];

const wave = (ts, hours, phase = 0) => Math.sin(((ts / HOUR + 7 + phase) / hours) * 2 * Math.PI);
const noise = (ts, seed) => {
  const x = Math.sin(Math.floor(ts / (7 * MINUTE)) * 12.9898 + seed * 78.233) * 43758.5453;
  return (x - Math.floor(x)) * 2 - 1;
};

export function valueAt(device, metric, ts, state, alerts) {
  const seed = Number(device.id.replace(/\D/g, '')) || 1;
  const own = alerts.find((a) => a.target === device.id && a.facts.metric === metric);
  if (own) {
    const age = ts - own.startedAt;
    const rise = Math.min(1, Math.max(0, (age + 200 * MINUTE) / (210 * MINUTE)));
    const base = plain(metric, ts, seed, state);
    return base + (own.facts.value - base) * rise;
  }
  return plain(metric, ts, seed, state);
}
function plain(metric, ts, seed, state) {
  const n = noise(ts, seed);
  switch (metric) {
    case 'pm25':
      return Math.max(4, (state === 'calm' ? 16 : 24) + 8 * wave(ts, 24, 4) + 3 * n + (seed % 5));
    case 'pm10':
      return Math.max(8, 44 + 14 * wave(ts, 24, 4) + 4 * n);
    case 'co':
      return 0.6 + 0.2 * wave(ts, 24, 3) + 0.05 * n;
    case 'temperature':
      return 30 + 4.2 * wave(ts, 24, -9) + 0.2 * n;
    case 'humidity':
      return 74 - 14 * wave(ts, 24, -9) + n;
    case 'wind_speed':
      return Math.max(0.4, 2.4 + 0.6 * wave(ts, 24, -6) + 0.3 * n);
    case 'wind_direction':
      return 135 + 6 * n;
    case 'rain':
      return Math.abs(((ts / HOUR + 7) % 24) - 10) < 2.2 ? 0.012 * (2.4 - Math.abs(((ts / HOUR + 7) % 24) - 10)) : 0;
    case 'pressure':
      return 1006 + 2 * wave(ts, 12);
    case 'water_level':
      return 1.2 + 0.14 * wave(ts, 12.4, seed * 0.05) + 0.05 * wave(ts, 24) + 0.006 * n;
    case 'salinity':
      return 0.45 + 0.28 * wave(ts, 24.8, -2) + 0.02 * n;
    case 'ec':
      return 1.1 + 0.5 * wave(ts, 24.8, -2);
    case 'water_temperature':
      return 28 + 1.2 * wave(ts, 24, -10);
    case 'soil_moisture':
      return 32 + 4 * wave(ts, 60, seed) + 0.3 * n;
    case 'soil_temperature':
      return 27 + 2 * wave(ts, 24, -11);
    case 'field_level':
      return 4 + 2.5 * wave(ts, 70, seed) + 0.2 * n;
    case 'battery':
      return 92 - (seed % 7);
    default:
      return 0;
  }
}

const LENGTH = { ms: 1, m: MINUTE, h: HOUR, d: 24 * HOUR };
export function historyOf(search, devices, state, alerts) {
  const device = devices.find((d) => d.id === search.get('device'));
  if (!device) return [];
  const [, count, unit] = /^(\d+)(ms|[mhd])$/.exec(search.get('every') ?? '1m');
  const every = Number(count) * LENGTH[unit];
  const metric = search.get('metric');
  const out = [];
  for (let t = Math.ceil(Number(search.get('from')) / every) * every; t < Number(search.get('to')); t += every) {
    const value = valueAt(device, metric, t, state, alerts) * (search.get('aggregate') === 'sum' ? every / MINUTE : 1);
    const suspect = metric === 'water_level' && Math.floor(t / every) % 97 === 0;
    if (device.profile !== 'soil' || Math.floor(t / (9 * HOUR)) % 11 !== 3)
      out.push({ time: t, value, quality: suspect ? 'suspect' : null });
  }
  return out;
}
