import { isDeepStrictEqual } from 'node:util';
import type { TurnPlan } from '#hub/contracts';
import type { Interval } from '#hub/irrigation';
import type { Registry } from '#hub/registry';
import type { Round } from '../advising/advisor.js';

/** What a keeper made of a plot's turn. Without `before` it had none, without `after` it has none any more. */
export interface TurnChange {
  plot: string;
  before?: Interval;
  after?: Interval;
  /** When the keeper's last change of the block was seen. */
  since: number;
}

type Turns = Record<string, Interval>;
interface Known {
  /** By day, how often the keeper had changed it. */
  versions: Record<string, number>;
  /** By plot its next turn, as it was before those changes of the keeper that nobody was told of yet. */
  turns: Turns;
  /** Plots of which that is so. */
  changed: string[];
  since?: number;
}

/** A turn that moves by less is where it was. */
const SAME_MS = 15 * 60_000;

/**
 * Remembers turns as people know them, through a restart, and so tells what the keeper changes from what the hub lays anew by
 * itself: a plan counts the keeper's changes. By block, for all plots of a commune do not fit into one setting.
 */
export class TurnsKnown {
  readonly #blocks = new Map<string, Known>();

  constructor(private readonly settings: Pick<Registry['settings'], 'get' | 'put'>) {}

  /** What keepers changed and nobody was told of yet, by block. @throws RegistryUnavailableError */
  async changes({ situation: { now, land }, turns }: Round): Promise<Map<string, TurnChange[]>> {
    const found = new Map<string, TurnChange[]>();
    if (!turns) return found;
    const blockOf = new Map(land.plots.map(({ id, block }) => [id, block]));
    for (const block of turns.today.keys()) {
      const plans = [turns.today.get(block), turns.tomorrow.get(block)].filter((plan) => plan !== undefined);
      const coming: Turns = {};
      for (const { plot, from, to } of turns.coming.values())
        if (blockOf.get(plot) === block) coming[plot] = { from, to };
      const next = seen(await this.#of(block), plans, coming, now);
      await this.#put(block, next);
      const changes = next.changed.map((plot) => changeOf(plot, next, coming));
      if (changes.length > 0) found.set(block, changes);
    }
    return found;
  }

  /** Of these plots everybody knows the turn as it is now. @throws RegistryUnavailableError */
  async told(block: string, changes: readonly TurnChange[]): Promise<void> {
    const known = await this.#of(block);
    if (!known) return;
    const turns = { ...known.turns };
    for (const { plot, after } of changes)
      if (after) turns[plot] = after;
      else delete turns[plot];
    const told = new Set(changes.map(({ plot }) => plot));
    await this.#put(block, { ...known, turns, changed: known.changed.filter((plot) => !told.has(plot)) });
  }

  async #of(block: string): Promise<Known | undefined> {
    return this.#blocks.get(block) ?? ((await this.settings.get(keyOf(block))) as Known | undefined);
  }
  async #put(block: string, known: Known): Promise<void> {
    if (!isDeepStrictEqual(known, this.#blocks.get(block))) await this.settings.put(keyOf(block), known);
    this.#blocks.set(block, known);
  }
}

const keyOf = (block: string) => `farm.turns-known ${block}`;

/** What is known after a look: a change of the keeper keeps the turns as they were, the hub's own are taken as they are. */
function seen(known: Known | undefined, plans: readonly TurnPlan[], coming: Turns, now: number): Known {
  const versions = Object.fromEntries(plans.map(({ day, version }) => [String(day), version]));
  if (!known) return { versions, turns: coming, changed: [] };
  const keeper = Object.entries(versions).some(([day, version]) => version > (known.versions[day] ?? 0));
  const plots = keeper
    ? [...new Set([...known.changed, ...Object.keys(known.turns), ...Object.keys(coming)])]
    : known.changed;
  const done = new Set(plans.flatMap(({ turns }) => turns.flatMap((turn) => (turn.done ? [turn.plot] : []))));
  const fixed = new Set(plans.flatMap((plan) => plan.fixed.map(({ plot }) => plot)));
  const changed = plots.filter((plot) => {
    const before = known.turns[plot];
    // one that was pumped is not waited for; after one that is over the hub lays the next by itself, unless it is the keeper's
    if (done.has(plot) || (before && before.to <= now && !fixed.has(plot))) return false;
    return !isSame(before, coming[plot]);
  });
  const turns = { ...coming };
  for (const plot of changed) {
    const before = known.turns[plot];
    if (before) turns[plot] = before;
    else delete turns[plot];
  }
  const since = keeper ? now : known.since;
  return { versions, turns, changed, ...(changed.length > 0 && since !== undefined && { since }) };
}

function changeOf(plot: string, { turns, since = 0 }: Known, coming: Turns): TurnChange {
  const [before, after] = [turns[plot], coming[plot]];
  return { plot, since, ...(before && { before }), ...(after && { after }) };
}

const isSame = (a: Interval | undefined, b: Interval | undefined): boolean =>
  a === undefined || b === undefined ? a === b : Math.abs(a.from - b.from) < SAME_MS && Math.abs(a.to - b.to) < SAME_MS;
