import 'uplot/dist/uPlot.min.css';
import { type Device, type DeviceProfile, type Metric, METRICS } from '#hub/contracts';
import { useEffect, useMemo, useRef, useState } from 'react';
import uPlot from 'uplot';
import { isSwitch, withUnit } from '../../format/figures.js';
import { useLang } from '../../i18n/lang.js';
import type { ReadPoint } from '../../live/readings.js';
import { SelectField } from '../../ui/field.js';
import { historyColumns, RANGE, type Range, RANGES } from '../../wall/panel/history-range.js';
import { aggregateOf } from '../../wall/panel/switch-steps.js';
import { useAsk } from '../data/ask.js';
import { useHub, useLive } from '../data/hub.js';
import { Answered } from '../parts/answered.js';
import { Box } from '../parts/box.js';
import { chartOptions } from './chart-options.js';
import { useDeviceWords } from './words.js';

type Point = Omit<ReadPoint, 'quality'> & { quality?: string };
interface Span {
  from: number;
  to: number;
}

/** One metric over a day, a week or a month. */
export function DeviceChart({ device, profile }: { device: Device; profile: DeviceProfile | undefined }) {
  const t = useDeviceWords();
  const lang = useLang();
  const hub = useHub();
  const values = useLive((live) => live.latest.get(device.id));
  const metrics = [...new Set([...Object.keys(profile?.metrics ?? {}), ...Object.keys(values ?? {})])] as Metric[];
  const [chosen, setChosen] = useState<Metric>();
  const [range, setRange] = useState<Range>('day');
  const metric = chosen ?? metrics[0];
  const { every, everyMs, lengthMs, refreshMs } = RANGE[range];
  // an end on a whole bin: the same question until the next one
  const to = Math.ceil(hub.now() / everyMs) * everyMs;
  const span = useMemo(() => ({ from: to - lengthMs, to }), [to, lengthMs]);
  const query = new URLSearchParams({
    device: device.id,
    metric: metric ?? '',
    from: String(span.from),
    to: String(span.to),
    every,
    aggregate: metric ? aggregateOf(metric) : 'mean',
  });
  const answer = useAsk<{ points: Point[] }>(metric && `/api/readings?${query}`, refreshMs);
  if (metric === undefined) return null;
  return (
    <Box
      title={t.chart}
      right={
        <div className="chart-choice">
          <SelectField label={t.metric} value={metric} onChange={(e) => setChosen(e.target.value as Metric)}>
            {metrics.map((m) => (
              <option key={m} value={m}>
                {METRICS[m][lang]}
              </option>
            ))}
          </SelectField>
          <SelectField label={t.range} value={range} onChange={(e) => setRange(e.target.value as Range)}>
            {RANGES.map((r) => (
              <option key={r} value={r}>
                {t.ranges[r]}
              </option>
            ))}
          </SelectField>
        </div>
      }
    >
      <Answered answer={answer}>
        {({ points }) =>
          points.length === 0 ? (
            <p className="chart-empty meta">{t.noPoints}</p>
          ) : (
            <Drawn points={points} span={span} metric={metric} range={range} />
          )
        }
      </Answered>
    </Box>
  );
}

function Drawn({
  points,
  span,
  metric,
  range,
}: {
  points: readonly Point[];
  span: Span;
  metric: Metric;
  range: Range;
}) {
  const t = useDeviceWords();
  const lang = useLang();
  const holder = useRef<HTMLDivElement>(null);
  const shown = useMemo(
    () => points.map(({ quality, ...p }) => ({ ...p, ...(quality && quality !== 'good' && { quality }) })),
    [points],
  );
  useEffect(() => {
    const element = holder.current!;
    const data = historyColumns(shown, RANGE[range].everyMs);
    const chart = new uPlot(
      chartOptions({ ...span, points: shown, metric, range, lang, width: element.clientWidth }),
      data,
      element,
    );
    const watch = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: chart.height }));
    watch.observe(element);
    return () => {
      watch.disconnect();
      chart.destroy();
    };
  }, [shown, span, metric, range, lang]);
  const figures = shown.map((p) => p.value);
  const say = (value: number) => withUnit(metric, value, lang);
  const last = say(figures.at(-1)!);
  const summary = isSwitch(metric)
    ? `${METRICS[metric][lang]}: ${last}`
    : t.chartSays(say(Math.min(...figures)), say(Math.max(...figures)), last);
  return (
    <figure className="device-chart">
      <div ref={holder} role="img" aria-label={summary} />
      <figcaption className="meta">
        {summary}. {shown.some((p) => 'quality' in p) ? t.chartGraded : t.chartGaps}
      </figcaption>
    </figure>
  );
}
