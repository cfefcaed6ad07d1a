import { type Plot, type Thing, type ThingKind, THINGS } from '#hub/contracts';
import type { Known } from './known.js';
import type { Land, Problem, Ref } from './kinds/kind.js';
import { kindOf } from './kinds/kinds.js';
import { outlineOf } from './thing-row.js';

/** What is wrong with a thing whose shape is right, against all that is registered. */
export async function problemsOf(kind: ThingKind, thing: Thing, known: Known, land: Land): Promise<Problem[]> {
  const definition = kindOf(kind);
  const problems = [...(definition.problems?.(thing, land) ?? [])];
  for (const ref of definition.refs?.(thing) ?? []) {
    const problem = await refProblem(ref, known);
    if (problem !== undefined) problems.push({ field: ref.field, problem });
  }
  const taken = await takenBy(kind, thing, known);
  if (taken) problems.push(taken);
  return problems;
}

async function refProblem(ref: Ref, known: Known): Promise<string | undefined> {
  const found = await known.find(ref);
  return found ? ref.problem?.(found as Thing) : `không có ${whatIs(ref.kind)} "${ref.id}"`;
}

const BESIDE = { device: 'thiết bị', person: 'người mang mã' } as const;
/** "thôn", for the middle of a sentence. */
export const whatIs = (kind: Ref['kind']): string =>
  kind === 'device' || kind === 'person' ? BESIDE[kind] : THINGS[kind].vi.toLowerCase();

async function takenBy(kind: ThingKind, thing: Thing, known: Known): Promise<Problem | undefined> {
  if (kind === 'plot') {
    const other = await known.sameOutline(outlineOf(thing as Plot), thing.id);
    return other === undefined ? undefined : { field: 'area', problem: `trùng hình với thửa "${other}"` };
  }
  const { unique } = kindOf(kind);
  if (!unique) return undefined;
  const { field, value, problem } = unique(thing);
  const same = (one: Thing) => one.id !== thing.id && one.commune === thing.commune && unique(one).value === value;
  const other = (await known.all(kind)).find(same);
  return other && { field, problem: problem(other.id) };
}
