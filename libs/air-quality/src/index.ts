export {
  type DailyAqi,
  dailyAqi,
  type DayMeans,
  dayMeans,
  eightHourMeans,
  type Period,
  type StationHours,
} from './daily.js';
export {
  endOfYesterday,
  HOUR_MS,
  hoursBack,
  type HourSeries,
  hourSeries,
  inTableUnit,
  newestHour,
  partMs,
} from './hours.js';
export { type AirLimit, type HeldAgainst, holdAgainst } from './limits.js';
export { nowCast } from './nowcast.js';
export {
  correctPm25,
  type Fog,
  fogIn,
  humidityGrowth,
  joinChannels,
  modelOf,
  type PmModel,
  type PmSensors,
} from './sensors.js';
export { joined, type StationAir, stationAir, type StationHour, stationHour, worstOf } from './station.js';
export { type AqiBand, type AqiTable, type Pollutant, POLLUTANTS, type Wording } from './table.js';
export {
  type Aqi,
  bandOf,
  eightHourSubIndex,
  hourlyAqi,
  type HourlyAqi,
  type HourlyMeans,
  roundIndex,
  subIndex,
} from './vn-aqi.js';
