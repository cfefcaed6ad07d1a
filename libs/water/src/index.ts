export {
  closeBins,
  type HeldEvent,
  type HeldRules,
  type HeldState,
  type HeldStep,
  type OpenExceedance,
  quiet,
  take,
} from './alarm/held.js';
export { byDue, dayOf, dueOn, SOON_DAYS, sooner } from './register/due.js';
export { exceedingNow, judge, judgeSample } from './register/judge.js';
export {
  limitName,
  type Outlet,
  outletDevices,
  type OutletLimit,
  outletsOf,
} from './register/outlet-limits.js';
export { type LimitedSource, type LimitsRefusal, sourceLimits } from './register/source-limits.js';
export { saltVerdict, type SaltRules, type SaltUse, type SaltVerdict } from './salinity/crop-salt.js';
export { ecAt25, salinityFromEc, salinityFromEc25 } from './salinity/salinity.js';
export {
  type Bounds,
  cmax,
  type CmaxLimit,
  type CmaxRefusal,
  type LimitAsked,
  type Receiver,
  type Size,
} from './standards/cmax.js';
export { type Exceedance, exceedance, type SeveritySteps, sideOf } from './standards/exceedance.js';
export { type SurfaceClass, surfaceClass, type SurfaceSample } from './standards/surface-class.js';
export {
  type EnteredColumn,
  type EntryFault,
  type Limit,
  type Standard,
  type WaterStandards,
  withAllEntered,
  withEntered,
  type Words,
} from './standards/table.js';
export { lessWeather } from './stations/less-weather.js';
export { type Effect, type Observation, observe, type ObserveRules, type Sample } from './stations/observe.js';
export {
  dischargeSigns,
  type Look,
  nothingSeen,
  type SignReason,
  type SignRules,
  type Signs,
  type SignState,
  watchSigns,
} from './stations/signs.js';
export {
  type Arrival,
  type Downstream,
  type NodeArrival,
  type PlotArrival,
  type Taker,
  takersOf,
  type Work,
} from './tracing/downstream.js';
export type {
  Contradiction,
  Sighted,
  SourceKind,
  SourceKinds,
  TraceReason,
  TracingRules,
  WaterSource,
} from './tracing/evidence.js';
export type { Closing, ClosingPlan } from './tracing/gates.js';
export { type CanalShape, canalGraph, type CanalGraph, type Place, thingKey } from './tracing/graph.js';
export { placeOn } from './tracing/place-on.js';
export type { Ranking } from './tracing/rank.js';
export type { Suspect } from './tracing/suspect.js';
export { type Trace, trace, type TraceInput } from './tracing/trace.js';
export { type Reached, walk } from './tracing/walk.js';
export {
  type Companions,
  type Finding,
  type MetricHistory,
  noHistory,
  remember,
  type TrustInput,
  type TrustRules,
} from './trust/history.js';
export { oxygenSaturation } from './trust/oxygen.js';
export { type DeviceTrust, deviceTrust, type Maintenance, type MetricScore, trustOf } from './trust/score.js';
