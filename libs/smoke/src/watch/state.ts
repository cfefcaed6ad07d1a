import type { Bin, OpenSamples } from '../bins.js';
import type { CameraView } from '../camera.js';
import type { KnownSource } from '../known-source.js';
import type { Location, WindStep } from '../locate.js';
import type { Ring, Xy } from '../plane.js';
import type { Report } from '../report.js';
import type { SeasonId } from '../rules.js';
import type { Grade, Score } from '../score.js';
import type { EarlierEvent } from '../suppress.js';
import type { Series } from './series.js';

/** A closed bin of the last hours. */
export interface RecentBin extends Bin {
  /** PM2.5 above its background, µg/m³. */
  excess?: number;
  /** The same by parts of the bin, to look for the fire with; null where nothing was read. */
  parts?: readonly (number | null)[];
  /** It stood out and was taken for smoke. */
  smoke?: true;
}
export interface StationState {
  open: OpenSamples;
  /** PM2.5 of the last day by bins and of the last week by hours, µg/m³. */
  day?: Series;
  hours?: Series;
  recent: readonly RecentBin[];
  /** Events of the last days, whatever they were taken for: who comes daily is found by them. */
  earlier: readonly EarlierEvent[];
  /** Candidate bins that run on: first start, last end (ms), highest excess, how many. */
  event?: { from: number; to: number; peak: number; bins: number };
}
/** Mast, ts (ms), degrees it comes from, m/s, W/m² or null. */
export type WindSample = readonly [mast: string, ts: number, from: number, speed: number, radiation: number | null];
export interface WindState {
  open: readonly WindSample[];
  steps: readonly WindStep[];
}

/** What is kept of a location: its cells are in the answer alone. */
export interface KeptLocation extends Pick<Location, 'how' | 'because'> {
  outline?: readonly Ring[];
  km2?: number;
  best?: Xy;
  rate?: number;
}
export interface Incident {
  /** Made of the first station and bin: a replay gives the same. */
  id: string;
  /** First start and last end of its bins, ms. */
  from: number;
  to: number;
  /** When it was first told, ms. */
  toldAt: number;
  /** The best that was seen. */
  grade: Grade;
  score: Score;
  stations: Readonly<Record<string, { from: number; to: number; peak: number }>>;
  location: KeptLocation;
  /** Cameras that saw smoke where a station smells it. */
  filmed?: readonly string[];
  /** A known source is upwind as well, and what is smelt is clearly more than it gives. */
  known?: Pick<KnownSource, 'name' | 'usual'>;
}

/**
 * All that the watch remembers, plain JSON. A step answers a new state that shares what did not change, and names what did
 * (`station/ID`, `wind`, `incident/ID`): only that need be written.
 */
export interface SmokeState {
  stations: Readonly<Record<string, StationState>>;
  wind: WindState;
  incidents: Readonly<Record<string, Incident>>;
}
export const NOTHING_SEEN: SmokeState = { stations: {}, wind: { open: [], steps: [] }, incidents: {} };
export const NEW_STATION: StationState = { open: {}, recent: [], earlier: [] };

/** The commune, on a plane in metres. */
export interface SmokeSite {
  stations: Readonly<Record<string, Xy>>;
  season: SeasonId;
  cameras?: Readonly<Record<string, CameraView>>;
  /** What smokes and is no fire. */
  known?: readonly KnownSource[];
  /** Whether something can burn at a place (`burnableLand` of the commune's plots); absent: everywhere. */
  mayBurn?: (place: Xy) => boolean;
}
/** What else was seen: satellites' pixels, cameras, and what residents told of, ms. */
export interface Signs {
  hotspots?: readonly { at: Xy; ts: number }[];
  sightings?: readonly { camera: string; ts: number }[];
  reports?: readonly Report[];
}
