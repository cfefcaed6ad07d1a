import { newestWords } from '../../format/figures.js';
import { useLang } from '../../i18n/lang.js';
import { useLive } from '../data/hub.js';

/** Its newest values in a line. */
export function Newest({ device }: { device: string }) {
  const lang = useLang();
  const values = useLive((live) => live.latest.get(device));
  return <span className="num">{newestWords(values ?? {}, lang) || '—'}</span>;
}
