import { type DeviceProfile, METRICS, type Metric } from '#hub/contracts';
import { useLang } from '../../i18n/lang.js';
import type { FieldSpec } from '../form/spec.js';
import { MetricsField } from './metrics-field.js';
import { useProfileWords } from './words.js';

const MINUTE_MS = 60_000;

export function useProfileSpecs(adding: boolean): FieldSpec[] {
  const t = useProfileWords();
  const lang = useLang();
  return [
    { name: 'vi', label: t.vi, kind: 'text' },
    { name: 'en', label: t.en, kind: 'text' },
    ...(adding ? [{ name: 'id', label: t.id, kind: 'text', hint: t.idHint } satisfies FieldSpec] : []),
    {
      name: 'kind',
      label: t.kind,
      kind: 'choice',
      options: Object.entries(t.kinds).map(([value, words]) => ({ value, words })),
    },
    { name: 'intervalMs', label: t.interval, kind: 'figure', factor: MINUTE_MS },
    {
      name: 'uploadIntervalMs',
      label: t.upload,
      kind: 'figure',
      factor: MINUTE_MS,
      optional: true,
      hint: t.uploadHint,
    },
    { name: 'keptIntervalMs', label: t.kept, kind: 'figure', factor: MINUTE_MS, optional: true, hint: t.keptHint },
    { name: 'windHeightM', label: t.windHeight, kind: 'figure', optional: true, hint: t.windHeightHint },
    { name: 'lateAfterMs', label: t.late, kind: 'figure', factor: MINUTE_MS, optional: true, hint: t.lateHint },
    {
      name: 'metrics',
      label: t.metrics,
      kind: 'other',
      optional: true,
      render: (field) => <MetricsField {...field} />,
      show: (value) =>
        (Object.keys(value as DeviceProfile['metrics']) as Metric[]).map((metric) => METRICS[metric][lang]).join(', '),
    },
  ];
}
