import type { Roster, Watch } from '#hub/contracts';
import { useMemo } from 'react';
import { sendJson } from '../../live/rest.js';
import { type Answer, askAgain, tell, useAsk } from '../data/ask.js';

export const ROSTER = '/api/roster';
const NOW = `${ROSTER}/now`;

export type NamedRoster = Roster & { names: Record<string, string> };
export interface OnDutyNow {
  watch?: Watch;
  ready?: 'ready' | 'waiting' | 'silent';
  onDuty?: string;
  names: Record<string, string>;
}

export const useRoster = (): Answer<NamedRoster> => useAsk<NamedRoster>(ROSTER);
export const useOnDuty = (): Answer<OnDutyNow> => useAsk<OnDutyNow>(NOW, 15_000);

/** What somebody is called; an id where the hub told no name. */
export const useNames = ({ names }: Pick<NamedRoster, 'names'>) =>
  useMemo(() => (id: string | undefined) => (id === undefined ? '' : (names[id] ?? id)), [names]);

/** Puts the roster in the place of the one that was looked at. @throws RequestFailed */
export async function keepRoster({ names: _, ...roster }: NamedRoster): Promise<void> {
  try {
    tell(ROSTER, await sendJson<NamedRoster>('PUT', ROSTER, roster));
  } finally {
    askAgain(ROSTER);
  }
}
