import { type Channel, type Incident, type Notice, targetsOf } from '#hub/contracts';
import { isAbsent } from '../bells/bells.js';
import { queue, quietUntil } from '../outbox/queue.js';
import { holdersOf, type Person } from '../people/people.js';
import type { Desk } from '../state/desk.js';
import { soundSirens } from '../sirens/sirens.js';
import { isKeptIn, type KeptEscalation } from '../state/kept.js';
import { wordsOf } from '../texts/words.js';
import type { Plan, Policy, Step } from './policy.js';

/** Speak to many, and so once a step. */
const TO_MANY: ReadonlySet<Channel> = new Set(['webhook']);

export function planOf(policy: Policy, { incident }: Pick<KeptEscalation, 'incident'>): Plan | undefined {
  const plan = policy.severities[incident.severity];
  return 'recordOnly' in plan ? undefined : plan;
}

/** The step after one, and how long it waits; undefined after the last. */
function following(plan: Plan, { step, round }: Pick<KeptEscalation, 'step' | 'round'>) {
  const next = plan.steps[step + 1];
  if (next) return { step: step + 1, round, afterMs: next.afterMs };
  if (!plan.repeat || round >= plan.repeat.times) return undefined;
  return { step: 0, round: round + 1, afterMs: plan.repeat.everyMs };
}

/** The next step, now. After the last it is exhausted. */
export function advance(desk: Desk, kept: KeptEscalation): void {
  const plan = planOf(desk.setting.policy, kept);
  const next = plan && following(plan, kept);
  if (next) takeStep(desk, { ...kept, step: next.step, round: next.round });
  else desk.tellEscalation({ ...kept, nextAt: undefined, confirmAt: undefined, stopped: lastWord(kept), at: desk.now });
}

/** The next step before its time; a round that has nobody left to tell waits for the next one's. */
export function hurry(desk: Desk, kept: KeptEscalation): void {
  const plan = planOf(desk.setting.policy, kept);
  if (plan?.steps[kept.step + 1]) advance(desk, kept);
}

const lastWord = ({ taken }: KeptEscalation) => (taken ? 'acknowledged' : 'exhausted');

/** Tells whom the step names. Where that is nobody who can be told, the next step is taken at once. */
export function takeStep(desk: Desk, kept: KeptEscalation): void {
  const { policy } = desk.setting;
  const plan = planOf(policy, kept);
  const step = plan?.steps[kept.step];
  if (!plan || !step) return;
  const told = new Set(kept.told);
  const stepNotices: string[] = [];
  const named = [...receivers(desk, kept, step)];
  let pushed = false;
  // nobody takes an incident for a siren: a step waits for it only where it is all that the step has
  const sirens = step.channels.includes('siren') && !kept.taken ? soundSirens(desk, kept) : [];
  if (step.channels.every((channel) => channel === 'siren')) stepNotices.push(...sirens);
  for (const { person, channel } of named) {
    const id = `${kept.incident.id}~${kept.run}.${kept.round}.${kept.step}~${person?.id ?? 'all'}~${channel}`;
    if (!queuePage(desk, kept, { id, channel, person })) continue;
    stepNotices.push(id);
    pushed ||= channel === 'push';
    if (person) told.add(person.id);
  }
  const once = isSaidOnce(kept);
  const after = following(plan, kept);
  const next = once && after?.round !== kept.round ? undefined : after;
  const morning = next && morningOf(desk, kept, named);
  const taken: KeptEscalation = {
    ...kept,
    ...{ stepNotices, told: [...told] },
    nextAt: next && (morning !== undefined || !once) ? Math.max(desk.now + next.afterMs, morning ?? 0) : undefined,
    confirmAt: pushed && morning === undefined ? desk.now + policy.confirmMs : undefined,
    rests: morning !== undefined,
    at: desk.now,
  };
  const simulated = isKeptIn(kept);
  const vain = stepNotices.length === 0 && next?.round === kept.round && morning === undefined;
  if (vain && !simulated && !kept.taken) advance(desk, desk.keepEscalation(taken));
  else if (simulated) desk.tellEscalation({ ...taken, nextAt: undefined, stopped: 'record-only' });
  else if (kept.taken && stepNotices.length === 0)
    desk.tellEscalation({ ...taken, nextAt: undefined, confirmAt: undefined, stopped: 'acknowledged' });
  else if (!next) desk.tellEscalation({ ...taken, stopped: lastWord(kept) });
  else if (once && !pushed && morning === undefined) desk.tellEscalation({ ...taken, stopped: 'suppressed' });
  else desk.tellEscalation(taken);
}

/** When the first of them may be woken; undefined where somebody is awake, or has to be. */
function morningOf(desk: Desk, { incident }: KeptEscalation, named: readonly { person?: Person }[]) {
  if (incident.severity === 'emergency') return undefined;
  const ends = named.flatMap(({ person }) => (person ? [quietUntil(desk, person)] : []));
  const known = ends.filter((end) => end !== undefined);
  return ends.length > 0 && known.length === ends.length ? Math.min(...known) : undefined;
}

/** What comes and goes is said until a phone shows it, and then not again; whether it burns is asked as always. */
export const isSaidOnce = ({ incident }: Pick<KeptEscalation, 'incident'>): boolean =>
  incident.flappingSince !== undefined && incident.severity !== 'emergency';

/** What a notice says of its incident. */
export const aboutOf = ({ id, target, targets }: Incident): Pick<Notice, 'incident' | 'target' | 'targets'> => ({
  ...{ incident: id, target },
  ...(targets && { targets }),
});

function queuePage(
  desk: Desk,
  kept: KeptEscalation,
  { id, channel, person }: { id: string; channel: Channel; person?: Person | undefined },
): boolean {
  const { incident } = kept;
  return queue(desk, {
    notice: { ...aboutOf(incident), id, kind: 'page', step: kept.step, channel },
    ...(person && { person }),
    words: wordsOf(incident, 'page', person?.language ?? 'vi'),
    urgent: incident.severity === 'emergency',
    counts: incident.severity === 'info' || incident.severity === 'watch',
    simulated: isKeptIn(kept),
    drill: incident.drill,
  });
}

function* receivers(desk: Desk, kept: KeptEscalation, step: Step): Iterable<{ channel: Channel; person?: Person }> {
  const persons = kept.taken ? notLooked(desk, kept) : personsOf(desk, kept, step);
  for (const channel of step.channels) {
    if (channel === 'siren') continue;
    if (!TO_MANY.has(channel)) for (const person of persons) yield { channel, person };
    else if (!kept.taken) yield { channel };
  }
}

/** Of those who were told, whoever gave no sign. */
const notLooked = ({ people }: Desk, { told, looked }: KeptEscalation): Person[] =>
  told.flatMap((person) => (looked.includes(person) ? [] : (people.persons.get(person) ?? [])));

function personsOf(desk: Desk, { incident }: KeptEscalation, step: Step): Person[] {
  const { people, setting } = desk;
  // a drill is of no place, and for all whom something real would reach
  const places = incident.drill ? undefined : targetsOf(incident).map((id) => setting.placeOf(id));
  const watch = watchNow(desk);
  const found = new Map<string, Person>();
  const add = (persons: readonly (Person | undefined)[]) => {
    for (const person of persons) if (person) found.set(person.id, person);
  };
  for (const whom of step.whom) {
    if ('role' in whom) add(holdersOf(people, whom.role, places));
    else if (whom.duty === 'deputy')
      add([watch?.deputy && people.persons.get(watch.deputy)].map((p) => p || undefined));
    else add(watch ? [people.persons.get(watch.person)] : holdersOf(people, 'operator', places));
  }
  return [...found.values()];
}

/** Who has the watch now: the deputy, where the test bell was not answered. */
export function watchNow(desk: Desk): { person: string; deputy?: string | undefined } | undefined {
  const watch = desk.people.watchAt(desk.now);
  if (!watch) return undefined;
  const bell = desk.book.get('bell', `${watch.date} ${watch.shift}`);
  if (bell && bell.person === watch.person && watch.deputy && isAbsent(desk, bell))
    return { person: watch.deputy, deputy: watch.person };
  return watch;
}
