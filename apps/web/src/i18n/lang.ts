import { useStore } from '../live/store.js';
import { type Lang, lang } from './chosen-lang.js';

export { type Lang, lang } from './chosen-lang.js';

export const useLang = (): Lang => useStore(lang);

/** A hook that gives a part its own words, so that no page carries another's. */
export const wordsIn =
  <W>(vi: W, en: NoInfer<W>) =>
  (): W =>
    useLang() === 'en' ? en : vi;
