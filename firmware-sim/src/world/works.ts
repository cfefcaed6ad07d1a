/** Seconds of the ground's clock from shut to open. */
const TRAVEL = 300;

/** A pump that somebody starts and stops. */
export class Pump {
  on = false;
  /** Its motor guard has tripped: it says so, and does not run. */
  tripped = false;
  #until: number | undefined;

  /** `until`: stops by itself then, milliseconds. */
  start(until: number | undefined): string | undefined {
    if (this.tripped) return 'bảo vệ động cơ đã ngắt: quá tải';
    this.on = true;
    this.#until = until;
    return undefined;
  }
  stop(): undefined {
    this.on = false;
    this.#until = undefined;
  }
  advance(ms: number): void {
    if (this.tripped || (this.#until !== undefined && ms >= this.#until)) this.stop();
  }
}

/** A gate with a motor. It minds itself (a flap, or an automat against salt) until it is told where to stand. */
export class Gate {
  /** Something is wedged under it: the motor runs, the gate stands. */
  stuck = false;
  #target: number | undefined;
  #opening = 0;

  /** Percent; undefined while nobody has told it. */
  get opening(): number | undefined {
    return this.#target === undefined ? undefined : this.#opening;
  }
  move(target: number): undefined {
    this.#target = target;
  }
  /** Back to minding itself. */
  release(): void {
    this.#target = undefined;
  }
  /** `own`: where it would stand by itself, percent; `seconds` of the ground's clock. */
  advance(seconds: number, own: number): void {
    if (this.#target === undefined) this.#opening = own;
    else if (!this.stuck) {
      const way = (100 / TRAVEL) * seconds;
      this.#opening += Math.max(-way, Math.min(way, this.#target - this.#opening));
    }
  }
}

export class Siren {
  /** How often it was heard. */
  sounded = 0;
  #until = 0;

  sound(until: number): undefined {
    this.#until = until;
    this.sounded++;
  }
  stop(): undefined {
    this.#until = 0;
  }
  isSounding(ms: number): boolean {
    return ms < this.#until;
  }
}

/** What of the commune moves when it is told to, by station. */
export class Works {
  readonly pumps = new Map<string, Pump>([['bom-dong-trung', new Pump()]]);
  readonly gates = new Map<string, Gate>([
    ['cong-ben-me', new Gate()],
    ['ngan-man-cua-tieu', new Gate()],
  ]);
  readonly sirens = new Map<string, Siren>([['coi-uy-ban', new Siren()]]);

  /** `own`: where each gate would stand by itself, percent. */
  advance(ms: number, seconds: number, own: Readonly<Record<string, number>>): void {
    for (const pump of this.pumps.values()) pump.advance(ms);
    for (const [id, gate] of this.gates) gate.advance(seconds, own[id] ?? 0);
  }
}
