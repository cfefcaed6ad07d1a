export {
  type Humidity,
  pressureAt,
  psychrometric,
  saturation,
  saturationSlope,
  vapourPressure,
  windAt2m,
} from './atmosphere.js';
export {
  type DailyEt0,
  dailyEt0,
  type Day,
  type Gap,
  hargreavesEt0,
  type HourlyEt0,
  hourlyEt0,
  megajoulesADay,
  megajoulesAnHour,
  type Sun,
  type WeatherHour,
} from './et0.js';
export { daysUntil, levelAfter, paddyLoss, type PaddySoil, type Refill, refill } from './paddy.js';
export { daylightHours, extraterrestrial, extraterrestrialHour, type Hour } from './radiation.js';
export {
  easyShare,
  kcMid,
  type RootZone,
  stress,
  totalWater,
  type UplandDay,
  uplandDay,
  type UplandState,
} from './upland.js';
