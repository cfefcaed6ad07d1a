import type { Advice } from '#hub/contracts';
import { useLang } from '../../i18n/lang.js';
import { Icon } from '../../ui/icon.js';
import { keepUnits, timeOfDay, whole } from '../model/figures.js';
import { isOldSalt, saltWords } from '../model/salt.js';
import { useWords } from '../words/use-words.js';

/** Why, in one sentence; then what is small beside it. */
export function Why({ advice, now }: { advice: Advice | undefined; now: number }) {
  const t = useWords();
  const lang = useLang();
  if (!advice) return <p className="pad why">{t.noAdviceWhy}</p>;
  const { why, m3, hours, salinity, verdict, from } = advice;
  const small = [
    // where hours are not known, the amount is what the verdict says
    m3 !== undefined && hours !== undefined && t.about(whole(m3, lang)),
    // that it is too salty, now or till then, is the verdict itself
    salinity && verdict !== 'hold-salty' && from === undefined && saltWords(salinity, now, t, lang),
    salinity && isOldSalt(salinity, now) && t.saltAt(timeOfDay(salinity.ts, now, lang)),
  ].filter(Boolean);
  return (
    <section className="pad why">
      <p>{keepUnits(why[lang])}</p>
      {small.length > 0 && <p className="meta">{keepUnits(small.join(' '))}</p>}
      <p className="meta further">
        {t.more}
        <Icon name="more" />
      </p>
    </section>
  );
}
