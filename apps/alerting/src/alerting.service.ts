import { evaluate, type Outcome, replan, type Target } from '#hub/alert-engine';
import {
  type Alert,
  type AlertsItem,
  type AlertTransition,
  GROUP,
  type ReadingsItem,
  type Request,
  type Rule,
  type RulePack,
  STREAM,
} from '#hub/contracts';
import type { EventLog } from '#hub/event-log';
import type { DeviceDirectory } from '#hub/registry';
import type { Commit } from './commit.js';
import { abandon, transitionOf } from './lifecycle/alert.js';
import { AlertBook } from './lifecycle/alert-book.js';
import { answer } from './lifecycle/answer.js';
import { keep, type Loaded, loadEngine } from './state/engine-state.js';
import type { Texts } from './texts/texts.js';

export interface AlertingDeps {
  log: Pick<EventLog, 'state'>;
  directory: DeviceDirectory;
  pack: RulePack;
  texts: Texts;
}

/**
 * Feeds the engine from the readings stream and keeps the alerts. Everything it knows is committed with its position; a
 * batch whose commit did not happen leaves no trace, because the next one starts from the committed state again.
 * Handlers do not wait for anything, so that the two streams never see each other's half-done work.
 */
export class AlertingService {
  readonly #rules: ReadonlyMap<string, Rule>;
  readonly #book = new AlertBook();
  #loaded: Loaded | undefined;
  /** A batch of readings was handled whose commit has not been heard of. */
  #uncommitted = false;
  #directoryChanged = false;
  #stopListening: (() => void) | undefined;

  constructor(private readonly deps: AlertingDeps) {
    this.#rules = new Map(deps.pack.rules.map((rule) => [rule.id, rule]));
  }

  start(): void {
    this.#stopListening = this.deps.directory.onChange(() => {
      this.#directoryChanged = true;
    }, 'things');
  }
  stop(): void {
    this.#stopListening?.();
  }

  /** Alerts that may still change: open ones, and those over that late data or people may still touch. */
  alerts(): Iterable<Alert> {
    this.#current();
    return this.#book.all();
  }

  onReadings(items: readonly ReadingsItem[], commit: Commit): void {
    if (this.#uncommitted) this.#loaded = undefined;
    this.#uncommitted = true;
    const loaded = this.#current();
    const told: AlertsItem[] = [];
    const tell = (outcomes: readonly Outcome[]) => {
      if (outcomes.length === 0) return;
      for (const outcome of outcomes) {
        const transition = this.#transition(outcome);
        if (!transition) continue;
        const { alert } = transition;
        alert.revision = (this.#book.get(alert.id)?.revision ?? 0) + 1;
        this.#book.put(alert, commit);
        told.push(transition);
      }
    };
    tell(loaded.found);
    loaded.found = [];
    for (const item of items) {
      tell(evaluate(loaded.engine, item));
      if (item.type === 'tick') this.#book.expire(item.received, commit);
      loaded.journal.note(loaded.engine, item);
    }
    if (told.length > 0) commit.append(STREAM.alerts, told);
    keep(loaded, commit);
    commit.afterCommit(() => {
      this.#uncommitted = false;
    });
  }

  onRequests(requests: readonly Request[], commit: Commit): void {
    this.#current();
    this.#book.takeBackUnsure();
    const told: AlertsItem[] = [];
    for (const request of requests) {
      if (request.type !== 'acknowledge') continue;
      const item = answer(request, this.#book.get(request.alert));
      if (item.type === 'alert') this.#book.acknowledge(item.alert, commit);
      told.push(item);
    }
    if (told.length > 0) commit.append(STREAM.alerts, told);
    commit.afterCommit(() => this.#book.acknowledgementsCommitted());
  }

  #current(): Loaded {
    if (!this.#loaded) {
      this.#directoryChanged = false;
      const state = <T>(prefix: string) => this.deps.log.state<T>(GROUP.alerting, prefix);
      this.#loaded = loadEngine(this.deps.pack.rules, this.#targets(), state);
      this.#book.load(state);
    } else if (this.#directoryChanged) {
      this.#directoryChanged = false;
      replan(this.#loaded.engine, this.#targets());
    }
    return this.#loaded;
  }

  *#targets(): Iterable<Target> {
    const { directory } = this.deps;
    for (const device of directory.devices()) {
      const profile = directory.profile(device.profile);
      if (profile) yield { device, profile };
    }
  }

  #transition(outcome: Outcome): AlertTransition | undefined {
    const { directory, texts } = this.deps;
    const before = this.#book.get(outcome.id);
    if (outcome.reason === 'no-longer-watched') return before && abandon(before, outcome, texts);
    const rule = this.#rules.get(outcome.rule);
    const device = directory.device(outcome.target);
    const profile = device && directory.profile(device.profile);
    if (!rule || !profile) return before && abandon(before, { ...outcome, endedAt: outcome.at }, texts);
    return transitionOf(outcome, { device, profile, rule }, before?.acknowledgement, texts);
  }
}
