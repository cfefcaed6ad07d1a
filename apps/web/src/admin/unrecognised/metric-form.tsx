import { type Metric, METRIC_NAMES, METRICS } from '#hub/contracts';
import { useLang } from '../../i18n/lang.js';
import { Checkbox, SelectField, TextField } from '../../ui/field.js';
import { readFigure } from '../data/read-figure.js';
import { previewOf } from './map-draft.js';
import { registerCount } from './packet-tree.js';
import { PreviewWords } from './preview-words.js';
import { RegisterForm } from './register-form.js';
import { choiceOf, unitChoices } from './units.js';
import { FIRST_REGISTER, type MetricFormState } from './use-metric-form.js';
import { useLetterWords } from './words.js';

/** Which quantity it is and how it is written, with what comes of it. */
export function MetricForm({ form, record }: { form: MetricFormState; record: unknown }) {
  const t = useLetterWords();
  const lang = useLang();
  const { metric, scale, offset, register, wrong, node, set } = form;
  const field = form.field();
  const factor = [readFigure(scale), readFigure(offset)] as const;
  const known = metric && factor[0] !== undefined && factor[1] !== undefined && choiceOf(metric, factor[0], factor[1]);
  return (
    <div className="form">
      <SelectField
        label={t.metric}
        value={metric ?? ''}
        error={wrong && !metric ? t.metricMissing : undefined}
        onChange={(e) => set({ metric: e.target.value as Metric })}
      >
        <option value="" disabled>
          {t.chooseMetric}
        </option>
        {METRIC_NAMES.map((name) => (
          <option key={name} value={name}>
            {METRICS[name][lang]} {METRICS[name].unit && `(${METRICS[name].unit})`}
          </option>
        ))}
      </SelectField>
      {(register || registersIn(node.value)) && (
        <Checkbox
          label={t.isRegister}
          checked={register !== undefined}
          onChange={(e) => set({ register: e.target.checked ? FIRST_REGISTER : undefined })}
        />
      )}
      {register && <RegisterForm form={form} register={register} record={record} count={registerCount(node.value)} />}
      {metric && (
        <div className="unit-row">
          <SelectField
            label={t.unit}
            value={known ? known.name : '*'}
            onChange={(e) => {
              const unit = unitChoices(metric).find(({ name }) => name === e.target.value);
              if (unit) set({ scale: String(unit.scale), offset: String(unit.offset) });
            }}
          >
            {unitChoices(metric).map(({ name }, i) => (
              <option key={name} value={name}>
                {i === 0 ? [name, t.asIs].filter(Boolean).join(' · ') : name}
              </option>
            ))}
            {!known && <option value="*">{t.unitOther}</option>}
          </SelectField>
          <TextField
            label={t.scale}
            inputMode="decimal"
            value={scale}
            error={factor[0] === undefined ? t.number : undefined}
            onChange={(e) => set({ scale: e.target.value })}
          />
          <TextField
            label={t.offset}
            inputMode="decimal"
            value={offset}
            error={factor[1] === undefined ? t.number : undefined}
            onChange={(e) => set({ offset: e.target.value })}
          />
        </div>
      )}
      {field && (
        <p className="result" role="status">
          {t.result}: <PreviewWords metric={field.metric} preview={previewOf(field, record)} />
        </p>
      )}
    </div>
  );
}

const registersIn = (value: unknown) => typeof value === 'string' || Array.isArray(value);
