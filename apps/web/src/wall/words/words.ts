import { createContext, useContext } from 'react';
import type { Lang } from '../../i18n/lang.js';
import { en } from './en.js';
import { vi, type Words } from './vi.js';

export type { Lang, Words };
export const wordsOf = (lang: Lang): Words => (lang === 'en' ? en : vi);

export interface Speech {
  lang: Lang;
  t: Words;
}
export const SpeechContext = createContext<Speech>({ lang: 'vi', t: vi });
export const useSpeech = (): Speech => useContext(SpeechContext);
