import { type Grant, LANGUAGES } from '#hub/contracts';
import { useFewThings } from '../data/things.js';
import type { FieldSpec } from '../form/spec.js';
import { Grants } from './grant-words.js';
import { GrantsField } from './grants-field.js';
import { usePeopleWords } from './words.js';

/** Of somebody who is there already by the id: what is the person's own can be offered. */
export function usePersonSpecs(person?: string): FieldSpec[] {
  const t = usePeopleWords();
  const hamlets = useFewThings('hamlet').value?.things ?? [];
  return [
    { name: 'name', label: t.name, kind: 'text' },
    { name: 'phone', label: t.phone, kind: 'text', optional: true },
    {
      name: 'hamlet',
      label: t.hamlet,
      kind: 'choice',
      optional: true,
      options: hamlets.map(({ id, name }) => ({ value: id, words: name })),
    },
    { name: 'login', label: t.login, kind: 'text', optional: true, hint: t.loginHint },
    {
      name: 'language',
      label: t.language,
      kind: 'choice',
      options: LANGUAGES.map((value) => ({ value, words: t.languages[value] })),
    },
    {
      name: 'grants',
      label: t.roles,
      kind: 'other',
      optional: true,
      render: (field) => <GrantsField person={person} {...field} />,
      show: (value) => <Grants grants={value as readonly Grant[]} />,
    },
  ];
}
