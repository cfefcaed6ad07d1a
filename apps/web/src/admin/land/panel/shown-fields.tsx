import { shownValue } from '../../form/shown-value.js';
import type { RecordForm } from '../../form/use-record-form.js';
import { useFormWords } from '../../form/words.js';
import { fromInput } from '../../form/draft.js';
import { Facts } from '../../parts/facts.js';

/** A form's fields for whoever may not change them. */
export function ShownFields({ form }: { form: RecordForm }) {
  const f = useFormWords();
  return (
    <Facts
      facts={form.specs.map(
        (spec) => [spec.label, shownValue(spec, fromInput(spec, form.inputs[spec.name]), f)] as const,
      )}
    />
  );
}
