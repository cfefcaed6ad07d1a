import './trust.css';
import { METRICS, type ProbeTrust } from '#hub/contracts';
import { useNow } from '../admin/data/hub.js';
import { whenShort } from '../format/clock.js';
import { figure } from '../format/figures.js';
import { useLang } from '../i18n/lang.js';
import { Severity } from '../ui/severity.js';
import { useTrustWords } from './words.js';

/** Each metric's score, what speaks against it point by point, and what to do about it. */
export function TrustList({ probes }: { probes: readonly ProbeTrust[] }) {
  const t = useTrustWords();
  const lang = useLang();
  const now = useNow(60_000);
  return (
    <ul className="trust-list">
      {probes.map(({ metric, score, low, startedAt, reasons, maintenance }) => (
        <li key={metric}>
          <p className="trust-head">
            <Severity kind={low ? 'watch' : 'info'} />
            <b>{METRICS[metric][lang]}</b>
            <span className="num">
              <b>{figure(score, 0, lang)}</b>
              {t.of100}
            </span>
          </p>
          <p className="meta">
            {low ? t.low : t.worthALook} · {t.since(whenShort(startedAt, now))}
          </p>
          <ul className="trust-why">
            {reasons.map((reason) => (
              <li key={reason.key}>
                <span>{reason[lang]}</span>
                {reason.points !== undefined && <b className="num">{t.points(figure(-reason.points, 0, lang))}</b>}
              </li>
            ))}
          </ul>
          {maintenance && (
            <p className="trust-proposal">
              <b>{t.proposed}:</b> {maintenance[lang]}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
