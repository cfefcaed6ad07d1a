import type { DeviceTrust, Finding, FindingOf, TrustLook } from '#hub/contracts';
import { Injectable } from '@nestjs/common';

type TrustFinding = FindingOf<'trust'>;

/** What there is to say of probes now, and when each device was looked at. Kept by whoever hears of findings; lifetime as the process. */
@Injectable()
export class TrustBoard {
  readonly #open = new Map<string, TrustFinding>();
  readonly #looks = new Map<string, DeviceTrust>();

  take(finding: Finding): void {
    if (finding.kind !== 'trust') return;
    if (finding.endedAt === undefined) this.#open.set(finding.id, finding);
    else this.#open.delete(finding.id);
  }

  look({ device, at, scores }: TrustLook): void {
    this.#looks.set(device, { at, scores });
  }

  /** Undefined: it has not been looked at yet. */
  lookAt(device: string): DeviceTrust | undefined {
    return this.#looks.get(device);
  }
  /** Least trusted first. */
  all(): TrustFinding[] {
    return [...this.#open.values()].sort((a, b) => a.score - b.score || (a.id < b.id ? -1 : 1));
  }
}
