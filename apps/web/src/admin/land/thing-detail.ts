import { CROPS, type Hamlet, SMOKE_SOURCE_TYPES, SOURCE_TYPES, STRUCTURE_TYPES, type Thing } from '#hub/contracts';
import { areaM2, lengthM } from '#hub/geodesy';
import type { Lang } from '../../i18n/lang.js';
import { lineOf } from './shape/graph.js';
import { hectares, lengthWords, squareMetres } from '../../format/measures.js';

/** What tells a thing from others of its name, in a line. */
export function detailOf(thing: Thing, name: string, lang: Lang, hamlets: readonly Hamlet[]): string {
  const hamlet = 'hamlet' in thing ? hamlets.find(({ id }) => id === thing.hamlet)?.name : undefined;
  const own = () => {
    if ('crop' in thing) return [CROPS[thing.crop][lang], squareMetres(thing.areaM2, lang)];
    if ('nodes' in thing) {
      const graph = { is: 'graph', nodes: thing.nodes, reaches: thing.reaches } as const;
      return [
        lengthWords(
          thing.reaches.reduce((sum, reach) => sum + lengthM(lineOf(graph, reach)), 0),
          lang,
        ),
      ];
    }
    if ('type' in thing) return [{ ...STRUCTURE_TYPES, ...SOURCE_TYPES, ...SMOKE_SOURCE_TYPES }[thing.type][lang]];
    if ('area' in thing && thing.area) return [hectares(areaM2(thing.area), lang)];
    if ('bearing' in thing) return [`${thing.bearing}° · ${thing.fieldOfView}°`];
    return 'place' in thing ? [thing.place] : [];
  };
  const parts = [thing.id === name ? undefined : thing.id, ...own(), hamlet];
  return parts.filter((part) => part && !name.includes(part)).join(' · ');
}
