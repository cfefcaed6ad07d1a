import './form.css';
import type { ReactNode } from 'react';
import { Button } from '../../ui/button.js';
import { Failed } from '../parts/failed.js';
import { ConflictDialog } from './conflict-dialog.js';
import { RecordField } from './record-field.js';
import type { RecordForm } from './use-record-form.js';
import { useFormWords } from './words.js';

/** The fields of a form in their order, its buttons, and the dialog when somebody else was faster. */
export function RecordFormView(props: {
  form: RecordForm;
  /** Something new is added, and not changed. */
  adding?: boolean;
  /** After the fields. */
  children?: ReactNode;
  /** Why it cannot be saved as it stands. */
  off?: string | undefined;
}) {
  const { form, adding, children, off } = props;
  const t = useFormWords();
  const { specs, inputs, sending, clash } = form;
  const labels = Object.fromEntries(specs.map(({ name, label }) => [name, label]));
  return (
    <form
      className="form record-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.save();
      }}
    >
      {specs.map((spec) => (
        <RecordField
          key={spec.name}
          spec={spec}
          value={inputs[spec.name]}
          error={form.problemWith(spec.name)}
          onChange={(value) => form.set(spec.name, value)}
        />
      ))}
      {children}
      <Failed error={sending.failed} under={Object.keys(labels)} labels={labels} />
      <div className="form-actions">
        <Button
          type="submit"
          kind="go"
          icon="check"
          busy={sending.busy && t.saving}
          off={form.dirty ? off : t.unchanged}
        >
          {adding ? t.add : t.save}
        </Button>
        {form.dirty && !adding && (
          <Button icon="undo" onClick={form.reset}>
            {t.discard}
          </Button>
        )}
      </div>
      {clash && (
        <ConflictDialog
          clashes={clash.clashes}
          busy={sending.busy}
          onChosen={clash.choose}
          onDrop={clash.drop}
          onClose={clash.close}
        />
      )}
    </form>
  );
}
