/** Shape of `reference/irrigation.json`: every figure that somebody may want to change. Functions take it as an argument. */

/** What the water on a paddy should be in a stage; cm against the surface. */
export type StageWater =
  | { mode: 'flood'; minCm: number; maxCm: number; drainAboveCm?: number }
  | { mode: 'awd'; refillAtCm: number; refillToCm: number }
  | { mode: 'drain' };

export interface RiceStage {
  stage: string;
  vi: string;
  en: string;
  /** Days after sowing, both inclusive. */
  fromDay: number;
  toDay: number;
  /** Crop coefficient at its beginning and end. */
  kc: readonly [number, number];
  water: StageWater;
  /** Key of `salinity.uses`. */
  salinity: string;
}

export interface Soil {
  vi: string;
  en: string;
  /** m³/m³. */
  fieldCapacity: number;
  wiltingPoint: number;
  /** mm/day below standing water. */
  percolation: number;
  /** Share that drains: below the surface the same loss lowers the level so much faster. */
  drainable: number;
}

export interface UplandCrop {
  vi: string;
  en: string;
  /** Initial, mid-season, end. */
  kc: readonly [number, number, number];
  /** Initial, development, mid-season, late. */
  stageDays: readonly [number, number, number, number];
  /** Metres: the smaller of FAO-56 table 22, as it has it for irrigation. */
  roots: number;
  depletion: number;
  heightM: number;
  salinity: string;
  /** Stands for years: needs no day of sowing, and has the coefficient of its mid-season. */
  perennial?: boolean;
}

export interface SalinityUse {
  /** g/l. */
  warnAt: number;
  stopAt: number;
}

export type Region = 'north' | 'central' | 'south' | 'south-large';

export interface IrrigationTable {
  id: string;
  version: string;
  weather: WeatherRules;
  forecast: {
    oldHours: number;
    /** Of forecast rain, what is hoped for. */
    credit: number;
    rainMostMmDay: number;
    rainMostMmHour: number;
    celsius: readonly [number, number];
  };
  soils: Readonly<Record<string, Soil>>;
  /** What stands for what nobody said. */
  assumed: {
    soil: string;
    variety: string;
    efficiency: string;
    startLevelCm: number;
    /** Of what is easily taken. */
    startDepletedShare: number;
    canalHours: number;
  };
  rice: {
    heightM: number;
    varieties: Readonly<Record<string, { vi: string; en: string; stages: readonly RiceStage[] }>>;
    length: RiceLength;
    /** Stands on the field when fertiliser is spread, cm. */
    fertiliserCm: number;
  };
  paddy: {
    bundCm: number;
    /** Down to the first the field loses as it does above; from the second on nothing. */
    lossFullToCm: number;
    lossNoneAtCm: number;
  };
  crops: Readonly<Record<string, UplandCrop>>;
  uplandLength: UplandLength;
  notIrrigated: readonly string[];
  efficiency: { ways: Readonly<Record<string, { vi: string; en: string; share: number }>> };
  salinity: { freshHours: number; uses: Readonly<Record<string, SalinityUse>>; flushMm: number };
  measured: MeasuredRules;
  /** `spreadHours`: a reading is a mean, water of so long after its moment is in it; `goOnDays`: how old one may be that is gone on from. */
  borrow: { withinM: number; stageDays: number; irrigatedDays: number; spreadHours: number; goOnDays: number };
  advice: AdviceRules;
  turns: { shareStep: number };
  discharge: DischargeRules;
  /**
   * `dryDays`: no field of rice is left drier than its roots bear for longer; where the balance says so, it got water untold.
   * `leastDays`: of a season of which fewer are counted it is not said what it saved.
   */
  ledger: { floodMinCm: number; floodMaxCm: number; cycleDryCm: number; dryDays: number; leastDays: number };
  /** m² by name of the unit. */
  areaUnits: { regions: Readonly<Record<Region, Readonly<Record<string, number>>>> };
}

/** From which stage on all varieties take as long, and how many days a season of rice may have. */
export interface RiceLength {
  sameFrom: string;
  leastDays: number;
  mostDays: number;
}

/** Between which shares of the table's a season of an upland crop may be long. */
export interface UplandLength {
  leastShare: number;
  mostShare: number;
}

export interface WeatherRules {
  /** Gaps of a mast up to so many hours are bridged by a line. */
  interpolateHours: number;
  /** Farther masts are no neighbours. */
  neighbourM: number;
  /** Hours of a day that must be measured for ET0 by the hour, and for ET0 of the day. */
  hourlyLeast: number;
  dailyLeast: number;
  /** When the day is coldest and warmest, hours of the clock, the second exclusive: in both a temperature is needed. */
  coldHours: readonly [number, number];
  warmHours: readonly [number, number];
  /** Of the sun above the air, the part of the day that must be measured. */
  daylightShare: number;
  /** So many known days stand for one that is not. */
  knownDays: number;
}

export interface MeasuredRules {
  /** So long a measured level is the field's. */
  freshHours: number;
  levelCm: readonly [number, number];
  moisturePercent: readonly [number, number];
  /** A field may lose so many times what the model has, and gain so many times what came. */
  lossFactor: number;
  inFactor: number;
  /** … and so much more, mm: the sensor's own noise. */
  slackMm: number;
  /** Somebody may have let in water without saying so: mm/h. */
  riseMmHour: number;
  /** So long a measured level is what later ones are held against. */
  anchorHours: number;
  stuckHours: number;
  /** What the field must have lost in that time for a level that stays to be a lie, mm. */
  stuckLossMm: number;
  /** So long after it came in, water that people told of may not show yet. */
  settleHours: number;
  /** People tell of it up to so much later; less than such a share of it is none. */
  toldLateHours: number;
  seenShare: number;
  /** Refused readings that fit each other are believed again. */
  again: { readings: number; hours: number; lossFactor: number; slackMm: number };
}

export interface AdviceRules {
  marginHours: number;
  /** So long before the deadline a field is said to need water. */
  leadHours: number;
  /** How far one looks ahead. */
  horizonHours: number;
  urgentHours: number;
  leastMm: number;
  leastM3: number;
  roundM3: number;
  roundHours: number;
  /** Hours of the clock between which nobody is woken. */
  quiet: { from: number; to: number };
  /** How far below its threshold a field may wait for rain: cm, of an upland field a share of what it can hold. */
  waitBelowCm: { awd: number; flood: number };
  waitBelowShare: number;
  fertiliserHour: number;
  fertiliserToleranceCm: number;
}

/** When farmers are told of waste water that is suspected above them. */
export interface DischargeRules {
  /** Score of a finding from which on nobody has to confirm it, while none of its probes is doubted. */
  aloneFrom: number;
  /** So long before the water gets there it is told. */
  leadHours: number;
  /** So much longer it is warned of where its station fell silent. */
  lostHours: number;
  /** It comes earlier and stays longer than reckoned: a share of the way, and so much at least. */
  slack: { share: number; leastMinutes: number };
}

/** A reason as data: a sentence in either language is made of its key and figures elsewhere. Times are in ms. */
export interface Reason {
  key: string;
  figures?: Readonly<Record<string, number | string>>;
}
