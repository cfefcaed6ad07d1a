import { readTime } from '#hub/field-map';
import { type Decoded, type Draft, type Happened, undecodable } from './decoded.js';
import { isRecord, type JsonRecord, own, ownText } from './json.js';
import type { DevicePlan } from './plan.js';
import { REASONS, short } from './reasons.js';

const EVENT = /^[a-z][a-z0-9_-]{0,31}$/;
const PHASES = new Set(['start', 'update', 'end']);
const MOST_ZONES = 32;

/** Native events: `{"ts","type","id","phase","zones","score"}`, one or a list of them. */
export function readEvents(plan: DevicePlan, body: unknown): Decoded {
  const list: unknown[] = Array.isArray(body) ? body : [body];
  const drafts: Draft[] = [];
  for (const element of list) {
    const event = isRecord(element) ? readEvent(plan, element) : undefined;
    if (event) drafts.push(event);
  }
  if (drafts.length === list.length && drafts.length > 0) return { is: 'items', drafts };
  const problem = undecodable(REASONS.badEvent);
  return drafts.length === 0 ? problem : { is: 'items', drafts, problem };
}

function readEvent(plan: DevicePlan, record: JsonRecord): Happened | undefined {
  const event = ownText(record, 'type');
  if (event === undefined || !EVENT.test(event)) return undefined;
  const phase = ownText(record, 'phase') ?? 'start';
  if (!PHASES.has(phase)) return undefined;
  const id = own(record, 'id');
  const score = own(record, 'score');
  const zones = zonesOf(own(record, 'zones') ?? own(record, 'zone'));
  return {
    is: 'happened',
    plan,
    ts: readTime(own(record, 'ts'), 'any'),
    event,
    phase: phase as Happened['phase'],
    ...idOf(id),
    ...(zones.length > 0 && { zones }),
    ...scoreOf(score),
  };
}

export const idOf = (id: unknown): Pick<Happened, 'eventId'> =>
  (typeof id === 'string' && id !== '') || typeof id === 'number' ? { eventId: short(String(id)) } : {};

export const scoreOf = (score: unknown): Pick<Happened, 'score'> =>
  typeof score === 'number' && score >= 0 && score <= 1 ? { score } : {};

/** Names of zones, in one way of writing, each once. */
export function zonesOf(...raw: unknown[]): string[] {
  const zones = raw
    .flat()
    .filter((zone) => typeof zone === 'string' && zone !== '')
    .map((zone) => short((zone as string).normalize('NFC')));
  return [...new Set(zones)].slice(0, MOST_ZONES);
}
