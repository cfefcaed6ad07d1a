import type { Field } from '#hub/contracts';
import { pathTo } from '#hub/field-map';
import { useState } from 'react';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Choices, SelectField } from '../../ui/field.js';
import { usePartWords } from '../parts/words.js';
import { guessRole, guessTime, type MapTimeUnit, type Role, TIME_UNITS } from './guess.js';
import { type MapDraft, timeIn, withDevicePath, withField, withTime } from './map-draft.js';
import { MetricForm } from './metric-form.js';
import { type PacketNode, valueText } from './packet-tree.js';
import { TimeWords } from './time-words.js';
import { useMetricForm } from './use-metric-form.js';
import { useLetterWords } from './words.js';

const ROLES = ['metric', 'device', 'time'] as const satisfies readonly Role[];

/** What a tapped value is: chosen with the value that will come of it before one's eyes. */
export function FieldDialog(props: {
  node: PacketNode;
  /** The line that is changed, where there is one already. */
  field?: Field;
  draft: MapDraft;
  record: unknown;
  received: number;
  onDraft(draft: MapDraft): void;
  onClose(): void;
}) {
  const { node, field, draft, record, received, onDraft, onClose } = props;
  const t = useLetterWords();
  const p = usePartWords();
  const path = pathTo(node.steps);
  const [role, setRole] = useState<Role>(() => roleIn(draft, path, field) ?? guessRole(node.key, node.value, received));
  const [unit, setUnit] = useState<MapTimeUnit>(
    () => (draft.timePath === path ? draft.timeUnit : guessTime(node.value, received)) ?? 's',
  );
  const form = useMetricForm(node, field);
  const put = () => {
    if (role === 'device') onDraft(withDevicePath(draft, path));
    else if (role === 'time') onDraft(withTime(draft, { path, unit }));
    else {
      const made = form.submit();
      if (!made) return;
      const others = field ? { ...draft, fields: draft.fields.filter((f) => f !== field) } : draft;
      onDraft(withField(others, made));
    }
    onClose();
  };
  return (
    <Dialog
      title={t.tapped}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{p.cancel}</Button>
          <Button kind="go" icon="check" onClick={put}>
            {t.put}
          </Button>
        </>
      }
    >
      <p className="tapped">
        <code className="key">{path}</code>
        <code className="value">{valueText(node.value)}</code>
      </p>
      <Choices<Role>
        label={t.role}
        name="role"
        value={role}
        onChange={setRole}
        options={ROLES.map((value) => ({ value, label: t.roles[value], hint: t.roleHints[value] }))}
      />
      {role === 'metric' && <MetricForm form={form} record={record} />}
      {role === 'time' && (
        <div className="form">
          <SelectField label={t.timeUnit} value={unit} onChange={(e) => setUnit(e.target.value as MapTimeUnit)}>
            {TIME_UNITS.map((u) => (
              <option key={u} value={u}>
                {t.timeUnits[u]}
              </option>
            ))}
          </SelectField>
          <p className="result">
            {t.result}: <TimeWords at={timeIn(withTime(draft, { path, unit }), record)} />
          </p>
        </div>
      )}
    </Dialog>
  );
}

function roleIn(draft: MapDraft, path: string, field: Field | undefined): Role | undefined {
  if (field || draft.fields.some((known) => known.path === path)) return 'metric';
  if (draft.devicePath === path) return 'device';
  return draft.timePath === path ? 'time' : undefined;
}
