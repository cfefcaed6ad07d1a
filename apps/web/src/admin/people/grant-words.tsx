import type { Grant } from '#hub/contracts';
import { useLang } from '../../i18n/lang.js';
import { useFewThings } from '../data/things.js';
import { useRoles } from './people-data.js';
import { usePeopleWords } from './words.js';

/** "Trưởng thôn · thôn Đông" */
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
        · {t.scopes[kind]}
        {kind !== 'commune' && ` ${name?.name ?? id}`}
      </span>
    </>
  );
}
