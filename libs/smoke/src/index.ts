export { type Area, type AreaCell, areaOf, outlineOf } from './area.js';
export { background, type Background, type BackgroundSource, type Past } from './background.js';
export { type BearingLine, bearingLine, crossOf, type CrossRefusal } from './bearings.js';
export {
  addSample,
  type Bin,
  BINNED,
  type Binned,
  binOf,
  binStart,
  type OpenSamples,
  type Sample,
  samplesFrom,
} from './bins.js';
export { acceptSightings, type CameraView, seenBy, type Sighting, type SightingVerdict } from './camera.js';
export { drawnOutline } from './drawn.js';
export {
  type BinRun,
  isJoined,
  mergeBins,
  mergeEvents,
  type PlacedEvent,
  type Relation,
  relationOf,
} from './events.js';
export { type Candidacy, type Excess, excessOf } from './excess.js';
export { type Confidence, type Hotspot, type Hotspots, readFirms } from './firms.js';
export { invert, type InversionOptions, type InversionRow } from './invert.js';
export { knownUpwind, type KnownSource } from './known-source.js';
export { locate, type LocateInput, type LocateReason, type Location, type SmokePart, type WindStep } from './locate.js';
export { apart, bearingTo, distance, downwind, isWithin, type Ring, type Xy } from './plane.js';
export { burnableLand, type Plot, type RankedPlot, rankPlots } from './plots.js';
export { type Heights, plume } from './plume.js';
export { type Report, reportNear } from './report.js';
export type { CropStage, SeasonId, SmokeRules } from './rules.js';
export { gradeOf, type Grade, type Score, type ScoreInput, type ScoreKey, scoreOf, type ScorePart } from './score.js';
export { inSeason } from './season.js';
export { type Mixing, spreadAt, type Stability, stabilityOf } from './stability.js';
export {
  suppress,
  type Suppressed,
  type SuppressInput,
  type SuppressOutcome,
  type SuppressReason,
} from './suppress.js';
export { type Together, togetherOf } from './together.js';
export { meanWind, type Wind } from './wind.js';
export { closeBin, type Notice, type Seen } from './watch/close.js';
export { lookEarly } from './watch/early.js';
export { feed, feedWind } from './watch/feed.js';
export type { Verdict } from './watch/judge.js';
export {
  type Incident,
  type KeptLocation,
  NOTHING_SEEN,
  type Signs,
  type SmokeSite,
  type SmokeState,
  type StationState,
  type WindState,
} from './watch/state.js';
