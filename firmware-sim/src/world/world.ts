import {
  DRAIN,
  DRAIN_WATCHED,
  FIELD_AREA,
  HIDDEN_PIPE,
  LIFTED,
  PUMPED,
  RIVER_MEAN,
  TAKEN,
  WATERS,
  BEN_ME_KM,
  CUA_TIEU_KM,
} from '../commune/waters.js';
import { KEPT_FIELDS } from '../commune/kept-fields.js';
import { placeOf, type Station, STATIONS } from '../commune/stations.js';
import { type Background, backgroundAt } from '../physics/background-air.js';
import { Canals } from '../physics/canals.js';
import { type Sky, skyAt } from '../physics/climate.js';
import type { Xy } from '../physics/directions.js';
import { moveFront, saltAt, usualFront } from '../physics/salt-front.js';
import { rainBetween } from '../physics/showers.js';
import { mixingOf, Puffs } from '../physics/puffs.js';
import { Siphon } from '../physics/siphon.js';
import { type Load, Solutes, type Stuff } from '../physics/solutes.js';
import { breathed, isOut, type StrawFire } from '../physics/straw-fire.js';
import { DAY_MS, HOUR_MS } from '../physics/sun.js';
import { tideAt } from '../physics/tide.js';
import { drawAt, seedOf, wander } from '../random.js';
import { Field } from './field.js';
import { evapotranspirationAt, Farmers } from './farmers.js';
import { Works } from './works.js';

/** The longest step, real milliseconds: weather and tide are taken as still within it. */
const LONGEST_STEP_MS = 60_000;
/** Step of a season, of which weather and fields alone are known. */
const SEASON_STEP_MS = HOUR_MS / 2;
/** How far the wind that carries smoke swings about its mean, degrees. */
const SWAY = 4;
/** Trạm bơm Cổ runs this part of each turn; seconds of the ground's clock. */
const PUMP_TURN = 8 * 3600;
const PUMP_RUNS = 2.5 * 3600;
/** Above this the sluices are kept shut, g/l; a fence between the two keeps them from flapping. */
const SHUT_AT = 1;
const OPEN_AT = 0.85;

/** A paddy was watered, or water was let in until the rain had filled it: the station in it, until when (milliseconds), and how much, mm. */
export interface Fill {
  field: string;
  ended: number;
  mm: number;
}

/**
 * The commune at one moment. What comes from above (sun, weather, tide) follows the true clock, so that it agrees with
 * the wall's, and so do the fields below it, unless one is hurried. What else happens on the ground (smoke on its way,
 * water in canals, salt in the river, pumps) has a clock of its own, `ground`, which may run faster: an hour within a
 * minute.
 */
export class World {
  /** The true clock, milliseconds since 1970. */
  ms: number;
  /** The ground's clock, seconds since the world began. */
  ground = 0;
  readonly fires: StrawFire[] = [];
  canals: Canals;
  readonly salt = usualFront();
  readonly siphon = new Siphon();
  readonly fields = new Map<string, Field>();
  readonly works = new Works();
  /** How far the weir at the end of the intake canal is broken, 0 (whole) to 1. */
  weirBroken = 0;
  sluicesOpen = true;
  /** How registered paddies were filled: whoever tells of it takes it out. */
  readonly fills: Fill[] = [];
  /** What is in the drain beside water; absent until somebody pours something in. */
  #drain: Solutes | undefined;
  #sky: Sky;
  #puffs: Puffs;
  #farmers: Farmers | undefined;

  /** `begun`: when the registered paddies are to stand as they are kept to stand, if that is to come. Milliseconds. */
  constructor(
    readonly seed: number,
    ms: number,
    begun?: number,
  ) {
    this.ms = ms;
    this.#sky = skyAt(seed, ms);
    this.#puffs = new Puffs(seed);
    this.canals = new Canals(WATERS, RIVER_MEAN + tideAt(ms));
    for (const { id, profile } of STATIONS)
      if (profile === 'soil-probe' || profile === 'paddy-tube') this.fields.set(id, newField(seed, id, profile));
    if (begun !== undefined) this.#farmers = new Farmers(this.fields, seed, begun);
  }

  /** Half an hour of a season, at most until `to`: over the weather and the fields alone. Canals begin anew with it. */
  passSeason(to: number): void {
    const from = this.ms;
    this.ms = Math.min(to, from + SEASON_STEP_MS);
    this.#sky = skyAt(this.seed, this.ms);
    this.#growFields(from, rainBetween(this.seed, from, this.ms), 0);
    this.canals = new Canals(WATERS, this.river);
  }

  /** Lets time pass until `to`; each second counts as `speed` seconds on the ground. */
  advance(to: number, speed: number): void {
    while (this.ms < to) {
      const next = Math.min(to, this.ms + LONGEST_STEP_MS);
      this.#step(next, ((next - this.ms) / 1000) * speed);
    }
  }

  get sky(): Sky {
    return this.#sky;
  }
  get pumpOn(): boolean {
    const shift = PUMP_TURN * drawAt(seedOf('pump', this.seed), 0);
    return (this.ground + shift) % PUMP_TURN < PUMP_RUNS;
  }
  /** Where a gate stands, percent. */
  openingOf(gate: 'cong-ben-me' | 'ngan-man-cua-tieu'): number {
    const told = this.works.gates.get(gate)!.opening;
    if (told !== undefined) return told;
    return (gate === 'cong-ben-me' ? this.sluicesOpen : this.#flapOpen) ? 100 : 0;
  }
  get #flapOpen(): boolean {
    return (this.canals.sluiceFlow.get('cua-tieu') ?? 0) < 0;
  }
  /** Level of the river, metres. */
  get river(): number {
    return RIVER_MEAN + tideAt(this.ms);
  }
  /** Salinity of the river at a sluice, g/l. */
  saltOutside(sluice: 'ben-me' | 'cua-tieu'): number {
    return saltAt(this.salt, sluice === 'ben-me' ? BEN_ME_KM : CUA_TIEU_KM, this.ms);
  }

  /** Air at a station: µg/m³ and mg/m³. */
  airAt(station: Station): Background {
    const clean = backgroundAt(this.seed, this.ms, this.#sky, station.id);
    const smoke = breathed(this.#puffs.at(placeOf(station)));
    return {
      pm25: clean.pm25 + smoke.pm25,
      // nearly all of straw smoke is fine
      pm10: clean.pm10 + smoke.pm25 / 0.88,
      co: clean.co + smoke.co,
    };
  }

  /** Waste comes out of the pipe at the drain from now on, m³/s; a flow of 0 ends it. */
  pour(flow: number, load: Load): void {
    this.#drain ??= new Solutes([DRAIN]);
    this.#drain.pour(DRAIN.id, HIDDEN_PIPE, flow, load);
  }
  /** Waste where the drain is watched. */
  get waste(): Record<Stuff, number> | undefined {
    return this.#drain?.at(DRAIN.id, DRAIN_WATCHED);
  }

  /** Sets straw alight; it burns for `burning` seconds of the ground's clock. */
  ignite(at: Xy, hectares: number, burning: number): StrawFire {
    const fire: StrawFire = { at, litAt: this.ground, hectares, burning };
    this.fires.push(fire);
    return fire;
  }

  #step(to: number, lapse: number): void {
    const from = this.ms;
    const rain = rainBetween(this.seed, from, to);
    this.ms = to;
    this.ground += lapse;
    this.#sky = skyAt(this.seed, to);
    this.#puffs.mixing = mixingOf(this.#sky);
    const wind = this.#smokeWind();
    this.#puffs.advance(this.ground, this.fires, () => wind);
    const out = this.fires.filter((fire) => isOut(fire, this.ground));
    for (const fire of out) this.fires.splice(this.fires.indexOf(fire), 1);
    moveFront(this.salt, lapse);
    const salinity = this.saltOutside('ben-me');
    this.sluicesOpen = salinity < (this.sluicesOpen ? SHUT_AT : OPEN_AT);
    this.works.advance(to, lapse, {
      'cong-ben-me': this.sluicesOpen ? 100 : 0,
      'ngan-man-cua-tieu': this.#flapOpen ? 100 : 0,
    });
    this.#moveWater(lapse);
    this.#drain?.advance(lapse);
    this.siphon.advance(lapse, salinity);
    const lifted = this.works.pumps.get('bom-dong-trung')!.on ? ((LIFTED * lapse) / FIELD_AREA) * 1000 : 0;
    this.#growFields(from, rain, lifted);
  }

  /** `lifted` by the pump into the field that it waters; mm, like the rain. */
  #growFields(from: number, rain: number, lifted: number): void {
    this.#farmers?.tend(from, this.ms);
    const evapotranspiration = evapotranspirationAt(this.seed, this.ms);
    for (const [id, field] of this.fields)
      field.advance((this.ms - from) / DAY_MS, {
        evapotranspiration,
        water: rain + (id === 'ruong-trung' ? lifted : 0),
      });
    for (const id of KEPT_FIELDS.keys()) {
      const mm = this.fields.get(id)!.takeFilled();
      if (mm > 0) this.fills.push({ field: id, ended: this.ms, mm });
    }
  }

  /** Smoke follows the mean wind and sways a little within it, the same over the whole commune. */
  #smokeWind(): { speed: number; from: number } {
    const { windSpeed, windFrom } = this.#sky;
    return {
      speed: windSpeed * (1 + 0.1 * wander(seedOf('puff', this.seed), this.ground, 90)),
      from: windFrom + SWAY * wander(seedOf('sway', this.seed), this.ground, 240),
    };
  }

  #moveWater(lapse: number): void {
    const taken = new Map(TAKEN);
    taken.set('giua-3', (this.pumpOn ? PUMPED : 0) + (this.works.pumps.get('bom-dong-trung')!.on ? LIFTED : 0));
    // a shut intake is not drained dry: its users take less the lower it stands
    for (const [id, flow] of taken)
      if (flow > 0) taken.set(id, flow * Math.min(1, Math.max(0, (this.canals.level(id) - 0.6) / 0.1)));
    this.canals.advance(lapse, {
      river: this.river,
      opening: new Map([
        ['ben-me', this.openingOf('cong-ben-me') / 100],
        // the flap minds itself: it lets no water in, however far the gate is open
        ['cua-tieu', (this.works.gates.get('ngan-man-cua-tieu')!.opening ?? 100) / 100],
        ['dap', this.weirBroken],
      ]),
      taken,
    });
  }
}

function newField(seed: number, id: string, profile: string): Field {
  const kind = profile === 'soil-probe' ? 'soil' : 'paddy';
  return new Field(kind, drawAt(seedOf('field', seed, id), 0), KEPT_FIELDS.get(id));
}
