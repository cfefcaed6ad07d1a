import { ddmm } from '../../format/clock.js';
import { useLang } from '../../i18n/lang.js';
import type { Said } from '../model/said.js';
import { deedWords } from '../words/deed-words.js';
import { useWords } from '../words/use-words.js';

const MOST = 6;

/** What was said last, and how far it got. */
export function SaidList({ said }: { said: readonly Said[] }) {
  const t = useWords();
  const lang = useLang();
  if (said.length === 0) return <p className="meta">{t.nothingSaid}</p>;
  return (
    <ul className="said-list">
      {said.slice(0, MOST).map((one) => (
        <li key={one.key} className={one.how}>
          <span className="num">{ddmm(one.at)}</span>
          <p>
            {deedWords(one.deed, t, lang)}, <b>{t.how[one.how]}</b>
            {one.message && <small>{one.message}</small>}
          </p>
        </li>
      ))}
    </ul>
  );
}
