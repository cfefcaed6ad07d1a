import type {
  Camera,
  CaseOwner,
  Commune,
  FindingCase,
  FindingOf,
  LonLat,
  Plot,
  SuspectedArea,
  SuspectedPlot,
  Thing,
  ThingKind,
} from '#hub/contracts';
import { boxOf, distanceM, polygonsOf } from '#hub/geodesy';
import { placeOfThing, REGISTRY, type Registry } from '#hub/registry';
import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '../access/caller.js';
import { Names } from '../people/names.js';
import type { Spot } from './case-file/draw-map.js';
import type { FindingRules } from './finding-rules.js';
import type { FindingWords } from './finding-words.js';
import { type RankedPlot, suspectedPlots } from './suspected-plots.js';

/** Plots that an officer can look at in a day. */
const MOST_PLOTS = 20;
/** Fixed sources of smoke so near are told with a case. */
const SMOKE_NEAR_M = 3000;

/** What is registered around a case: plots, cameras' views, the map, sources and gates. */
@Injectable()
export class CaseLand {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    private readonly people: Names,
  ) {}

  async commune(): Promise<Commune | undefined> {
    const [commune] = await this.registry.communes.list();
    return commune;
  }

  views(): Promise<Camera[]> {
    return this.registry.things.all('camera');
  }

  /** All that it may be, the likeliest first, and the part of the area on no registered plot. */
  async plots(
    where: SuspectedArea,
    at: number,
    { stages, smoke }: FindingRules,
  ): Promise<ReturnType<typeof suspectedPlots>> {
    const [west, south, east, north] = boxOf(polygonsOf(where.area).flat(2));
    const isNear = ({ area }: Plot) =>
      area.coordinates[0]!.some(([lon]) => lon >= west) &&
      area.coordinates[0]!.some(([lon]) => lon <= east) &&
      area.coordinates[0]!.some(([, lat]) => lat >= south) &&
      area.coordinates[0]!.some(([, lat]) => lat <= north);
    return suspectedPlots(where, (await this.registry.things.all('plot')).filter(isNear), at, { stages, smoke });
  }

  /** The first of them, with their owners as far as they are shown to the caller. */
  async named(who: Caller, ranked: readonly RankedPlot[], assigned: boolean): Promise<SuspectedPlot[]> {
    const first = ranked.slice(0, MOST_PLOTS);
    const plots = await Promise.all(first.map(({ plot }) => this.registry.things.get('plot', plot)));
    const owners = await this.#owners(who, plots, assigned);
    return first.map(({ ownerId: _, ...plot }) => ({ ...plot, ...owners.get(plot.plot) }));
  }

  /** Sources, plots and gates of a discharge by their names. */
  async water(
    who: Caller,
    { sources, plots, gates }: FindingOf<'discharge'>,
    { words, assigned }: { words: FindingWords; assigned: boolean },
  ): Promise<Pick<FindingCase, 'sources' | 'arrivals' | 'gates' | 'plotsInAll'>> {
    const [known, works, fields] = [
      await this.#byId('source'),
      await this.#byId('structure'),
      await this.#byId('plot'),
    ];
    const first = [...plots].sort((a, b) => a.at - b.at).slice(0, MOST_PLOTS);
    const reached = first.flatMap(({ plot }) => fields.get(plot) ?? []);
    const owners = await this.#owners(who, reached, assigned);
    return {
      sources: sources.map(({ source, share, minutes, reasons }) => {
        const registered = known.get(source);
        const seen = registered && (assigned || who.can('registry.read', placeOfThing('source', registered)));
        return {
          ...{ source, name: registered?.name ?? source, share, minutes },
          reasons: reasons.map(words.reason),
          ...(seen && registered.owner !== undefined && { owner: registered.owner }),
        };
      }),
      plotsInAll: plots.length,
      arrivals: first.map(({ plot, at, estimated }) => {
        const ownName = fields.get(plot)?.ownName;
        return { plot, at, estimated, ...(ownName !== undefined && { ownName }), ...owners.get(plot) };
      }),
      gates: gates.map((gate) => ({ ...gate, name: works.get(gate.structure)?.name ?? gate.structure })),
    };
  }

  /** The source at whose outlet an exceedance is. */
  async outlet({ source }: FindingOf<'exceedance'>): Promise<Pick<FindingCase, 'source'>> {
    if (source === undefined) return {};
    const known = (await this.#byId('source')).get(source);
    const { owner, permit } = known ?? {};
    return {
      source: {
        ...{ source, name: known?.name ?? source },
        ...(owner !== undefined && { owner }),
        ...(permit !== undefined && { permit }),
      },
    };
  }

  /** Sources and gates of a discharge as they lie on the map: sources by their rank. */
  async waterSpots({ sources, gates }: Pick<FindingCase, 'sources' | 'gates'>): Promise<Spot[]> {
    if (sources.length + gates.length === 0) return [];
    const [known, works] = [await this.#byId('source'), await this.#byId('structure')];
    const spot = (thing: { lat: number; lon: number } | undefined, name: string, look: Spot['look']): Spot[] =>
      thing ? [{ at: [thing.lon, thing.lat], name, ...(look && { look }) }] : [];
    return [
      ...sources.flatMap(({ source, name }, i) => spot(known.get(source), `${i + 1}. ${name}`, 'square')),
      ...gates.flatMap(({ structure, name }) => spot(works.get(structure), name, 'gate')),
    ];
  }

  /** Outlines of the plots that it may be, or that a discharge gets to. */
  async outlines({ plots, arrivals }: Pick<FindingCase, 'plots' | 'arrivals'>): Promise<Plot['area'][]> {
    if (plots.length + arrivals.length === 0) return [];
    const fields = await this.#byId('plot');
    return [...plots, ...arrivals].flatMap(({ plot }) => fields.get(plot)?.area ?? []);
  }

  /** Fixed sources of smoke around a place, the nearest first. */
  async smokeSources([lon, lat]: LonLat, incident: string): Promise<FindingCase['smokeSources']> {
    const all = await this.registry.things.all('smoke-source');
    return all
      .map(({ id, name, type, incident: from, ...at }) => ({
        ...{ id, name, type, ofThis: from === incident },
        metres: Math.round(distanceM([lon, lat], [at.lon, at.lat])),
      }))
      .filter(({ metres, ofThis }) => ofThis || metres <= SMOKE_NEAR_M)
      .sort((a, b) => a.metres - b.metres || (a.id < b.id ? -1 : 1));
  }

  /** Whose plots these are and where to call: to whom the case was given, and to whoever may see people there. */
  async #owners(
    who: Caller,
    plots: readonly Plot[],
    assigned: boolean,
  ): Promise<ReadonlyMap<string, { owner: CaseOwner }>> {
    const shown = plots.flatMap((plot) => {
      if (plot.owner === undefined) return [];
      return assigned || who.can('people.read', placeOfThing('plot', plot))
        ? [{ plot: plot.id, owner: plot.owner }]
        : [];
    });
    const people = await this.people.callable(
      who,
      shown.map(({ owner }) => owner),
    );
    return new Map(
      shown.flatMap(({ plot, owner }) => {
        const known = people.get(owner);
        return known ? [[plot, { owner: known }] as const] : [];
      }),
    );
  }

  async #byId<K extends ThingKind>(kind: K): Promise<Map<string, Thing<K>>> {
    return new Map((await this.registry.things.all(kind)).map((thing) => [thing.id, thing]));
  }
}
