import type { Person } from '#hub/contracts';
import { useState } from 'react';
import { IconButton } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import { useAsk } from '../data/ask.js';
import { useSettled } from '../data/use-settled.js';
import type { RenderedField } from '../form/spec.js';
import { usePartWords } from './words.js';

const LEAST_LETTERS = 2;
const WAIT_MS = 350;
const MOST = 8;

/** Who it is, by the id that the record keeps. Each look is written down at the hub. */
export function PersonName({ id }: { id: string }) {
  const { value } = useAsk<Person>(`/api/people/${encodeURIComponent(id)}`);
  return <>{value?.name ?? id}</>;
}

/** A person, found by name: nothing is asked before somebody types. */
export function PersonField({ label, value, error, onChange }: RenderedField & { label: string }) {
  const t = usePartWords();
  const id = value as string | undefined;
  const [typed, setTyped] = useState('');
  const settled = useSettled(typed, WAIT_MS);
  const asked = settled.length >= LEAST_LETTERS ? settled : '';
  const found = useAsk<{ people: Person[] }>(
    asked ? `/api/people?search=${encodeURIComponent(asked)}&limit=${MOST}` : undefined,
  );
  if (id)
    return (
      <div className="field">
        <span className="field-label">{label}</span>
        <span className="person-chosen">
          <b>
            <PersonName id={id} />
          </b>
          <IconButton icon="close" label={t.clearPerson} onClick={() => onChange(undefined)} />
        </span>
      </div>
    );
  const people = asked ? found.value?.people : undefined;
  return (
    <div>
      <Field label={label} optional hint={t.findPerson} error={error}>
        {(wired) => (
          <input
            {...wired}
            type="search"
            className="input"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      {people && (
        <ul className="person-found">
          {people.length === 0 && <li className="meta">{t.noPerson}</li>}
          {people.map((person) => (
            <li key={person.id}>
              <button
                type="button"
                onClick={() => {
                  setTyped('');
                  onChange(person.id);
                }}
              >
                {person.name}
                <span className="meta"> {person.phone}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
