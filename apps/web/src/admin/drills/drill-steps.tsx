import { type Drill, type DrillMark, marksOf } from '#hub/contracts';
import { stopwatch } from '../../format/clock.js';
import { figure } from '../../format/figures.js';
import { type Lang, useLang } from '../../i18n/lang.js';
import type { IncidentNotices } from '../../incidents/incident.js';
import { incidentPath } from '../../incidents/deed.js';
import { noticeReason } from '../../incidents/notice-reasons.js';
import { unreached } from '../../incidents/unreached.js';
import { may } from '../../session/me.js';
import { useMe } from '../../session/use-me.js';
import { Severity } from '../../ui/severity.js';
import { useAsk } from '../data/ask.js';
import { type DrillWords, useDrillWords } from './words.js';

const TONE = { passed: 'normal', slow: 'watch', missing: 'warning', unknown: 'stale' } as const;
const MINUTE_MS = 60_000;

/** Each step of a drill: how long it took, how long it may take, and whether that is good enough. */
export function DrillSteps({ drill }: { drill: Drill }) {
  const t = useDrillWords();
  const lang = useLang();
  const goesOn = drill.state === 'running';
  const why = useWhyUnreached(drill);
  return (
    <ol className="drill-steps">
      {marksOf(drill)
        .filter(({ step }) => step !== 'packet')
        .map((mark) => {
          // what has not come yet is not missing
          const result = goesOn && mark.at === undefined ? undefined : mark.result;
          return (
            <li key={mark.step} className={result ?? 'waits'}>
              <span className="drill-step">{t.steps[mark.step]}</span>
              <b className="num">{mark.tookMs === undefined ? '–' : spanWords(mark.tookMs, lang, t)}</b>
              <span className="drill-result">
                {result && <Severity kind={TONE[result]} />}
                {result ? t.marks[result] : t.waits}
              </span>
              <span className="meta">{targetWords(mark, lang, t)}</span>
              {mark.step === 'queued' && why && <span className="drill-why">{noticeReason(why, lang)}</span>}
            </li>
          );
        })}
    </ol>
  );
}

/** Why no message was queued. */
function useWhyUnreached({ incident, state, times }: Drill): string | undefined {
  const mine = may(useMe(), 'alerts.acknowledge');
  const asks = mine && incident !== undefined && state !== 'running' && times.queued === undefined;
  const told = useAsk<IncidentNotices>(asks ? `${incidentPath(incident)}/notices` : undefined).value;
  // it is over: nothing of it is still to come
  return unreached(told, Number.POSITIVE_INFINITY);
}

const targetWords = ({ targetMs }: DrillMark, lang: Lang, t: DrillWords): string =>
  targetMs === undefined ? '' : t.target(spanWords(targetMs, lang, t));

/** "0,04 giây", "15 giây", "05:00". */
function spanWords(ms: number, lang: Lang, t: DrillWords): string {
  if (ms >= MINUTE_MS) return stopwatch(ms);
  const whole = (ms > 0 && ms % 1000 === 0) || ms >= 10_000;
  return `${figure(ms / 1000, whole ? 0 : 2, lang)} ${t.seconds}`;
}
