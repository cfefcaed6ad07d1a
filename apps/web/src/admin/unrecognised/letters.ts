import { type Answer, useAsk } from '../data/ask.js';

export const LETTER_KINDS = ['unrecognised', 'undecodable', 'refused', 'failed'] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

/** A packet that was set aside, as the hub tells it. */
export interface Letter {
  id: string;
  kind: LetterKind;
  reason: string;
  account?: string;
  device?: string;
  topic?: string;
  payload?: string;
  encoding?: 'utf8' | 'base64';
  item?: string;
  received: number;
}

export const LETTERS = '/api/dead-letters';
const EVERY_MS = 15_000;

export const useLetters = (
  kind: LetterKind,
  offset: number,
  limit: number,
): Answer<{ deadLetters: Letter[]; total: number }> =>
  useAsk(`${LETTERS}?kind=${kind}&offset=${offset}&limit=${limit}`, EVERY_MS);

export const useLetter = (id: string): Answer<Letter> => useAsk(`${LETTERS}/${encodeURIComponent(id)}`);

export const lettersOf = (account: string, limit: number): string =>
  `${LETTERS}?account=${encodeURIComponent(account)}&limit=${limit}`;
