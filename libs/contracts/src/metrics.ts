import { z } from 'zod';

/**
 * The metric catalogue: the only names that are ever stored. A key from the wire that is not here never becomes a
 * field name; it waits as "Chưa nhận dạng". `range` is what the quantity can physically be: outside it a value is kept
 * with quality `suspect`. `decimals` is how people read it.
 */
export const METRICS = {
  pm1: { unit: 'µg/m³', vi: 'Bụi PM1', en: 'Particles PM1', range: [0, 2000], decimals: 0 },
  pm25: { unit: 'µg/m³', vi: 'Bụi mịn PM2.5', en: 'Fine particles PM2.5', range: [0, 2000], decimals: 0 },
  /** What each of two counters in one box says; together they are its `pm25`. */
  pm25_a: { unit: 'µg/m³', vi: 'PM2.5, kênh đếm A', en: 'PM2.5, counter A', range: [0, 2000], decimals: 0 },
  pm25_b: { unit: 'µg/m³', vi: 'PM2.5, kênh đếm B', en: 'PM2.5, counter B', range: [0, 2000], decimals: 0 },
  pm10: { unit: 'µg/m³', vi: 'Bụi PM10', en: 'Particles PM10', range: [0, 4000], decimals: 0 },
  co: { unit: 'mg/m³', vi: 'Khí CO', en: 'Carbon monoxide', range: [0, 600], decimals: 1 },
  co2: { unit: 'ppm', vi: 'Khí CO₂', en: 'Carbon dioxide', range: [200, 20000], decimals: 0 },
  no2: { unit: 'µg/m³', vi: 'Khí NO₂', en: 'Nitrogen dioxide', range: [0, 5000], decimals: 0 },
  so2: { unit: 'µg/m³', vi: 'Khí SO₂', en: 'Sulphur dioxide', range: [0, 5000], decimals: 0 },
  o3: { unit: 'µg/m³', vi: 'Khí O₃', en: 'Ozone', range: [0, 2000], decimals: 0 },
  temperature: { unit: '°C', vi: 'Nhiệt độ', en: 'Temperature', range: [-20, 60], decimals: 1 },
  humidity: { unit: '%', vi: 'Độ ẩm', en: 'Humidity', range: [0, 100], decimals: 0 },
  pressure: { unit: 'hPa', vi: 'Khí áp', en: 'Air pressure', range: [800, 1100], decimals: 0 },
  wind_speed: { unit: 'm/s', vi: 'Tốc độ gió', en: 'Wind speed', range: [0, 75], decimals: 1 },
  wind_direction: { unit: '°', vi: 'Hướng gió', en: 'Wind direction (from)', range: [0, 360], decimals: 0 },
  rain: { unit: 'mm', vi: 'Lượng mưa', en: 'Rainfall', range: [0, 500], decimals: 1 },
  solar_radiation: { unit: 'W/m²', vi: 'Bức xạ mặt trời', en: 'Solar radiation', range: [0, 1500], decimals: 0 },
  water_level: { unit: 'm', vi: 'Mực nước', en: 'Water level', range: [-20, 50], decimals: 2 },
  flow: { unit: 'm³/s', vi: 'Lưu lượng', en: 'Flow rate', range: [-1000, 1000], decimals: 2 },
  field_level: { unit: 'cm', vi: 'Mực nước ruộng', en: 'Paddy water level', range: [-60, 60], decimals: 0 },
  soil_moisture: { unit: '%', vi: 'Độ ẩm đất', en: 'Soil moisture (volume)', range: [0, 100], decimals: 0 },
  soil_temperature: { unit: '°C', vi: 'Nhiệt độ đất', en: 'Soil temperature', range: [-10, 70], decimals: 1 },
  water_temperature: { unit: '°C', vi: 'Nhiệt độ nước', en: 'Water temperature', range: [0, 60], decimals: 1 },
  salinity: { unit: 'g/l', vi: 'Độ mặn', en: 'Salinity', range: [0, 45], decimals: 1 },
  ec: { unit: 'mS/cm', vi: 'Độ dẫn điện', en: 'Electrical conductivity', range: [0, 80], decimals: 2 },
  ph: { unit: '', vi: 'pH', en: 'pH', range: [0, 14], decimals: 1 },
  do: { unit: 'mg/l', vi: 'Ôxy hòa tan', en: 'Dissolved oxygen', range: [0, 20], decimals: 1 },
  turbidity: { unit: 'NTU', vi: 'Độ đục', en: 'Turbidity', range: [0, 4000], decimals: 0 },
  tss: { unit: 'mg/l', vi: 'Chất rắn lơ lửng', en: 'Total suspended solids', range: [0, 20000], decimals: 0 },
  cod: { unit: 'mg/l', vi: 'COD', en: 'Chemical oxygen demand', range: [0, 5000], decimals: 0 },
  bod5: { unit: 'mg/l', vi: 'BOD5', en: 'Biological oxygen demand', range: [0, 3000], decimals: 0 },
  nh4_n: { unit: 'mg/l', vi: 'Amoni', en: 'Ammonium (as N)', range: [0, 1000], decimals: 1 },
  pump_on: { unit: '', vi: 'Máy bơm chạy', en: 'Pump running', range: [0, 1], decimals: 0 },
  gate_opening: { unit: '%', vi: 'Độ mở cửa cống', en: 'Gate opening', range: [0, 100], decimals: 0 },
  battery: { unit: '%', vi: 'Pin', en: 'Battery', range: [0, 100], decimals: 0 },
  battery_voltage: { unit: 'V', vi: 'Điện áp pin', en: 'Battery voltage', range: [0, 60], decimals: 2 },
  rssi: { unit: 'dBm', vi: 'Cường độ sóng', en: 'Signal strength', range: [-150, 0], decimals: 0 },
  /** Of the hub's own: how long a certificate is still good. */
  certificate_days: {
    unit: '',
    vi: 'Chứng thư còn hạn (ngày)',
    en: 'Certificate, days left',
    range: [0, 40000],
    decimals: 0,
  },
  /** Of the hub's own: 1 while a drill goes on. */
  drill_level: { unit: '', vi: 'Mức diễn tập', en: 'Drill level', range: [0, 1], decimals: 0 },
  snr: { unit: 'dB', vi: 'Tỷ số tín hiệu/nhiễu', en: 'Signal to noise', range: [-30, 30], decimals: 1 },
} as const satisfies Record<string, MetricInfo>;

export interface MetricInfo {
  unit: string;
  vi: string;
  en: string;
  range: readonly [min: number, max: number];
  decimals: number;
}

export type Metric = keyof typeof METRICS;
/** Of the box itself, not of what it stands there to measure. */
export const BOX_METRICS: readonly Metric[] = ['battery', 'battery_voltage', 'rssi', 'snr'];
export const METRIC_NAMES = Object.keys(METRICS) as Metric[];
export const metricSchema = z.enum(METRIC_NAMES as [Metric, ...Metric[]]);
export const isMetric = (name: string): name is Metric => Object.hasOwn(METRICS, name);
