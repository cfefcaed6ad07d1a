import type { Sighting } from '../devices/camera.js';
import type { World } from '../world/world.js';

/** What a scenario may do to the commune and its devices. Ids are stations' and accounts'. */
export interface Stage {
  world: World;
  /** A probe goes dead, or works again. */
  silence(station: string, silent: boolean): void;
  /** An account's power or cable goes, or is back. */
  cut(account: string, cut: boolean): void;
  /** A camera sees something. */
  see(camera: string, what: Sighting): void;
  /** Tells whoever watches the simulator what happens. */
  say(words: Words): void;
}
export interface Words {
  vi: string;
  en: string;
}

/** One thing that happens, seconds after the scenario's start. */
export interface Step {
  at: number;
  does(stage: Stage): void;
}

export interface Scenario extends Words {
  /** Steps of the n-th round (from 0), in any order. */
  steps(round: number): Step[];
  /** Begins anew after so many seconds; absent: goes through once. */
  everySeconds?: number;
}

/** Plays a scenario along with time. */
export class Director {
  #start: number | undefined;
  #round = 0;
  #steps: Step[];

  constructor(readonly scenario: Scenario) {
    this.#steps = inOrder(scenario.steps(0));
  }

  /** Does what is due at `ms`. The scenario starts at the first call. */
  tick(ms: number, stage: Stage): void {
    this.#start ??= ms;
    const { everySeconds } = this.scenario;
    for (;;) {
      const seconds = (ms - this.#start) / 1000 - this.#round * (everySeconds ?? 0);
      while (this.#steps[0] && this.#steps[0].at <= seconds) this.#steps.shift()!.does(stage);
      if (everySeconds === undefined || this.#steps.length > 0 || seconds < everySeconds) return;
      this.#steps = inOrder(this.scenario.steps(++this.#round));
    }
  }
}

const inOrder = (steps: Step[]): Step[] => [...steps].sort((a, b) => a.at - b.at);
