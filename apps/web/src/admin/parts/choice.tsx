import { SelectField } from '../../ui/field.js';
import { useFewThings } from '../data/things.js';
import { usePartWords } from './words.js';

/** Narrows a list to one of some; "" and undefined are all of them. */
export function Choice<V extends string>(props: {
  label: string;
  value: V | '' | undefined;
  options: readonly (readonly [value: V, words: string])[];
  onChoose(value: V | undefined): void;
}) {
  const { label, value, options, onChoose } = props;
  const t = usePartWords();
  return (
    <SelectField label={label} value={value ?? ''} onChange={(e) => onChoose((e.target.value as V) || undefined)}>
      <option value="">{t.all}</option>
      {options.map(([option, words]) => (
        <option key={option} value={option}>
          {words}
        </option>
      ))}
    </SelectField>
  );
}

/** Narrows a list to a hamlet. It is not there for whoever sees none, or one alone. */
export function HamletChoice(props: { value: string | undefined; onChoose(hamlet: string | undefined): void }) {
  const t = usePartWords();
  const hamlets = useFewThings('hamlet').value?.things ?? [];
  if (hamlets.length < 2) return null;
  return <Choice label={t.hamlet} options={hamlets.map(({ id, name }) => [id, name])} {...props} />;
}
