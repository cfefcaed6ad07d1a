import type { Finding, FindingOf } from '#hub/contracts';
import { Injectable } from '@nestjs/common';

type TrustFinding = FindingOf<'trust'>;

/** What there is to say of probes now. Kept by whoever hears of findings; lifetime as the process. */
@Injectable()
export class TrustBoard {
  readonly #open = new Map<string, TrustFinding>();

  take(finding: Finding): void {
    if (finding.kind !== 'trust') return;
    if (finding.endedAt === undefined) this.#open.set(finding.id, finding);
    else this.#open.delete(finding.id);
  }

  /** Least trusted first. */
  all(): TrustFinding[] {
    return [...this.#open.values()].sort((a, b) => a.score - b.score || (a.id < b.id ? -1 : 1));
  }
}
