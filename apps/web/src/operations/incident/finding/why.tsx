import type { FindingCase, SaidReason } from '#hub/contracts';
import { figure } from '../../../format/figures.js';
import { useLang } from '../../../i18n/lang.js';
import { useFindingWords } from './words.js';

/** Below it a suspicion is a sign and no more. */
const WEAK = 50;

/** The score with its reasons, point by point. */
export function Why({ of: { finding, reasons, where } }: { of: FindingCase }) {
  const t = useFindingWords();
  const lang = useLang();
  const title = finding.kind === 'discharge' ? t.discharge : t.title;
  return (
    <section className="desk-part why" aria-label={title}>
      <h2>{title}</h2>
      <p className="score">
        <b className="num">{figure(finding.score, 0, lang)}</b> <span className="num">{t.of100}</span>{' '}
        <strong>{finding.kind === 'burning' ? t.grades[finding.grade] : t.unverified}</strong>
      </p>
      <ul>
        {reasons.map((reason) => (
          <Points key={reason.key} reason={reason} said={reason[lang]} />
        ))}
      </ul>
      {finding.score < WEAK && <p className="meta">{t.weak}</p>}
      {where.length > 0 && <p className="meta">{where.map((why) => why[lang]).join('. ')}.</p>}
    </section>
  );
}

/** What was not measured has a dash and no nought. */
export function Points({ reason, said }: { reason: SaidReason; said: string }) {
  const t = useFindingWords();
  const lang = useLang();
  const { points, of, figures } = reason;
  if (points === undefined) return <li className="plain">{said}</li>;
  const isMissing = points === 0 && figures === undefined;
  const earned = isMissing ? t.notMeasured : figure(points, 0, lang);
  return (
    <li className={points > 0 ? '' : 'none'}>
      <span>{said}</span>
      {of !== undefined && <meter min={0} max={of} value={Math.max(0, points)} aria-hidden="true" />}
      <b className="num">{of === undefined ? earned : `${earned}/${figure(of, 0, lang)}`}</b>
    </li>
  );
}
