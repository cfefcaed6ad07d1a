import { type AlertsItem, changesIn, type FindingOf, type FindingsItem, fits, type Incident } from '#hub/contracts';
import type { Commit, CommittedState } from '#hub/event-log';
import type { IrrigationTable } from '#hub/irrigation';

/** Waste water that is suspected in a canal, without who may have let it in: farmers are never told of that. */
export type Discharge = Pick<
  FindingOf<'discharge'>,
  | 'id'
  | 'kind'
  | 'target'
  | 'targets'
  | 'startedAt'
  | 'updatedAt'
  | 'endedAt'
  | 'lost'
  | 'score'
  | 'simulated'
  | 'plots'
> & {
  /** Since when it is believed: somebody took its incident, or it speaks for itself. */
  believedAt?: number;
};
/** What of an incident says whether people believe it. */
type Matter = Pick<Incident, 'id' | 'cause' | 'target' | 'targets' | 'startedAt' | 'endedAt' | 'simulated'> & {
  said?: 'true' | 'false';
};
/** Whoever is told, and how the block has it. */
export interface ToldPerson {
  person: string;
  keeper: boolean;
  /** Plots of which there was a warning that still holds. */
  plots: string[];
  instead?: string;
  simulated: boolean;
}

const KEY = { discharge: 'discharge/', matter: 'water-incident/', doubt: 'doubt/', told: 'foul-told/' } as const;
/** The metrics that a discharge shows in. */
const SHOWN_IN: readonly string[] = ['ec', 'do', 'ph'];
/** What is over for so long is let go of: no canal of a commune is longer. */
const KEPT_MS = 3 * 86_400_000;

const doubtOf = (device: string, metric: string): string => `${device} ${metric}`;
const toldKey = ({ person, keeper }: Pick<ToldPerson, 'person' | 'keeper'>) => `${person} ${keeper ? 'k' : 'f'}`;

/** What the log says of waste water, as far as fields are concerned; committed with the group's position. */
export class DischargeBook {
  readonly #discharges = new Map<string, Discharge>();
  readonly #matters = new Map<string, Matter>();
  /** Device and metric of probes that are not to be trusted. */
  readonly #doubts = new Set<string>();
  readonly #told = new Map<string, ToldPerson>();

  constructor(private readonly rules: IrrigationTable['discharge']) {}

  load(state: CommittedState): void {
    const read = <T>(prefix: string) =>
      [...state<T>(prefix)].map(([key, value]) => [key.slice(prefix.length), value] as const);
    for (const [id, one] of read<Discharge>(KEY.discharge)) this.#discharges.set(id, one);
    for (const [id, one] of read<Matter>(KEY.matter)) this.#matters.set(id, one);
    for (const [name] of read<true>(KEY.doubt)) this.#doubts.add(name);
    for (const [key, one] of read<ToldPerson>(KEY.told)) this.#told.set(key, one);
  }

  /** Takes what was found; gives whether anything of it concerns water. */
  findings(items: readonly FindingsItem[], commit: Commit): boolean {
    let news = false;
    for (const { finding, at } of changesIn(items)) {
      if (finding.kind === 'trust') {
        const name = doubtOf(finding.target, finding.metric);
        if (this.#doubts.has(name) === (finding.low && finding.endedAt === undefined)) continue;
        news = true;
        if (this.#doubts.delete(name)) commit.put(KEY.doubt + name, undefined);
        else {
          this.#doubts.add(name);
          commit.put(KEY.doubt + name, true);
        }
      }
      if (finding.kind !== 'discharge') continue;
      const { sources: _, gates: __, reasons: ___, commune: ____, ...discharge } = finding;
      const { believedAt } = this.#discharges.get(finding.id) ?? {};
      this.#put({ ...discharge, ...(believedAt !== undefined && { believedAt }) }, commit);
      this.#judge(at, commit);
      news = true;
    }
    return news;
  }

  /** Takes what people say of incidents of water; gives whether there was any. */
  alerts(items: readonly AlertsItem[], commit: Commit): boolean {
    let news = false;
    for (const item of items) {
      if (item.type !== 'incident' || item.incident.cause !== 'water' || item.incident.drill) continue;
      const { id, cause, target, targets, startedAt, endedAt, simulated, acknowledgement, verdict } = item.incident;
      const said = verdict?.kind === 'false' ? 'false' : verdict || acknowledgement ? 'true' : undefined;
      const matter: Matter = {
        ...{ id, cause, target, startedAt, simulated },
        ...(targets && { targets }),
        ...(endedAt !== undefined && { endedAt }),
        ...(said && { said }),
      };
      this.#matters.set(id, matter);
      commit.put(KEY.matter + id, matter);
      this.#judge(item.at, commit);
      news = true;
    }
    return news;
  }

  /** Those that are believed, and that nobody has said to be none. */
  believed(now: number): Discharge[] {
    return [...this.#discharges.values()].filter(
      (one) => one.believedAt !== undefined && this.#behind(one, now)?.said !== 'false',
    );
  }
  /** Plots that were warned of one which, as somebody said who looked into it, was none. */
  denied(now: number): ReadonlySet<string> {
    const none = [...this.#discharges.values()].filter((one) => this.#behind(one, now)?.said === 'false');
    return new Set(none.flatMap(({ plots }) => plots.map(({ plot }) => plot)));
  }
  /** Plots that were warned of one whose station fell silent: nobody knows whether it is past them. Of several the newest counts. */
  lost(): ReadonlySet<string> {
    const plots = new Set<string>();
    for (const one of [...this.#discharges.values()].sort((a, b) => a.startedAt - b.startedAt))
      for (const { plot } of one.believedAt === undefined ? [] : one.plots)
        if (one.lost) plots.add(plot);
        else plots.delete(plot);
    return plots;
  }
  isDoubted(device: string, metric: string): boolean {
    return this.#doubts.has(doubtOf(device, metric));
  }

  told(): ToldPerson[] {
    return [...this.#told.values()];
  }
  toldOf(whom: Pick<ToldPerson, 'person' | 'keeper'>): ToldPerson | undefined {
    return this.#told.get(toldKey(whom));
  }
  /** Without plots: there is nothing to be taken back any more. */
  tell(one: ToldPerson, commit: Commit): void {
    const key = toldKey(one);
    if (one.plots.length === 0) this.#told.delete(key);
    else this.#told.set(key, one);
    commit.put(KEY.told + key, one.plots.length === 0 ? undefined : one);
  }

  /** Lets go of what is over for long. */
  forget(now: number, commit: Commit): void {
    for (const [id, { endedAt, updatedAt }] of this.#discharges)
      if (now - (endedAt ?? updatedAt) > KEPT_MS) {
        this.#discharges.delete(id);
        commit.put(KEY.discharge + id, undefined);
      }
    for (const [id, { endedAt }] of this.#matters)
      if (endedAt !== undefined && now - endedAt > KEPT_MS) {
        this.#matters.delete(id);
        commit.put(KEY.matter + id, undefined);
      }
  }

  /** Believed once, it is until it is over or denied: a warning does not come and go with a score. */
  #judge(now: number, commit: Commit): void {
    for (const one of this.#discharges.values())
      if (one.believedAt === undefined && this.#isBelievable(one, now)) this.#put({ ...one, believedAt: now }, commit);
  }

  #isBelievable(one: Discharge, now: number): boolean {
    const said = this.#behind(one, now)?.said;
    if (said) return said === 'true';
    const doubted = [one.target, ...one.targets].some((device) =>
      SHOWN_IN.some((metric) => this.isDoubted(device, metric)),
    );
    return one.score >= this.rules.aloneFrom && !doubted;
  }

  /** Of several incidents what people said of the one that fits best. */
  #behind(one: Discharge, now: number): Matter | undefined {
    const apart = ({ startedAt }: Matter) => Math.abs(startedAt - one.startedAt);
    return [...this.#matters.values()]
      .map((matter) => ({ matter, fit: fits(matter, one, now) }))
      .filter(({ fit }) => fit > 0)
      .sort((a, b) => b.fit - a.fit || apart(a.matter) - apart(b.matter))[0]?.matter;
  }

  #put(one: Discharge, commit: Commit): void {
    this.#discharges.set(one.id, one);
    commit.put(KEY.discharge + one.id, one);
  }
}
