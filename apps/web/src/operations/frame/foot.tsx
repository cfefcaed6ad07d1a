import { useLive } from '../../admin/data/hub.js';
import { Button } from '../../ui/button.js';
import { wordsIn } from '../../i18n/lang.js';
import { Way } from '../../ui/way.js';
import { may } from '../../session/me.js';
import { useMe } from '../../session/use-me.js';
import { BROADCASTS, BULLETIN, HANDOVER } from '../address.js';
import { useWords } from '../words/use-words.js';
import { Figures } from './figures.js';

const useMarks = wordsIn({ simulated: 'DỮ LIỆU MÔ PHỎNG' }, { simulated: 'SIMULATED DATA' });

/** The figures of the alert system, and the keys. `onReport`: for whoever may write down what residents tell of. */
export function Foot({ onKeys, onReport }: { onKeys(): void; onReport: (() => void) | undefined }) {
  const t = useWords();
  const marks = useMarks();
  const me = useMe();
  const simulated = useLive((live) => live.status?.simulated === true);
  return (
    <footer className="desk-foot">
      <Figures />
      {simulated && <p className="desk-simulated">{marks.simulated}</p>}
      <Way className="desk-way" href={HANDOVER} aria-keyshortcuts="C">
        <kbd aria-hidden="true">C</kbd>
        {t.keyWords.handover}
      </Way>
      <Way className="desk-way" href={BULLETIN} aria-keyshortcuts="T">
        <kbd aria-hidden="true">T</kbd>
        {t.keyWords.bulletin}
      </Way>
      {may(me, 'broadcasts.write') && (
        <Way className="desk-way" href={BROADCASTS} aria-keyshortcuts="P">
          <kbd aria-hidden="true">P</kbd>
          {t.keyWords.broadcasts}
        </Way>
      )}
      {onReport && (
        <Button kind="quiet" aria-keyshortcuts="K" onClick={onReport}>
          <kbd aria-hidden="true">K</kbd>
          {t.keyWords.smokeReport}
        </Button>
      )}
      <Button kind="quiet" aria-keyshortcuts="Shift+/" onClick={onKeys}>
        <kbd aria-hidden="true">?</kbd>
        {t.keyWords.keys}
      </Button>
    </footer>
  );
}
