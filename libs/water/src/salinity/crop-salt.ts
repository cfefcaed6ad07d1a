import type { Crop } from '#hub/contracts';
import type { Words } from '../standards/table.js';

/** What a crop bears in a stage, g/l; `reference/water.json`, decided in the end by the local agriculture office. */
export interface SaltUse extends Words {
  id: string;
  crops: readonly Crop[];
  /** Stages that it is for; absent: all. */
  stages?: readonly string[];
  tolerant?: boolean;
  warnAt: number;
  stopAt: number;
  source: string;
  evidence: string;
}
export interface SaltRules {
  /** g/l: fresh below the first, intruded from the second on. */
  lines: { fresh: number; intrusion: number };
  uses: readonly SaltUse[];
}
export interface SaltVerdict {
  verdict: 'fine' | 'careful' | 'stop';
  use: SaltUse;
}

/** May this water go on that crop: careful from `warnAt` on, stop from `stopAt` on. Undefined: no threshold is known. */
export function saltVerdict(
  { uses }: SaltRules,
  { crop, stage, tolerant = false }: { crop: Crop; stage?: string; tolerant?: boolean },
  salinity: number,
): SaltVerdict | undefined {
  const of = uses.filter((u) => u.crops.includes(crop));
  const fitting = of.filter(
    (u) => (u.tolerant ?? false) === tolerant && (!u.stages || (stage !== undefined && u.stages.includes(stage))),
  );
  // a stage that nobody knows may be the most sensitive one
  const strictest = [...(fitting.length > 0 ? fitting : of)].sort((a, b) => a.stopAt - b.stopAt)[0];
  if (!strictest) return undefined;
  const verdict = salinity >= strictest.stopAt ? 'stop' : salinity >= strictest.warnAt ? 'careful' : 'fine';
  return { verdict, use: strictest };
}
