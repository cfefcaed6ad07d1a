import type { Outcome } from '#hub/alert-engine';
import type { Alert, AlertState, AlertTransition, Device, DeviceProfile, Rule } from '#hub/contracts';
import { compose, type Story } from '../texts/compose.js';
import type { Texts } from '../texts/texts.js';
import type { Handled } from './hands.js';

/** ISA-18.2, as long as nobody did anything: over is returned; what another incident explains need not be looked at. */
export function stateOf(alert: Pick<Alert, 'backdated' | 'endedAt' | 'suppressed'>): AlertState {
  if (alert.backdated) return 'closed';
  if (alert.endedAt === undefined) return 'unacknowledged';
  return alert.suppressed ? 'closed' : 'returned';
}

/** … and when somebody has looked: over and looked at is closed. */
const SEEN: Record<AlertState, AlertState> = {
  unacknowledged: 'acknowledged',
  acknowledged: 'acknowledged',
  returned: 'closed',
  closed: 'closed',
};

/** The alert as it stands, with what people made of it. `unshelved`: when the shelving was done that is over. */
export function withHands(alert: Alert, handled: Handled | undefined, unshelved: number | undefined): Alert {
  if (!handled) return alert;
  const { acknowledgement, assigned, shelved, verdict, changes, at } = handled;
  return {
    ...alert,
    state: acknowledgement || verdict ? SEEN[alert.state] : alert.state,
    updatedAt: Math.max(alert.updatedAt, at),
    revision: (alert.revision ?? 0) + changes,
    ...(acknowledgement && { acknowledgement }),
    ...(assigned && { assigned }),
    ...(shelved && shelved.at !== unshelved && { shelved }),
    ...(verdict && { verdict }),
  };
}

export const isOpen = (alert: Alert): boolean => alert.state === 'unacknowledged' || alert.state === 'acknowledged';

const CHANGE = {
  opened: 'opened',
  updated: 'updated',
  returned: 'returned',
  recorded: 'recorded',
  closed: 'closed',
} as const satisfies Record<Outcome['kind'], AlertTransition['change']>;

const ENDING = { withdrawn: 'withdrawn', 'no-longer-watched': 'noLongerWatched' } as const;

export interface Known {
  device: Device;
  profile: DeviceProfile;
  rule: Rule;
}

/** The whole alert after an outcome, with its words, as if nobody had done anything about it. */
export function transitionOf(outcome: Outcome, { device, profile, rule }: Known, texts: Texts): AlertTransition {
  const over = outcome.endedAt !== undefined;
  const story: Story = {
    ...outcome,
    rule,
    place: device,
    kind: profile.kind,
    ...(over && { ending: outcome.reason === 'withdrawn' ? ENDING.withdrawn : ('over' as const) }),
  };
  const alert: Alert = {
    id: outcome.id,
    key: outcome.key,
    rule: outcome.rule,
    target: outcome.target,
    commune: device.commune,
    severity: outcome.doubted ? 'info' : rule.severity,
    state: 'closed',
    startedAt: outcome.startedAt,
    ...(over && { endedAt: outcome.endedAt }),
    learntAt: outcome.learntAt,
    backdated: outcome.backdated,
    ...(outcome.doubted && { doubted: true }),
    updatedAt: outcome.at,
    facts: outcome.facts,
    text: compose(texts, story),
    simulated: device.simulated,
  };
  if (outcome.kind !== 'closed') alert.state = stateOf(alert);
  return { type: 'alert', change: CHANGE[outcome.kind], alert, at: outcome.at };
}

/** Device or rule are gone: the alert ends with the words it had. */
export function abandon(alert: Alert, outcome: Outcome, texts: Texts): AlertTransition {
  const end = (sentence: string, why: string) => `${sentence.replace(/[^.]*\.$/, '').trimEnd()} ${why}.`.trimStart();
  const text = {
    ...alert.text,
    sentence: end(alert.text.sentence, texts.vi.phrases.noLongerWatched),
    voice: end(alert.text.voice, texts.vi.phrases.noLongerWatched),
    sentenceEn: end(alert.text.sentenceEn, texts.en.phrases.noLongerWatched),
  };
  const closed: Alert = { ...alert, text, state: 'closed', endedAt: outcome.endedAt!, updatedAt: outcome.at };
  return { type: 'alert', change: 'closed', alert: closed, at: outcome.at };
}

/** As releases before this one kept it, what people did was in it: that is laid over anew. */
export function unseen(alert: Alert): Alert {
  if (!alert.acknowledgement) return alert;
  const { acknowledgement: _, ...rest } = alert;
  const withdrawn = rest.endedAt === rest.startedAt;
  return { ...rest, state: withdrawn ? 'closed' : stateOf(rest) };
}
