import type { Advice } from '#hub/contracts';
import { figure } from '../../format/figures.js';
import { useLang } from '../../i18n/lang.js';
import { timeOfDay, whole } from '../model/figures.js';
import { useWords } from '../words/use-words.js';

/** Why, in one sentence; then what is small beside it. */
export function Why({ advice, now }: { advice: Advice | undefined; now: number }) {
  const t = useWords();
  const lang = useLang();
  if (!advice) return <p className="pad why">{t.noAdviceWhy}</p>;
  const { why, m3, hours, salinity, verdict } = advice;
  const salt = salinity && [figure(salinity.value, 1, lang), figure(salinity.limit, 1, lang)];
  const small = [
    // where hours are not known, the amount is what the verdict says
    m3 !== undefined && hours !== undefined && t.about(whole(m3, lang)),
    salinity &&
      (salinity.value < salinity.limit
        ? t.fresh(salt![0]!, timeOfDay(salinity.ts, now, lang))
        : t.salty(salt![0]!, salt![1]!, timeOfDay(salinity.ts, now, lang))),
  ].filter(Boolean);
  return (
    <section className="pad why">
      <p>{why[lang]}</p>
      {verdict === 'unknown' && <p>{t.unknownHow}</p>}
      {small.length > 0 && <p className="meta">{small.join(' ')}</p>}
      <p className="meta further">{t.more}</p>
    </section>
  );
}
