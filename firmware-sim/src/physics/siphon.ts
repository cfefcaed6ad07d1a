/** Brackish water that stands in the drain behind the sea gate, g/l. */
const DRAIN_SALT = 4.6;
/** How long water stays in the branch behind it, seconds. */
const STAY = 900;

/**
 * The siphon by which a branch canal passes under the drain. Where it leaks, a share of what comes out of it is the
 * drain's; the branch behind is mixed through while its water stays.
 */
export class Siphon {
  /** Share of the drain in what comes out, 0 to 1. */
  leak = 0;
  /** Of the branch behind it, g/l; undefined until something came. */
  salinity: number | undefined;

  /** `seconds` of the water's time; `coming` is the salinity of what comes to it, g/l. */
  advance(seconds: number, coming: number): void {
    const mixed = coming + this.leak * (DRAIN_SALT - coming);
    const before = this.salinity ?? coming;
    this.salinity = mixed + (before - mixed) * Math.exp(-seconds / STAY);
  }
}
