import type { Station } from '../commune/stations.js';
import { drawAt, seedOf } from '../random.js';
import { measure } from '../world/sensors.js';
import type { World } from '../world/world.js';
import type { Measurement } from './packet.js';

/** How often a station measures, and sends where it gathers first; milliseconds. */
export interface Pace {
  everyMs: number;
  uploadMs?: number;
}

/** A station's electronics: measures when it is time and hands over what is to be sent. */
export class Instrument {
  /** The probe is dead or unplugged: the line stands, and nothing comes. */
  silent = false;
  /** How often it measures; somebody may have it changed. */
  everyMs: number;
  #next: number | undefined;
  #upload: number | undefined;
  #last: number | undefined;
  #gathered: Measurement[] = [];

  constructor(
    readonly station: Station,
    readonly pace: Pace,
    readonly send: (measurement: Measurement) => void,
  ) {
    this.everyMs = pace.everyMs;
  }

  /** Measures if it is time. Devices keep out of step with each other: each has a phase of its own. */
  tick(world: World): void {
    const { everyMs, pace } = this;
    const { uploadMs } = pace;
    this.#next ??= this.#firstAfter(world.ms, everyMs);
    if (world.ms >= this.#next) {
      this.#take(world);
      // after a pause (a machine that slept) it goes on, and does not make up
      this.#next += everyMs * Math.max(1, Math.ceil((world.ms - this.#next) / everyMs));
    }
    if (uploadMs === undefined) this.#hand();
    else if (world.ms >= (this.#upload ??= this.#firstAfter(world.ms, uploadMs))) {
      this.#hand();
      this.#upload = world.ms + uploadMs;
    }
  }

  /** Measures as it would have in the past, at another pace. */
  remember(world: World, everyMs: number): void {
    this.#next ??= this.#firstAfter(world.ms, everyMs);
    if (world.ms < this.#next) return;
    this.#take(world);
    this.#hand();
    this.#next += everyMs;
  }
  /** From now on at its own pace. */
  forgetPace(): void {
    this.#next = undefined;
  }

  #take(world: World): void {
    const since = this.#last ?? world.ms - this.everyMs;
    if (this.silent) return;
    this.#gathered.push({ ts: world.ms, values: measure(world, this.station, since) });
    this.#last = world.ms;
  }
  #hand(): void {
    for (const measurement of this.#gathered) this.send(measurement);
    this.#gathered = [];
  }

  #firstAfter(ms: number, everyMs: number): number {
    return ms + Math.floor(drawAt(seedOf('phase', this.station.id), 0) * everyMs);
  }
}
