import 'uplot/dist/uPlot.min.css';
import { METRICS, type Metric, type Rule } from '#hub/contracts';
import { useEffect, useMemo, useRef, useState } from 'react';
import uPlot from 'uplot';
import { useLang } from '../../i18n/lang.js';
import type { ReadPoint } from '../../live/readings.js';
import { SelectField } from '../../ui/field.js';
import { historyColumns, RANGE } from '../../wall/panel/history-range.js';
import { aggregateOf } from '../../wall/panel/switch-steps.js';
import { useAsk } from '../data/ask.js';
import { useDevices, useProfiles } from '../data/devices.js';
import { useHub, useLive } from '../data/hub.js';
import { chartOptions } from '../devices/chart-options.js';
import { Answered } from '../parts/answered.js';
import { Box } from '../parts/box.js';
import { useRuleWords } from './words.js';

type Point = Omit<ReadPoint, 'quality'> & { quality?: string };
interface Span {
  from: number;
  to: number;
}

/** The draft over the last week of a station: where the limit would lie. */
export function RulePreview({ draft }: { draft: Rule }) {
  const t = useRuleWords();
  const lang = useLang();
  const hub = useHub();
  const devices = useDevices().value?.devices ?? [];
  const profiles = useProfiles().value?.profiles ?? [];
  const latest = useLive((live) => live.latest);
  const [chosen, setChosen] = useState<string>();
  const metric = 'metric' in draft ? draft.metric : undefined;
  const { every, everyMs, lengthMs } = RANGE.week;
  const to = Math.ceil(hub.now() / everyMs) * everyMs;
  const span = useMemo(() => ({ from: to - lengthMs, to }), [to, lengthMs]);
  if (metric === undefined) return <Box title={t.preview}>{<p className="meta">{t.previewNoValues}</p>}</Box>;
  const watched = devices.filter(({ profile }) => {
    const known = profiles.find(({ id }) => id === profile);
    return known && metric in known.metrics && (draft.kinds.includes(known.kind) || draft.kinds.includes('*'));
  });
  const device =
    watched.find(({ id }) => id === chosen) ?? watched.find(({ id }) => latest.get(id)?.[metric]) ?? watched[0];
  if (!device) return <Box title={t.preview}>{<p className="meta">{t.previewNone}</p>}</Box>;
  return (
    <Box
      title={`${t.preview} · ${METRICS[metric][lang]}`}
      right={
        <SelectField label={t.previewOf} value={device.id} onChange={(e) => setChosen(e.target.value)}>
          {watched.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      }
    >
      <Week key={device.id} device={device.id} metric={metric} every={every} span={span} levels={levelsOf(draft)} />
    </Box>
  );
}

/** Levels that can be drawn on a metric's own scale: the limit, and where it is over. */
const levelsOf = (rule: Rule): readonly number[] => (rule.type === 'threshold' ? [rule.limit, rule.clearAt] : []);

function Week(props: { device: string; metric: Metric; every: string; span: Span; levels: readonly number[] }) {
  const { device, metric, every, span, levels } = props;
  const query = new URLSearchParams({
    ...{ device, metric, from: String(span.from), to: String(span.to), every, aggregate: aggregateOf(metric) },
  });
  const answer = useAsk<{ points: Point[] }>(`/api/readings?${query}`);
  return (
    <Answered answer={answer}>
      {({ points }) => <Drawn points={points} span={span} metric={metric} levels={levels} />}
    </Answered>
  );
}

function Drawn(props: { points: readonly Point[]; span: Span; metric: Metric; levels: readonly number[] }) {
  const { points, span, metric, levels } = props;
  const t = useRuleWords();
  const lang = useLang();
  const holder = useRef<HTMLDivElement>(null);
  const drawn = levels.filter(Number.isFinite).join(' ');
  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    const shown = points.map(({ quality, ...p }) => ({ ...p, ...(quality && quality !== 'good' && { quality }) }));
    const chart = new uPlot(
      chartOptions({
        ...{ ...span, points: shown, metric, range: 'week', lang, width: element.clientWidth },
        levels: drawn ? drawn.split(' ').map(Number) : [],
      }),
      historyColumns(shown, RANGE.week.everyMs),
      element,
    );
    const watch = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: chart.height }));
    watch.observe(element);
    return () => {
      watch.disconnect();
      chart.destroy();
    };
  }, [points, span, metric, lang, drawn]);
  if (points.length === 0) return <p className="chart-empty meta">{t.noData}</p>;
  return (
    <figure className="device-chart">
      <div ref={holder} role="img" aria-label={`${METRICS[metric][lang]}. ${t.week}`} />
      <figcaption className="meta">{t.week}</figcaption>
    </figure>
  );
}
