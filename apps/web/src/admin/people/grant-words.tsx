import type { Grant } from '#hub/contracts';
import { useLang } from '../../i18n/lang.js';
import { fold } from '../data/fold.js';
import { useFewThings } from '../data/things.js';
import { useRoles } from './people-data.js';
import { usePeopleWords } from './words.js';

/** "Thôn Đông" says what it is, "Đông" does not. */
const scopeWords = (kind: string, name: string): string =>
  fold(kind).split(' ').includes(fold(name).split(' ')[0]!) ? name : `${kind} ${name}`;

/** "Trưởng thôn · Thôn Đông" */
export function GrantWords({ grant }: { grant: Grant }) {
  const t = usePeopleWords();
  const lang = useLang();
  const role = useRoles().find(({ id }) => id === grant.role);
  const { kind, id } = grant.scope;
  const things = useFewThings(kind === 'commune' || kind === 'plot' ? 'hamlet' : kind, kind !== 'commune');
  const name = things.value?.things.find((thing) => thing.id === id);
  return (
    <>
      {role?.[lang] ?? grant.role}
      <span className="meta">
        {' '}
        · {kind === 'commune' ? t.scopes[kind] : scopeWords(t.scopes[kind], name?.name ?? id)}
      </span>
    </>
  );
}
