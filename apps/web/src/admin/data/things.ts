import type { Thing, ThingKind } from '#hub/contracts';
import { type Answer, useAsk } from './ask.js';

export interface ThingFilter {
  search?: string | undefined;
  hamlet?: string | undefined;
  block?: string | undefined;
  /** Of plots: id of a person. */
  owner?: string | undefined;
  limit?: number;
  offset?: number;
}
export interface ThingPage<K extends ThingKind> {
  things: Thing<K>[];
  total: number;
}

export const thingsPath = (kind: ThingKind, filter: ThingFilter = {}): string => {
  const query = new URLSearchParams(
    Object.entries(filter).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [[name, String(value)]],
    ),
  ).toString();
  return `/api/registry/${kind}${query ? `?${query}` : ''}`;
};
export const thingPath = (kind: ThingKind, id: string): string => `/api/registry/${kind}/${encodeURIComponent(id)}`;

/** All of a kind of which there are few: what a choice offers. */
export const useFewThings = <K extends ThingKind>(kind: K, asked = true): Answer<ThingPage<K>> =>
  useAsk(asked ? thingsPath(kind, { limit: 1000 }) : undefined);
