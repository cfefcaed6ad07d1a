import {
  createEngine,
  type Engine,
  type JournalLine,
  type KeptTarget,
  keptTarget,
  type KeptWatch,
  keptWatch,
  type Outcome,
  restore,
  type Target,
  type TickState,
} from '#hub/alert-engine';
import type { Rule } from '#hub/contracts';
import type { Commit } from '../commit.js';
import { Journal, JOURNAL, type KeptEntry } from './journal.js';

const WATCH = 'w/';
const TARGET = 't/';
const TICKS = 'ticks';

type State = <T>(prefix: string) => Iterable<[key: string, value: T]>;

export interface Loaded {
  engine: Engine;
  journal: Journal;
  /** What is to be told because rules or registry changed while the hub was off. */
  found: readonly Outcome[];
}

/** The engine as it was when its last batch was committed. */
export function loadEngine(rules: readonly Rule[], targets: Iterable<Target>, state: State): Loaded {
  const engine = createEngine(rules, targets);
  const journal = new Journal();
  const lines: JournalLine[] = [];
  for (const [key, entry] of state<KeptEntry>(JOURNAL)) lines.push(...journal.adopt(key, entry));
  const ticks = [...state<TickState>(TICKS)][0]?.[1];
  const found = restore(engine, {
    watches: withoutPrefix<KeptWatch>(state, WATCH),
    targets: withoutPrefix<KeptTarget>(state, TARGET),
    journal: lines,
    ...(ticks && { ticks }),
  });
  return { engine, journal, found };
}

function* withoutPrefix<T>(state: State, prefix: string): Iterable<[string, T]> {
  for (const [key, value] of state<T>(prefix)) yield [key.slice(prefix.length), value];
}

/** Puts what a batch changed: short lines for its samples, whole records where these are due. */
export function keep({ engine, journal }: Loaded, lines: readonly JournalLine[], commit: Commit): void {
  const { changed } = engine;
  if (changed.allTargets) for (const key of journal.clear()) commit.put(key, undefined);
  else if (lines.length > 0) {
    const { key, kept } = journal.add(lines);
    commit.put(key, kept);
  }
  const { keys, targets } = journal.overflow();
  for (const key of keys) commit.put(key, undefined);
  for (const target of changed.targets) targets.add(target);
  for (const target of targets) {
    commit.put(TARGET + target, keptTarget(engine, target));
    journal.targetKept(target);
  }
  for (const key of changed.watches) commit.put(WATCH + key, keptWatch(engine, key));
  if (changed.ticks) commit.put(TICKS, { ...engine.ticks });
  changed.targets.clear();
  changed.allTargets = false;
  changed.watches.clear();
  changed.ticks = false;
}
