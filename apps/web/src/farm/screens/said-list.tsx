import { ddmm } from '../../format/clock.js';
import { useState } from 'react';
import { useLang } from '../../i18n/lang.js';
import { Button } from '../../ui/button.js';
import type { Said } from '../model/said.js';
import { deedWords } from '../words/deed-words.js';
import { useWords } from '../words/use-words.js';

const MOST = 6;

/** What was said last, and how far it got; all of it with a tap. */
export function SaidList({ said }: { said: readonly Said[] }) {
  const t = useWords();
  const lang = useLang();
  const [all, setAll] = useState(false);
  if (said.length === 0) return <p className="meta">{t.nothingSaid}</p>;
  const shown = all ? said : said.slice(0, MOST);
  return (
    <>
      <ul className="said-list">
        {shown.map((one) => (
          <li key={one.key} className={one.how}>
            <span className="num">{ddmm(one.at)}</span>
            <p>
              {deedWords(one.deed, t, lang)}, <b>{t.how[one.how]}</b>
              {one.message && <small>{one.message}</small>}
            </p>
          </li>
        ))}
      </ul>
      {shown.length < said.length && (
        <Button kind="quiet" wide onClick={() => setAll(true)}>
          {t.saidAll(said.length)}
        </Button>
      )}
    </>
  );
}
