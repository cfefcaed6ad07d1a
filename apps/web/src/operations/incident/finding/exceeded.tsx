import { type FindingCase, type FindingOf, METRICS } from '#hub/contracts';
import { limitName, sideOf } from '#hub/water';
import { Facts } from '../../../admin/parts/facts.js';
import { withUnit } from '../../../format/figures.js';
import { useLang } from '../../../i18n/lang.js';
import { useFindingWords } from './words.js';

/** An exceedance at an outlet: whose, of what, against which limit. Configured limits: it never says that a law is not kept. */
export function Exceeded({ of, finding }: { of: FindingCase; finding: FindingOf<'exceedance'> }) {
  const t = useFindingWords();
  const lang = useLang();
  const { metric, value, worst, limit } = finding;
  const say = (figure: number) => withUnit(metric, figure, lang).replace(' ', '\u00a0');
  const bounds = [
    limit.min !== undefined && t.least(say(limit.min)),
    limit.max !== undefined && t.most(say(limit.max)),
  ];
  const title = t.exceeded[sideOf(worst.value, limit)];
  return (
    <section className="desk-part suspected-place" aria-label={title}>
      <h2>{title}</h2>
      <Facts
        facts={[
          of.source && [t.source, [of.source.name, of.source.owner].filter(Boolean).join(' · ')],
          of.source && [t.permit, of.source.permit ?? t.noPermit],
          [METRICS[metric][lang], say(value)],
          [t.worst, say(worst.value)],
          [t.limit, bounds.filter(Boolean).join(', ')],
          [t.standard, limitName(finding)[lang]],
        ]}
      />
      <ul className="why">
        {of.reasons.map((reason) => (
          <li key={reason.key} className="plain">
            {reason[lang]}
          </li>
        ))}
      </ul>
      {!of.detailed && <p className="meta">{t.sourceHidden}</p>}
      <p className="meta">{t.noLaw}</p>
    </section>
  );
}
