import {
  behind,
  type Finding,
  type FindingCase,
  type FindingOf,
  type Incident,
  KINDS_OF,
  type ListedFinding,
  type LonLat,
  type Place,
  sketchOf,
  spanOf,
  targetsOf,
} from '#hub/contracts';
import { type DeviceDirectory, DIRECTORY, REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '../access/caller.js';
import { Places } from '../access/places.js';
import { notFound } from '../http/errors.js';
import { camerasOn } from './cameras-on.js';
import { CaseLand } from './case-land.js';
import { readFindingRules } from './finding-rules.js';
import { nearZones } from './zones.js';

const NOTHING = {
  plots: [],
  plotsInAll: 0,
  cameras: [],
  zones: [],
  sources: [],
  arrivals: [],
  gates: [],
  smokeSources: [],
};

/** Finds what the hub concluded behind an incident, and makes it a case for whoever looks into it. */
@Injectable()
export class FindingDesk {
  readonly rules = readFindingRules();

  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(DIRECTORY) private readonly directory: DeviceDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly places: Places,
    private readonly land: CaseLand,
  ) {}

  /** As it is listed: without plots, sources and names; undefined: nothing of it is the caller's to see. */
  listed(who: Caller, finding: Finding): ListedFinding | undefined {
    const narrow = this.#narrowed(who, finding);
    if (!narrow) return undefined;
    const { commune: _, ...sketch } = sketchOf(narrow);
    return { ...sketch, reasons: this.#reasons(narrow) };
  }

  /** The finding behind an incident that the caller may deal with. @throws ApiError 404 */
  async behind(who: Caller, incident: Incident): Promise<Finding> {
    const now = this.clock.now();
    const { from, to } = spanOf(incident, now);
    const some: Finding[] = [];
    for (const kind of KINDS_OF[incident.cause] ?? [])
      some.push(...(await this.registry.findings.between(kind, from, to)));
    const found = behind(incident, some, now);
    const narrow = found && this.#narrowed(who, found);
    if (!narrow) throw notFound('Việc này không có phân tích nguồn đi kèm: chỉ có số đo của trạm');
    return narrow;
  }

  /** With plots, sources and owners as far as they are the caller's to see. */
  async caseOf(who: Caller, incident: Incident): Promise<FindingCase> {
    const finding = await this.behind(who, incident);
    const detailed = this.has(who, incident);
    const assigned = isAssignee(who, incident);
    const { vi, en } = { vi: this.rules.zones.source, en: this.rules.zones.sourceEn };
    const common = {
      ...NOTHING,
      ...{ finding: detailed ? finding : withoutThings(finding), reasons: this.#reasons(finding), detailed },
      ...{ where: this.#where(finding), zonesSource: { vi, en }, names: this.#names(finding) },
    };
    if (finding.kind === 'discharge')
      return {
        ...common,
        ...(detailed && (await this.land.water(who, finding, { words: this.rules.words, assigned }))),
      };
    if (finding.kind === 'exceedance') return { ...common, ...(detailed && (await this.land.outlet(finding))) };
    if (finding.kind !== 'burning') return common;
    const spot = this.spotOf(finding);
    const smokeSources = spot ? await this.land.smokeSources(spot, incident.id) : [];
    if (!finding.where) return { ...common, smokeSources };
    const { area } = finding.where;
    const { rangeM } = this.rules.smoke.score.camera;
    const cameras = camerasOn(finding.where, this.directory.devices(), await this.land.views(), rangeM);
    const { plots, outside } = await this.land.plots(finding.where, finding.startedAt, this.rules);
    return {
      ...common,
      smokeSources,
      cameras: cameras.filter(({ camera }) => who.can('cameras.watch', this.places.of(camera))),
      zones: nearZones(area, (await this.land.commune())?.map.features ?? [], this.rules.zones),
      ...{ plotsInAll: plots.length, outside },
      plots: detailed ? await this.land.named(who, plots, assigned) : [],
    };
  }

  /** Where a fire most likely is; its station where nothing more is known. */
  spotOf(finding: FindingOf<'burning'>): LonLat | undefined {
    if (finding.where) return finding.where.best;
    const { lat, lon } = this.directory.device(finding.target) ?? {};
    return lat === undefined || lon === undefined ? undefined : [lon, lat];
  }

  /** Plots and sources are for whoever it was given to, who took or judged it, and who manages the incidents of its place. */
  has(who: Caller, { assigned, acknowledgement, verdict, ...incident }: Incident): boolean {
    const placed = targetsOf(incident).map((device): Place => this.places.of(device));
    const dealt = [assigned?.to, acknowledgement?.person, verdict?.person];
    return dealt.includes(who.id) || placed.some((at) => who.can('alerts.manage', at));
  }

  #narrowed(who: Caller, finding: Finding): Finding | undefined {
    const sees = (device: string) => who.can('alerts.acknowledge', this.places.of(device));
    const targets = targetsOf(finding).filter(sees);
    const [first] = targets;
    if (first === undefined) return undefined;
    const target = sees(finding.target) ? finding.target : first;
    if (finding.kind !== 'burning') return { ...finding, target, targets };
    return { ...finding, target, targets, stations: finding.stations.filter(({ device }) => sees(device)) };
  }

  #reasons({ reasons }: Finding) {
    const { words } = this.rules;
    return reasons.filter(({ key, points }) => points !== undefined || !words.where(key)).map(words.reason);
  }

  #where(finding: Finding) {
    const { words } = this.rules;
    const area = finding.kind === 'burning' ? finding.where : undefined;
    const said = [
      ...(area?.how ?? []),
      ...finding.reasons.filter(({ points }) => points === undefined).map(({ key }) => key),
    ];
    return said.flatMap((key) => words.where(key) ?? []);
  }

  #names(finding: Finding): Record<string, string> {
    return Object.fromEntries(
      targetsOf(finding).flatMap((id) => {
        const name = this.directory.device(id)?.name;
        return name === undefined ? [] : [[id, name]];
      }),
    );
  }
}

/** Whose case it is now: of somebody else's who took it, once it was given on, no more. */
const isAssignee = ({ id }: Caller, { assigned, acknowledgement }: Incident): boolean =>
  assigned ? assigned.to === id : acknowledgement?.person === id;

function withoutThings(finding: Finding): Finding {
  if (finding.kind === 'discharge')
    return { ...finding, sources: [], plots: [], gates: [] } satisfies FindingOf<'discharge'>;
  if (finding.kind !== 'exceedance') return finding;
  const { source: _, ...rest } = finding;
  return rest;
}
