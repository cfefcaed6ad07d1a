import type { Person } from '#hub/contracts';
import { useAsk } from '../data/ask.js';
import type { RenderedField } from '../form/spec.js';
import { Chosen, Finder, useTyped } from './finder.js';
import { usePartWords } from './words.js';

const MOST = 8;

/** Who it is, by the id that the record keeps. Each look is written down at the hub. */
export function PersonName({ id }: { id: string }) {
  const { value } = useAsk<Person>(`/api/people/${encodeURIComponent(id)}`);
  return <>{value?.name ?? id}</>;
}

/** A person, found by name: nothing is asked before somebody types. */
export function PersonField(props: RenderedField & { label: string; optional?: boolean }) {
  const { label, value, error, optional = true, onChange } = props;
  const t = usePartWords();
  const id = value as string | undefined;
  const { typed, asked, type } = useTyped();
  const { value: found } = useAsk<{ people: Person[] }>(
    asked && `/api/people?search=${encodeURIComponent(asked)}&limit=${MOST}`,
  );
  if (id)
    return (
      <Chosen label={label} clear={t.clearPerson} onClear={() => onChange(undefined)}>
        <PersonName id={id} />
      </Chosen>
    );
  return (
    <Finder
      label={label}
      hint={t.findPerson}
      error={error}
      optional={optional}
      typed={typed}
      onType={type}
      found={asked ? found?.people.map((person) => ({ id: person.id, words: <Named person={person} /> })) : undefined}
      none={t.noPerson}
      onChoose={onChange}
    />
  );
}

function Named({ person: { name, phone } }: { person: Person }) {
  return (
    <>
      {name} <span className="meta">{phone}</span>
    </>
  );
}
