import type { JudgedValue, SourceLimits } from '#hub/contracts';
import type { Lang } from '../../i18n/lang.js';
import { Severity } from '../../ui/severity.js';
import { useStandards } from './data.js';
import { boundsWords, judgedWords, plainFigure } from './numbers.js';
import { useSourceWords } from './words.js';

/** Values of a laboratory, each with what it is against its limit. */
export function JudgedList(props: { judged: readonly JudgedValue[]; limits: SourceLimits; lang: Lang }) {
  const { judged, limits, lang } = props;
  const t = useSourceWords();
  const names = useStandards().value?.parameters ?? {};
  const nameOf = (parameter: string) =>
    (limits.limits.find((limit) => limit.parameter === parameter)?.name ?? names[parameter])?.[lang] ?? parameter;
  return (
    <ul className="judged">
      {judged.map((one) => (
        <li key={one.parameter} className={one.over ? 'over' : ''}>
          {one.over ? (
            <Severity kind={one.severity ?? 'watch'} />
          ) : (
            <Severity kind={one.unjudged ? 'stale' : 'normal'} />
          )}
          <span>
            <b>
              {nameOf(one.parameter)} <span className="num">{plainFigure(one.value, lang)}</span> {one.unit}
            </b>
            <span className="meta">
              {[
                one.severity && t.severities[one.severity],
                judgedWords(one, lang, t),
                one.limit && t.limit(boundsWords(one.limit, '', lang, t)),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
