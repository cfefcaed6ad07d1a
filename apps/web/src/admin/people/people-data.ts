import type { Person, Role } from '#hub/contracts';
import { type Answer, useAsk } from '../data/ask.js';

export const PEOPLE = '/api/people';
export const personPath = (id: string): string => `${PEOPLE}/${encodeURIComponent(id)}`;

/** A person as the hub tells those who may see it. */
export type KnownPerson = Person & {
  version: number;
  created: number;
  password: boolean;
  totp: boolean;
  sessions: number;
  invited?: { expires: number };
};
export interface PersonSession {
  id: string;
  kind: 'browser' | 'phone' | 'wall' | 'program';
  label: string;
  address: string;
  created: number;
  lastSeen: number;
}

export const useRoles = (): readonly Role[] => useAsk<{ roles: Role[] }>('/api/roles').value?.roles ?? [];
// each look is written down: nothing asks again by itself
export const usePerson = (id: string): Answer<KnownPerson> => useAsk(personPath(id));
