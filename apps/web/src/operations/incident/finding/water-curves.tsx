import { type FindingOf, type Metric, METRICS } from '#hub/contracts';
import { useAsk } from '../../../admin/data/ask.js';
import { hhmm } from '../../../format/clock.js';
import { figure } from '../../../format/figures.js';
import { useLang } from '../../../i18n/lang.js';
import type { ReadPoint } from '../../../live/readings.js';
import { curveOf } from './curve.js';
import { useFindingWords } from './words.js';

/** What a discharge is told by. */
const TOLD_BY: readonly Metric[] = ['ec', 'do', 'ph'];
const HOUR_MS = 3_600_000;
const BEFORE_MS = 3 * HOUR_MS;
const EVERY_MS = 60_000;

/** What the station measured before it and while it went on. */
export function WaterCurves({ finding, name }: { finding: FindingOf<'discharge'>; name: string }) {
  const t = useFindingWords();
  const { target, startedAt, updatedAt } = finding;
  const [from, to] = [startedAt - BEFORE_MS, updatedAt + HOUR_MS];
  return (
    <section className="desk-part finding-curves" aria-label={t.waterCurves(name)}>
      <h2>{t.waterCurves(name)}</h2>
      {TOLD_BY.map((metric) => (
        <WaterCurve key={metric} metric={metric} query={`device=${target}&from=${from}&to=${to}&every=5m`} />
      ))}
    </section>
  );
}

function WaterCurve({ metric, query }: { metric: Metric; query: string }) {
  const t = useFindingWords();
  const lang = useLang();
  const answer = useAsk<{ points: ReadPoint[] }>(`/api/readings?metric=${metric}&${query}`, EVERY_MS);
  const points = (answer.value?.points ?? []).map(({ time, value }) => ({ at: time, value }));
  if (points.length < 2) return null;
  // pH is told by how it steps: from nought up nobody would see it
  const base = metric === 'ph' ? Math.floor(Math.min(...points.map(({ value }) => value))) - 1 : 0;
  const { value, least, most, from, to } = curveOf(points, base);
  const { unit, decimals, [lang]: name } = METRICS[metric];
  const say = (of: number) => figure(of, Math.max(1, decimals), lang);
  return (
    <figure>
      <figcaption>
        {[name, unit].filter(Boolean).join(', ')}
        <span className="meta num"> {t.between(say(least), say(most))}</span>
      </figcaption>
      <svg
        viewBox="0 0 200 44"
        preserveAspectRatio="none"
        role="img"
        aria-label={`${name}: ${t.between(say(least), say(most))}`}
      >
        <path d={value} className="value" vectorEffect="non-scaling-stroke" />
      </svg>
      <p className="meta num">
        <span>{hhmm(from)}</span>
        <span>{hhmm(to)}</span>
      </p>
    </figure>
  );
}
