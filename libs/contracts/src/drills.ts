import { z } from 'zod';

/** Model of the hub's own sensors that nothing but a drill lets speak. */
export const DRILL_PROFILE = 'drill';
export const DRILL_SEVERITIES = ['warning', 'emergency'] as const;
export type DrillSeverity = (typeof DRILL_SEVERITIES)[number];
/** The sensor of each kind of drill. Their rules stand in reference/rules/drill.json. */
export const DRILL_SENSORS: Readonly<Record<DrillSeverity, string>> = {
  warning: 'dien-tap-canh-bao',
  emergency: 'dien-tap-khan-cap',
};
export const isDrillSensor = (device: string): boolean => Object.values(DRILL_SENSORS).includes(device);

/** What a drill proves, in this order: from the sensor's packet to people, and until it is over. */
export const DRILL_STEPS = [
  'packet',
  'alert',
  'incident',
  'queued',
  'sent',
  'delivered',
  'acknowledged',
  'over',
] as const;
export type DrillStep = (typeof DRILL_STEPS)[number];
/** What a step is counted from: the first of these that there is. */
const SINCE: Readonly<Record<Exclude<DrillStep, 'packet'>, readonly DrillStep[]>> = {
  alert: ['packet'],
  incident: ['alert'],
  queued: ['incident'],
  sent: ['queued'],
  delivered: ['sent'],
  // somebody may see it on a screen although nothing was sent
  acknowledged: ['sent', 'incident'],
  over: ['acknowledged'],
};

const ms = z.number();
export const drillTargetsSchema = z.record(z.enum(DRILL_STEPS).exclude(['packet']), ms);
/** How long each step may take, milliseconds. */
export type DrillTargets = z.infer<typeof drillTargetsSchema>;

export const DRILL_STATES = [
  'planned',
  'running',
  'passed',
  /** A step was missing or too slow. */
  'failed',
  /** A real emergency came. */
  'cut-short',
  /** One went on when it was to begin. */
  'called-off',
  /** The hub was off when it was to begin. */
  'missed',
  'cancelled',
] as const;
export const drillSchema = z.object({
  id: z.string(),
  severity: z.enum(DRILL_SEVERITIES),
  plannedAt: ms,
  repeat: z.enum(['monthly']).optional(),
  /** Day of the month of the first of those that repeat. */
  day: z.int().optional(),
  /** Who planned it: id and name, as it was then. */
  person: z.string(),
  by: z.string(),
  state: z.enum(DRILL_STATES),
  startedAt: ms.optional(),
  endedAt: ms.optional(),
  incident: z.string().optional(),
  /** When each step was taken, milliseconds by the hub's clock. */
  times: z.partialRecord(z.enum(DRILL_STEPS), ms),
  /** As they were when it began. */
  targets: drillTargetsSchema.optional(),
});
export type Drill = z.infer<typeof drillSchema>;

export const newDrillSchema = z.object({
  severity: z.enum(DRILL_SEVERITIES),
  /** Absent: now. */
  plannedAt: z.int().optional(),
  repeat: z.enum(['monthly']).optional(),
});
export type NewDrill = z.infer<typeof newDrillSchema>;

export const isDrillOver = ({ state }: Pick<Drill, 'state'>): boolean => state !== 'planned' && state !== 'running';

export interface DrillMark {
  step: DrillStep;
  at?: number | undefined;
  tookMs?: number | undefined;
  targetMs?: number | undefined;
  /** `unknown`: a way that confirms nothing was enough, since somebody took it. */
  result?: 'passed' | 'slow' | 'missing' | 'unknown';
}

/** Each step with how long it took, and whether that is good enough. The packet begins it and is held against nothing. */
export function marksOf({ times, targets }: Pick<Drill, 'times' | 'targets'>): DrillMark[] {
  return DRILL_STEPS.map((step): DrillMark => {
    const at = times[step];
    if (step === 'packet') return { step, at, ...(at === undefined && { result: 'missing' as const }) };
    const targetMs = targets?.[step];
    const since = SINCE[step].map((one) => times[one]).find((one) => one !== undefined);
    if (at === undefined) {
      const result = step === 'delivered' && times.acknowledged !== undefined ? 'unknown' : 'missing';
      return { step, targetMs, result };
    }
    // of what was heard in another order nobody waited for the later one
    const tookMs = since === undefined ? undefined : Math.max(0, at - since);
    const slow = tookMs !== undefined && targetMs !== undefined && tookMs > targetMs;
    return { step, at, tookMs, targetMs, result: slow ? 'slow' : 'passed' };
  });
}
export const isDrillPassed = (drill: Pick<Drill, 'times' | 'targets'>): boolean =>
  marksOf(drill).every(({ result }) => result !== 'slow' && result !== 'missing');
