/** Local hours of the day: from (inclusive) to (exclusive). */
export type Hours = readonly [from: number, to: number];
export type SeasonId = 'red-river' | 'mekong';
export type CropStage = 'ripe' | 'harvested' | 'other';

/**
 * Every threshold of the detector, kept as data: `reference/smoke.json`. Concentrations of particles and NO2 in µg/m³, of
 * CO in mg/m³, distances in metres, directions in degrees, wind in m/s, radiation in W/m², emission in g/s.
 */
export interface SmokeRules {
  version: number;
  utcOffsetHours: number;
  bins: { minutes: number; leastSamples: number };
  background: {
    leastOthers: number;
    rollingHours: number;
    rollingPercentile: number;
    leastRollingBins: number;
    sameHourDays: number;
    leastSameHourDays: number;
  };
  candidate: { excess: number; ratio: number; leastBackground: number };
  score: {
    excess: { points: number; full: number };
    rise: { points: number; perBin: number };
    fine: { points: number; share: number; rise: number; medianHours: number };
    co: { points: number; massRatio: readonly [number, number]; leastExcess: number };
    season: { points: number };
    hotspot: { points: number; withinM: number; hoursBefore: number; hoursAfter: number };
    camera: { points: number; detections: number; withinMinutes: number; rangeM: number };
    /**
     * What residents told of: upwind of the station, by no more than so many degrees; within `nearM` whatever the wind.
     */
    report: {
      points: number;
      withinM: number;
      nearM: number;
      degrees: number;
      minutesBefore: number;
      minutesAfter: number;
    };
    cap: number;
    grades: { suspected: number; likely: number; technical: number };
  };
  seasons: Readonly<Record<SeasonId, { hours: Hours; days: readonly (readonly [from: string, to: string])[] }>>;
  suppress: {
    fog: { humidity: number; ratioChange: number };
    together: { share: number; leastStations: number; rise: number; ofOthers: number };
    traffic: {
      weekdays: readonly number[];
      hours: readonly Hours[];
      massRatio: number;
      coRise: number;
      no2Rise: number;
    };
    fixed: { withinMinutes: number; leastDays: number; ofDays: number; excessBelow: number };
    /**
     * Sources that people entered: how far and how wide of the wind they are smelt (without wind: `nearM`), and how many
     * times what they usually add is still theirs.
     */
    known: { reachM: number; nearM: number; degrees: number; stronger: number };
    calendar: readonly { name: string; from: string; to: string }[];
    sensor: { stuckBins: number; channelsApart: number; channelsShare: number };
  };
  events: {
    gapMinutes: number;
    incidentMinutes: number;
    downwindDegrees: number;
    sameSourceM: number;
    /** A lone candidate with less than this must last and be likely before it is told. */
    weakBelow: number;
  };
  /** A bin that is still open: its last minutes count from this excess on. */
  early: { minutes: number; excess: number };
  bearings: {
    calmBelow: number;
    steadyFrom: number;
    spreadSteady: number;
    spreadLight: number;
    leastCross: number;
  };
  plume: { sourceHeight: number; receptorHeight: number };
  stability: { nightRadiation: number; strongSun: number; someSun: number; dayHours: Hours };
  locate: LocateRules;
  firms: { leastRadiusM: number; pixels: number };
  plots: Readonly<Record<CropStage, number>>;
}

export interface LocateRules {
  /** How far back an incident is looked at. */
  hours: number;
  cellM: number;
  /** What stations read is compared by parts of a bin so long: a wind that swings is followed closer than by bins. */
  partMinutes: number;
  /**
   * The first searches take squares of so many cells a side. A square is looked at closer that is less likely than the best
   * by no more than its room (natural logarithm).
   */
  coarse: readonly { every: number; room: number }[];
  /** How far from the stations a source is looked for. */
  reachM: number;
  sectorReachM: number;
  discM: number;
  windStepMinutes: number;
  /** Smoke older than this is not followed. */
  travelMinutes: number;
  /** Excesses are compared as ln(1 + c/offset), with this error. */
  offset: number;
  logError: number;
  /** Emission of PM2.5 that a fire may have, how many are tried, and how it scatters (natural logarithm). */
  rate: { least: number; most: number; tried: number; usual: number; logSpread: number };
  /** How wide what burns lies, as a standard deviation: a field is no point. */
  sourceSpread: number;
  /** How the wind differs from place to place; how far a mast may be turned (standard deviations), and which turns are tried, by it. */
  directionError: number;
  turnSpread: number;
  turns: readonly number[];
  /** Masts whose directions are so far apart (standard deviation) are said to disagree. */
  mastsApart: number;
  /** Values of a station that follow each other are not independent: n of them count as n^repeats. */
  repeats: number;
  /** How much a bin counts in which no station smells smoke: the fire may be out. */
  quietWeight: number;
  /** How many times likelier a fire is in the view of a camera that saw the smoke than beside it. */
  filmedOdds: number;
  /** Part of the probability that the area holds. */
  mass: number;
  /** An area that is larger says nothing, and is not shown. */
  mostKm2: number;
  /** So few stations claim no smaller area than this. */
  few: { stations: number; leastKm2: number };
  /** A station with less than this smells nothing that counts as smoke. */
  leastHit: number;
}
