import type { Clock } from '#hub/service-kit';

/** Time stands still unless the test lets it pass: what a bucket holds does not depend on the machine. */
export class TestClock implements Clock {
  constructor(public at = 1_700_000_000_000) {}

  now(): number {
    return this.at;
  }
}
