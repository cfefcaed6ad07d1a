import type { ListedSource, ShownWaterStandards, SourceFigures, SourceFile, SourcesPage } from '#hub/contracts';
import { localDate } from '../../format/clock.js';
import { type Answer, askAgain, useAsk } from '../data/ask.js';
import { landChanged } from '../land/use-all-things.js';

export const SOURCES = '/api/sources';
export const STANDARDS = '/api/water-standards';
export const FIGURES = '/api/source-figures';

export interface SourcesWanted {
  search?: string | undefined;
  hamlet?: string | undefined;
  due?: string | undefined;
  limit: number;
  offset: number;
}
export const sourcesPath = (wanted: Partial<SourcesWanted>, path = SOURCES): string => {
  const given = Object.entries(wanted).filter(([, value]) => value !== undefined && value !== '');
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return query ? `${path}?${query}` : path;
};
export const sourcePath = (id: string): string => `${SOURCES}/${encodeURIComponent(id)}`;

export const useSources = (wanted: SourcesWanted): Answer<SourcesPage> => useAsk(sourcesPath(wanted));
export const useSourceFile = (id: string): Answer<SourceFile> => useAsk(sourcePath(id));
export const useStandards = (asked = true): Answer<ShownWaterStandards> => useAsk(asked ? STANDARDS : undefined);

/** All of them, for the map. */
const MOST_MARKED = 1000;
export const useMarkedSources = (asked: boolean): readonly ListedSource[] =>
  useAsk<SourcesPage>(asked ? sourcesPath({ limit: MOST_MARKED }) : undefined).value?.sources ?? NONE;
const NONE: readonly ListedSource[] = [];

/** Of the year in which it is now, in Vietnam's time. */
export function useYearFigures(now: number): Answer<SourceFigures> & { year: number } {
  const { year } = localDate(now);
  const begins = (of: number) => Date.UTC(of, 0, 1) - 7 * 3_600_000;
  return { ...useAsk<SourceFigures>(`${FIGURES}?from=${begins(year)}&to=${begins(year + 1)}`), year };
}

/** A source, or a column that it is held against, is another now. */
export function sourcesChanged(): void {
  askAgain(SOURCES, STANDARDS, FIGURES, '/api/registry/source');
  landChanged();
}
