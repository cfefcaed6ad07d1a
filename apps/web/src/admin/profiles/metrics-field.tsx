import { type DeviceProfile, type Metric, METRIC_NAMES, METRICS } from '#hub/contracts';
import { useLang } from '../../i18n/lang.js';
import { IconButton } from '../../ui/button.js';
import { SelectField } from '../../ui/field.js';
import { readFigure } from '../data/read-figure.js';
import type { RenderedField } from '../form/spec.js';
import { useProfileWords } from './words.js';

type Metrics = DeviceProfile['metrics'];
type Own = NonNullable<Metrics[Metric]>;

const MINUTE_MS = 60_000;

/** What a model measures, each in its range and at its pace. */
export function MetricsField({ value, error, onChange }: RenderedField) {
  const t = useProfileWords();
  const lang = useLang();
  const metrics = (value as Metrics | undefined) ?? {};
  const names = Object.keys(metrics) as Metric[];
  const change = (metric: Metric, own: Own) => onChange({ ...metrics, [metric]: own });
  return (
    <fieldset className="whole profile-metrics">
      <legend>{t.metrics}</legend>
      <p className="meta">{t.metricsHint}</p>
      <ul>
        {names.map((metric) => (
          <MetricLine
            key={metric}
            metric={metric}
            own={metrics[metric] ?? {}}
            onOwn={(own) => change(metric, own)}
            onRemove={() => {
              const { [metric]: _, ...rest } = metrics;
              onChange(rest);
            }}
          />
        ))}
      </ul>
      <SelectField
        label={t.addMetric}
        value=""
        onChange={(event) => event.target.value && change(event.target.value as Metric, {})}
      >
        <option value="">—</option>
        {METRIC_NAMES.filter((metric) => !names.includes(metric)).map((metric) => (
          <option key={metric} value={metric}>
            {METRICS[metric][lang]} {METRICS[metric].unit && `(${METRICS[metric].unit})`}
          </option>
        ))}
      </SelectField>
      {error && (
        <p className="shape-problem" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

function MetricLine(props: { metric: Metric; own: Own; onOwn(own: Own): void; onRemove(): void }) {
  const { metric, own, onOwn, onRemove } = props;
  const t = useProfileWords();
  const lang = useLang();
  const info = METRICS[metric];
  const name = info[lang];
  const [low, high] = own.range ?? [undefined, undefined];
  const ranged = (from: number | undefined, to: number | undefined) => {
    const { range: _, ...rest } = own;
    const none = from === undefined && to === undefined;
    onOwn(none ? rest : { ...rest, range: [from ?? info.range[0], to ?? info.range[1]] });
  };
  const paced = (minutes: number | undefined) => {
    const { intervalMs: _, ...rest } = own;
    onOwn(minutes === undefined ? rest : { ...rest, intervalMs: Math.round(minutes * MINUTE_MS) });
  };
  return (
    <li>
      <span className="metric-name">
        <b>{name}</b> <span className="meta">{info.unit}</span>
      </span>
      <Small label={t.from(name)} hint={String(info.range[0])} value={low} onValue={(value) => ranged(value, high)} />
      <Small label={t.to(name)} hint={String(info.range[1])} value={high} onValue={(value) => ranged(low, value)} />
      <Small
        label={t.every(name)}
        hint={t.own}
        value={own.intervalMs === undefined ? undefined : own.intervalMs / MINUTE_MS}
        onValue={paced}
      />
      <IconButton icon="trash" label={t.removeMetric(name)} onClick={onRemove} />
    </li>
  );
}

/** A figure that may be left out; taken over when the field is left. */
function Small(props: { label: string; hint: string; value: number | undefined; onValue(value?: number): void }) {
  const { label, hint, value, onValue } = props;
  return (
    <input
      key={value}
      className="input num"
      inputMode="decimal"
      aria-label={label}
      placeholder={hint}
      defaultValue={value === undefined ? '' : String(value).replace('.', ',')}
      onBlur={(event) => {
        const text = event.target.value.trim();
        const figure = text === '' ? undefined : readFigure(text);
        if (figure !== value && (text === '' || figure !== undefined)) onValue(figure);
      }}
    />
  );
}
