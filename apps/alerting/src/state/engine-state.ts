import {
  createEngine,
  type Engine,
  type KeptPage,
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
import type { Commit, CommittedState } from '#hub/event-log';
import { Journal, JOURNAL } from './journal.js';

const WATCH = 'w/';
const TARGET = 's/';
const TICKS = 'ticks';

export interface Loaded {
  engine: Engine;
  journal: Journal;
  /** What is to be told because rules or registry changed while the hub was off. */
  found: readonly Outcome[];
}

/** The engine as it was when its last batch was committed. */
export function loadEngine(rules: readonly Rule[], targets: Iterable<Target>, state: CommittedState): Loaded {
  const engine = createEngine(rules, targets);
  const journal = new Journal();
  const ticks = [...state<TickState>(TICKS)][0]?.[1];
  const found = restore(engine, {
    watches: withoutPrefix<KeptWatch>(state, WATCH),
    targets: targetsOf(state, journal),
    journal: pagesOf(state, journal),
    ...(ticks && { ticks }),
  });
  return { engine, journal, found };
}

/** One after the other: all at once they take tens of megabytes. */
function* pagesOf(state: CommittedState, journal: Journal): Iterable<[number, KeptPage]> {
  for (const [key, page] of state<KeptPage>(JOURNAL)) yield [journal.adopt(key, page), page];
}

function* targetsOf(state: CommittedState, journal: Journal): Iterable<[string, KeptTarget]> {
  for (const [target, kept] of withoutPrefix<KeptTarget>(state, TARGET)) {
    journal.adoptKept(target, kept.upTo);
    yield [target, kept];
  }
}

function* withoutPrefix<T>(state: CommittedState, prefix: string): Iterable<[string, T]> {
  for (const [key, value] of state<T>(prefix)) yield [key.slice(prefix.length), value];
}

/** Puts what a batch changed: a page of the journal for its samples, whole records where these are due. */
export function keep({ engine, journal }: Loaded, commit: Commit): void {
  const { changed } = engine;
  if (changed.allTargets) for (const key of journal.clear()) commit.put(key, undefined);
  const open = journal.changed();
  if (open) commit.put(open.key, open.page);
  const { keys, devices } = journal.overflow();
  for (const key of keys) commit.put(key, undefined);
  for (const target of changed.targets) devices.add(target);
  const upTo = journal.kept(devices);
  for (const target of devices) commit.put(TARGET + target, keptTarget(engine, target, upTo));
  for (const key of changed.watches) commit.put(WATCH + key, keptWatch(engine, key));
  if (changed.ticks) commit.put(TICKS, { ...engine.ticks });
  changed.targets.clear();
  changed.allTargets = false;
  changed.watches.clear();
  changed.ticks = false;
}
