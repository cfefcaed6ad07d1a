import type { AirTimes, Broadcast, BroadcastTemplate } from '#hub/contracts';
import { useCallback, useEffect, useRef } from 'react';
import { askAgain, useAsk } from '../admin/data/ask.js';
import { useLive } from '../admin/data/hub.js';

export interface BroadcastsAnswer {
  broadcasts: Broadcast[];
  hamlets: { id: string; name: string; speakers: boolean }[];
  /** Those of the whole commune can be spoken to at once. */
  everywhere: boolean;
  windows: AirTimes['windows'];
  /** Loudspeakers can be told to stop. */
  stop: boolean;
  /** Loudspeakers can fetch a recording. */
  plays: boolean;
}
export const BROADCASTS_API = '/api/broadcasts';
export const TEMPLATES_API = '/api/broadcast-templates';
const EVERY_MS = 60_000;
/** Nothing live tells of templates, and one that was just approved is wanted at once. */
const TEMPLATES_MS = 5000;

export const useBroadcasts = () => useAsk<BroadcastsAnswer>(BROADCASTS_API, EVERY_MS);
export const useTemplates = () => useAsk<{ templates: BroadcastTemplate[] }>(TEMPLATES_API, TEMPLATES_MS);

/** Of what the hub listed and what the socket told the newer of each; the newest written first. */
export function merged(listed: readonly Broadcast[], told: Iterable<Broadcast>): Broadcast[] {
  const all = new Map(listed.map((one) => [one.id, one]));
  for (const one of told) if (one.revision >= (all.get(one.id)?.revision ?? 0)) all.set(one.id, one);
  return [...all.values()].sort((a, b) => b.written.at - a.written.at || a.id.localeCompare(b.id));
}

/** Public messages as they stand now. */
export function useAllBroadcasts(): { answer: ReturnType<typeof useBroadcasts>; all: Broadcast[] } {
  const answer = useBroadcasts();
  const told = useLive((live) => live.broadcasts);
  return { answer, all: merged(answer.value?.broadcasts ?? [], told.values()) };
}

/** Asks again when somebody came back to the page: what ended meanwhile is not told again. */
export function useFreshList(): void {
  useEffect(() => {
    askAgain(BROADCASTS_API);
  }, []);
}

/** The same key for the same message, however often it is sent; what was changed meanwhile is another. */
export function useKey(): (message: object) => string {
  const last = useRef({ of: '', key: '' });
  return useCallback((message) => {
    const of = JSON.stringify(message);
    if (last.current.of !== of) last.current = { of, key: crypto.randomUUID() };
    return last.current.key;
  }, []);
}
