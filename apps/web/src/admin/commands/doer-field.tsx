import { useState } from 'react';
import { useMe } from '../../session/use-me.js';
import { SelectField } from '../../ui/field.js';
import { useAsk } from '../data/ask.js';
import { DEVICES } from '../data/devices.js';
import { useCommandWords } from './words.js';

/** Who has a task; `anybody`: whoever may give commands there and is first. */
export type Doer = { person?: string } | 'incomplete';
type Choice = 'anybody' | 'me' | 'other';

/** To whom a task is given: one of those who may do it at that device. */
export function DoerField(props: { device: string; error: string | undefined; onDoer(doer: Doer): void }) {
  const { device, error, onDoer } = props;
  const t = useCommandWords();
  const me = useMe();
  const { value } = useAsk<{ doers: { id: string; name: string }[] }>(`${DEVICES}/${encodeURIComponent(device)}/doers`);
  const others = value?.doers.filter(({ id }) => id !== me.id) ?? [];
  const [choice, setChoice] = useState<Choice>('anybody');
  const [other, setOther] = useState<string>();
  const choose = (next: Choice, person = other) => {
    setChoice(next);
    setOther(person);
    if (next === 'anybody') onDoer({});
    else if (next === 'me') onDoer({ person: me.id });
    else onDoer(person === undefined ? 'incomplete' : { person });
  };
  return (
    <>
      <SelectField label={t.doer} value={choice} onChange={(e) => choose(e.target.value as Choice)}>
        <option value="anybody">{t.doers.anybody}</option>
        <option value="me">{t.doers.me(me.name)}</option>
        {others.length > 0 && <option value="other">{t.doers.other}</option>}
      </SelectField>
      {choice === 'other' && (
        <SelectField
          label={t.person}
          value={other ?? ''}
          error={error}
          onChange={(e) => choose('other', e.target.value || undefined)}
        >
          <option value="">—</option>
          {others.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
    </>
  );
}
