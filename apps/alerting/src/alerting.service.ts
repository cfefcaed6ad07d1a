import { evaluate, type Outcome, replan, ruleFor, type Target } from '#hub/alert-engine';
import {
  type Alert,
  type AlertsItem,
  type AlertTransition,
  GROUP,
  type Incident,
  type ReadingsItem,
  type Request,
  type RulePack,
  STREAM,
} from '#hub/contracts';
import type { Commit, EventLog } from '#hub/event-log';
import type { DeviceDirectory } from '#hub/registry';
import { Actions } from './incidents/actions.js';
import { IncidentBook } from './incidents/incident-book.js';
import { Incidents, type Step } from './incidents/incidents.js';
import type { IncidentSettings } from './incidents/settings.js';
import { abandon, transitionOf } from './lifecycle/alert.js';
import { RuleBook } from './rules/rule-book.js';
import { ServiceBook } from './rules/service-book.js';
import { AlertBook } from './lifecycle/alert-book.js';
import { refusal } from './lifecycle/answer.js';
import { keep, type Loaded, loadEngine } from './state/engine-state.js';
import type { Texts } from './texts/texts.js';

export interface AlertingDeps {
  log: Pick<EventLog, 'state'>;
  directory: DeviceDirectory;
  pack: RulePack;
  texts: Texts;
  settings: IncidentSettings;
}

/**
 * Feeds the engine from the readings stream and keeps alerts and incidents. Everything it knows is committed with its
 * position; a batch whose commit did not happen leaves no trace, because the next one starts from the committed state
 * again. Handlers do not wait for anything, so that the two streams never see each other's half-done work.
 */
export class AlertingService {
  readonly #rules: RuleBook;
  readonly #service = new ServiceBook();
  readonly #incidentBook = new IncidentBook();
  readonly #book = new AlertBook((incident) => this.#incidentBook.get(incident)?.unshelved);
  readonly #incidents: Incidents;
  readonly #actions: Actions;
  #loaded: Loaded | undefined;
  /** Since the state was loaded nobody looked for alerts that belong to nothing. */
  #unadopted = true;
  #handsLoaded = false;
  /** A batch of readings was handled whose commit has not been heard of. */
  #uncommitted = false;
  #directoryChanged = false;
  /** Other rules are in force than those that the engine was made with. */
  #rulesChanged = false;
  #stopListening: (() => void) | undefined;

  constructor(private readonly deps: AlertingDeps) {
    const { directory, settings, texts } = deps;
    const books = { alerts: this.#book, book: this.#incidentBook, settings };
    this.#rules = new RuleBook(deps.pack);
    this.#incidents = new Incidents({ ...books, directory, texts, rules: this.#rules });
    this.#actions = new Actions({ ...books, incidents: this.#incidents });
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
  /** Incidents that may still change. */
  incidents(): Incident[] {
    this.#current();
    return [...this.#incidentBook.all()].map((record) => this.#incidents.view(record));
  }

  onReadings(items: readonly ReadingsItem[], commit: Commit): void {
    // the last batch is over, committed or not: what is on the disk is all that is known
    const otherRules = this.#rulesChanged || (this.#directoryChanged && this.#rules.dependsOnPlaces);
    if (this.#uncommitted || otherRules) this.#loaded = undefined;
    this.#uncommitted = true;
    const loaded = this.#current();
    const told: AlertsItem[] = [];
    const stepAt = (at: number): Step => ({ at, commit, tell: (item) => told.push(item) });
    if (this.#unadopted && items.length > 0) {
      this.#unadopted = false;
      this.#incidents.adopt(stepAt(items[0]!.received));
    }
    if (loaded.found.length > 0) this.#tell(loaded.found, stepAt(loaded.found[0]!.at));
    loaded.found = [];
    for (const item of items) {
      const outcomes = evaluate(loaded.engine, item);
      if (outcomes.length > 0) this.#tell(outcomes, stepAt(outcomes[0]!.at));
      if (item.type === 'tick') {
        const step = stepAt(item.received);
        this.#incidents.onTick(loaded.engine, step);
        const forgotten = this.#book.expire(item.received, commit);
        if (forgotten) this.#incidents.expire(forgotten, step);
      }
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
    for (const { hands } of [this.#book, this.#incidentBook]) hands.takeBack();
    for (const book of [this.#rules, this.#service]) if (book.unsure) book.load(this.#state);
    const told: AlertsItem[] = [];
    for (const request of requests) {
      if (request.type === 'acknowledge') told.push(...this.#acknowledge(request, commit));
      else if (request.type === 'incident') told.push(...this.#actions.act(request, commit));
      else if (request.type === 'rule') told.push(this.#rules.answer(request, commit));
      else if (request.type === 'service')
        told.push(this.#service.answer(request, this.#knows(request.device, request.rule), commit));
    }
    if (told.length > 0) commit.append(STREAM.alerts, told);
    const otherRules = this.#rules.unsure || this.#service.unsure;
    commit.afterCommit(() => {
      for (const { hands } of [this.#book, this.#incidentBook]) hands.committed();
      for (const book of [this.#rules, this.#service]) book.committed();
      this.#rulesChanged ||= otherRules;
    });
  }

  /** What one item of the log brought about: the alerts, then the incidents that they belong to. */
  #tell(outcomes: readonly Outcome[], step: Step): void {
    // after a restart the engine may come upon the same things in another order, and incidents begin with their first
    const inOrder = outcomes.length > 1 ? [...outcomes].sort(byStart) : outcomes;
    for (const outcome of inOrder) {
      const transition = this.#transition(outcome);
      if (!transition) continue;
      const { alert } = transition;
      alert.revision = (this.#book.found(alert.id)?.revision ?? 0) + 1;
      this.#incidents.place(alert, transition.change, step);
      this.#book.put(alert, step.commit);
      step.tell({ ...transition, alert: this.#book.get(alert.id)! });
    }
    this.#incidents.settle(step);
  }

  #knows(device: string, rule: string | undefined): boolean {
    const { directory } = this.deps;
    return directory.device(device) !== undefined && (rule === undefined || this.#rules.get(rule) !== undefined);
  }

  #acknowledge(request: Extract<Request, { type: 'acknowledge' }>, commit: Commit): AlertsItem[] {
    const { id, alert: target, by, person, at, note } = request;
    const reason = refusal(request, this.#book.get(target));
    if (reason !== undefined) return [{ type: 'refused', request: id, reason, at }];
    const who = { by, ...(person !== undefined && { person }) };
    const acknowledgement = { ...who, at, ...(note !== undefined && { note }) };
    this.#book.hands.put(target, { acknowledgement }, at, commit);
    const alert = this.#book.get(target)!;
    return [
      { type: 'alert', change: 'acknowledged', alert, at, ...who, ...(note !== undefined && { note }), request: id },
      ...this.#actions.follow(alert, request, commit),
    ];
  }

  #current(): Loaded {
    if (!this.#loaded) {
      this.#directoryChanged = false;
      this.#rulesChanged = false;
      this.#loadHands(this.#state);
      this.#loaded = loadEngine(this.#service.over(this.#rules.all()), this.#targets(), this.#state);
      this.#book.load(this.#state);
      this.#incidents.load(this.#state);
      this.#unadopted = true;
    } else if (this.#directoryChanged) {
      this.#directoryChanged = false;
      replan(this.#loaded.engine, this.#targets());
    }
    return this.#loaded;
  }

  /** Once: they are committed with the requests, and a batch of readings that comes again must not undo them. */
  #loadHands(state: <T>(prefix: string) => Iterable<[key: string, value: T]>): void {
    if (this.#handsLoaded) return;
    this.#handsLoaded = true;
    for (const { hands } of [this.#book, this.#incidentBook]) hands.load(state);
    for (const book of [this.#rules, this.#service]) book.load(state);
  }

  readonly #state = <T>(prefix: string) => this.deps.log.state<T>(GROUP.alerting, prefix);

  *#targets(): Iterable<Target> {
    const { directory } = this.deps;
    for (const device of directory.devices()) {
      const profile = directory.profile(device.profile);
      if (profile) yield { device, profile, effluent: directory.measuresEffluent(device.id) };
    }
  }

  #transition(outcome: Outcome): AlertTransition | undefined {
    const { directory, texts } = this.deps;
    const before = this.#book.found(outcome.id);
    if (outcome.reason === 'no-longer-watched') return before && abandon(before, outcome, texts);
    const device = directory.device(outcome.target);
    const whole = this.#rules.get(outcome.rule);
    const rule = whole && device && ruleFor(whole, device);
    const profile = device && directory.profile(device.profile);
    if (!rule || !profile) return before && abandon(before, { ...outcome, endedAt: outcome.at }, texts);
    return transitionOf(outcome, { device, profile, rule }, texts);
  }
}

const byStart = (a: Outcome, b: Outcome): number =>
  a.startedAt - b.startedAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
