import { Checkbox, SelectField, TextArea, TextField } from '../../ui/field.js';
import type { FieldSpec } from './spec.js';
import { useFormWords } from './words.js';

/** One field of a form. */
export function RecordField(props: {
  spec: FieldSpec;
  value: unknown;
  error: string | undefined;
  onChange(value: unknown): void;
}) {
  const { spec, value, error, onChange } = props;
  const { name, label, hint, optional, kind, fixed, options = [] } = spec;
  const t = useFormWords();
  const around = { name, label, hint, error, optional };
  switch (kind) {
    case 'check':
      return <Checkbox label={label} checked={Boolean(value)} onChange={(e) => onChange(e.target.checked)} />;
    case 'choice':
      return (
        <SelectField {...around} value={String(value)} disabled={fixed} onChange={(e) => onChange(e.target.value)}>
          {(optional || !options.some((option) => option.value === value)) && <option value="">—</option>}
          {options.map(({ value: option, words }) => (
            <option key={option} value={option}>
              {words}
            </option>
          ))}
        </SelectField>
      );
    case 'lines':
      return <TextArea {...around} value={String(value)} onChange={(e) => onChange(e.target.value)} />;
    case 'other':
      return spec.render?.({ value, error, onChange }) ?? null;
    default:
      return (
        <TextField
          {...around}
          placeholder={kind === 'date' ? t.datePattern : kind === 'day' ? t.dayPattern : undefined}
          inputMode={kind === 'figure' || kind === 'degrees' ? 'decimal' : undefined}
          autoComplete="off"
          readOnly={fixed}
          value={String(value)}
          onChange={(e) => onChange(e.target.value)}
        />
      );
  }
}
