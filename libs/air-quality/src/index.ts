export { nowCast } from './nowcast.js';
export { type AqiBand, type AqiTable, POLLUTANTS, type Pollutant } from './table.js';
export { bandOf, hourlyAqi, type HourlyAqi, type HourlyMeans, subIndex } from './vn-aqi.js';
