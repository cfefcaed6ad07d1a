export {
  type Humidity,
  pressureAt,
  psychrometric,
  saturation,
  saturationSlope,
  vapourPressure,
  windAt2m,
} from './atmosphere.js';
export type { Advice, AdviceVerdict, Urgency } from './advice/advice.js';
export { advise } from './advice/advise.js';
export { quietUntil } from './advice/quiet.js';
export type { Supply } from './advice/supply.js';
export { dayName, dayNumber, dayOf, type Interval, startOfDay } from './calendar.js';
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
export { type Forecast, type ForecastDay, type ForecastHour, type Outlook, outlookOf } from './forecast/forecast.js';
export {
  type ForecastMapping,
  type ForecastProblem,
  type Mapped,
  readForecast,
  type ReadForecast,
} from './forecast/read-forecast.js';
export { daysUntil, levelAfter, paddyLoss, type PaddySoil, type Refill, refill } from './paddy.js';
export { daylightHours, extraterrestrial, extraterrestrialHour, type Hour } from './radiation.js';
export type {
  DischargeRules,
  IrrigationTable,
  Reason,
  Region,
  RiceStage,
  Soil,
  StageWater,
  UplandCrop,
} from './reference.js';
export { borrow } from './season/borrow.js';
export { goOn } from './season/go-on.js';
export { type BlockLedger, blockLedgers, ledger, type Ledger } from './season/ledger.js';
export type { Basis, Measurement, PlotDay, PlotEvent, RefusedMeasurement, SeasonPlot } from './season/plot.js';
export { type NoSeason, season, type Season, type SeasonInput } from './season/season.js';
export { type PlotState, stateOf } from './season/state.js';
export type { PlotNeed, Turn } from './turns/turn.js';
export { type TurnDay, type TurnInput, type TurnProblem, turns } from './turns/turns.js';
export { areaUnitsOf, depthOf, volumeOf } from './units.js';
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
export type { Et0Method } from './weather/by-day.js';
export type { Element, Filled, FillMethod, Mast, WeatherPlace, WeatherRecord } from './weather/mast.js';
export { type HourWeather, type WeatherDay, weatherDays } from './weather/weather-days.js';
