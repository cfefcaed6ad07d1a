import type {
  Camera,
  FindingCase,
  FindingOf,
  MapFeature,
  Plot,
  SuspectedArea,
  SuspectedPlot,
  Thing,
  ThingKind,
} from '#hub/contracts';
import { boxOf, polygonsOf } from '#hub/geodesy';
import { placeOfThing, REGISTRY, type Registry } from '#hub/registry';
import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '../access/caller.js';
import { Names } from '../people/names.js';
import type { FindingRules } from './finding-rules.js';
import type { FindingWords } from './finding-words.js';
import { suspectedPlots } from './suspected-plots.js';

/** Plots that an officer can look at in a day. */
const MOST_PLOTS = 20;
const PAGE = 1000;
type Ranked = SuspectedPlot & { ownerId?: string };

/** What is registered around a case: plots, cameras' views, the map, sources and gates. */
@Injectable()
export class CaseLand {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    private readonly people: Names,
  ) {}

  async features(): Promise<readonly MapFeature[]> {
    const [commune] = await this.registry.communes.list();
    return commune?.map.features ?? [];
  }

  views(): Promise<Camera[]> {
    return this.#all('camera');
  }

  /** All that the area touches, the likeliest first. */
  async plots(where: SuspectedArea, at: number, { stages, smoke }: FindingRules): Promise<Ranked[]> {
    const [west, south, east, north] = boxOf(polygonsOf(where.area).flat(2));
    const isNear = ({ area }: Plot) =>
      area.coordinates[0]!.some(([lon]) => lon >= west) &&
      area.coordinates[0]!.some(([lon]) => lon <= east) &&
      area.coordinates[0]!.some(([, lat]) => lat >= south) &&
      area.coordinates[0]!.some(([, lat]) => lat <= north);
    return suspectedPlots(where, (await this.#all('plot')).filter(isNear), at, { stages, smoke });
  }

  /** The first of them, with the owners' names for whoever may see people there: the look is written down. */
  async named(who: Caller, ranked: readonly Ranked[]): Promise<SuspectedPlot[]> {
    const first = ranked.slice(0, MOST_PLOTS);
    const isShown = await Promise.all(
      first.map(async ({ plot }) =>
        who.can('people.read', placeOfThing('plot', await this.registry.things.get('plot', plot))),
      ),
    );
    const names = await this.people.of(
      who,
      first.map(({ ownerId }, i) => (isShown[i] ? ownerId : undefined)),
    );
    return first.map(({ ownerId, ...plot }, i) => {
      const owner = isShown[i] ? names[ownerId ?? ''] : undefined;
      return { ...plot, ...(owner !== undefined && { owner }) };
    });
  }

  /** Sources, plots and gates of a discharge by their names. */
  async water(
    { sources, plots, gates }: FindingOf<'discharge'>,
    words: FindingWords,
  ): Promise<Pick<FindingCase, 'sources' | 'arrivals' | 'gates' | 'plotsInAll'>> {
    const [known, works, fields] = [
      await this.#byId('source'),
      await this.#byId('structure'),
      await this.#byId('plot'),
    ];
    const first = [...plots].sort((a, b) => a.at - b.at).slice(0, MOST_PLOTS);
    return {
      sources: sources.map(({ source, share, minutes, reasons }) => ({
        ...{ source, name: known.get(source)?.name ?? source, share, minutes },
        reasons: reasons.map(words.reason),
      })),
      plotsInAll: plots.length,
      arrivals: first.map(({ plot, at, estimated }) => {
        const ownName = fields.get(plot)?.ownName;
        return { plot, at, estimated, ...(ownName !== undefined && { ownName }) };
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

  async #byId<K extends ThingKind>(kind: K): Promise<Map<string, Thing<K>>> {
    return new Map((await this.#all(kind)).map((thing) => [thing.id, thing]));
  }

  async #all<K extends ThingKind>(kind: K): Promise<Thing<K>[]> {
    const all: Thing<K>[] = [];
    for (;;) {
      const { things, total } = await this.registry.things.find(kind, { limit: PAGE, offset: all.length });
      all.push(...things);
      if (things.length === 0 || all.length >= total) return all;
    }
  }
}
