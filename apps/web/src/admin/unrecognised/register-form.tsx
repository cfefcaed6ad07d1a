import { Choices, SelectField } from '../../ui/field.js';
import { withUnit } from '../../format/figures.js';
import { useLang } from '../../i18n/lang.js';
import { previewOf } from './map-draft.js';
import type { MetricFormState, Register } from './use-metric-form.js';
import { useLetterWords } from './words.js';

const TYPES = ['int16', 'uint16', 'int32', 'uint32', 'float32'] as const satisfies readonly Register['type'][];
const ORDERS = ['ABCD', 'CDAB', 'BADC', 'DCBA'] as const satisfies readonly Register['order'][];

/** Where in a block of registers the value stands, and how its bytes lie: each order with what it would read. */
export function RegisterForm(props: { form: MetricFormState; register: Register; record: unknown; count: number }) {
  const { form, register, record, count } = props;
  const t = useLetterWords();
  const lang = useLang();
  const change = (more: Partial<Register>) => form.set({ register: { ...register, ...more } });
  const field = form.field();
  const reads = (order: Register['order']) => {
    const preview = field && previewOf({ ...field, register: { ...register, order } }, record);
    return preview?.is === 'value' ? withUnit(field!.metric, preview.value, lang) : '—';
  };
  return (
    <fieldset className="form registers">
      <legend>{t.registers}</legend>
      <div className="unit-row">
        <SelectField
          label={t.registerAt}
          value={register.offset}
          onChange={(e) => change({ offset: Number(e.target.value) })}
        >
          {Array.from({ length: Math.max(count, register.offset + 1) }, (_, i) => (
            <option key={i} value={i}>
              {i}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t.registerType}
          value={register.type}
          onChange={(e) => change({ type: e.target.value as Register['type'] })}
        >
          {TYPES.map((type) => (
            <option key={type} value={type}>
              {type}
            </option>
          ))}
        </SelectField>
      </div>
      <Choices
        label={`${t.order}. ${t.orderHow}`}
        name="order"
        value={register.order}
        onChange={(order) => change({ order })}
        options={ORDERS.map((value) => ({ value, label: value, hint: reads(value) }))}
      />
    </fieldset>
  );
}
