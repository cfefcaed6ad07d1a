import { useState } from 'react';
import { mayEverywhere } from '../../session/me.js';
import { useMe } from '../../session/use-me.js';
import { SelectField } from '../../ui/field.js';
import { PersonField } from '../parts/person-field.js';
import { useCommandWords } from './words.js';

/** Who has a task; `anybody`: whoever may give commands there and is first. */
export type Doer = { person?: string } | 'incomplete';
type Choice = 'anybody' | 'me' | 'other';

/** To whom a task is given. Others are found by their names, where the asker may read names. */
export function DoerField({ error, onDoer }: { error: string | undefined; onDoer(doer: Doer): void }) {
  const t = useCommandWords();
  const me = useMe();
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
        {mayEverywhere(me, 'people.read') && <option value="other">{t.doers.other}</option>}
      </SelectField>
      {choice === 'other' && (
        <PersonField
          label={t.person}
          value={other}
          error={error}
          onChange={(person) => choose('other', person as string | undefined)}
        />
      )}
    </>
  );
}
