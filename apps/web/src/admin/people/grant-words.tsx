import type { Grant } from '#hub/contracts';
import { useLang } from '../../i18n/lang.js';
import { fold } from '../data/fold.js';
import { useFewThings } from '../data/things.js';
import { useRoles } from './people-data.js';
import { usePeopleWords } from './words.js';

const MOST = 3;

/** "Thôn Đông" says what it is, "Đông" does not. */
const scopeWords = (kind: string, name: string): string =>
  fold(kind).split(' ').includes(fold(name).split(' ')[0]!) ? name : `${kind} ${name}`;

/** "Trưởng thôn · Thôn Đông"; of many places of a kind the first few. */
export function Grants({ grants }: { grants: readonly Grant[] }) {
  const alike = new Map<string, Grant[]>();
  for (const grant of grants) {
    const key = `${grant.role} ${grant.scope.kind}`;
    alike.set(key, [...(alike.get(key) ?? []), grant]);
  }
  return (
    <ul>
      {[...alike].map(([key, same]) => (
        <li key={key}>
          <SameRole grants={same} />
        </li>
      ))}
    </ul>
  );
}

function SameRole({ grants }: { grants: readonly Grant[] }) {
  const t = usePeopleWords();
  const lang = useLang();
  const { role: id, scope } = grants[0]!;
  const role = useRoles().find((one) => one.id === id);
  const { kind } = scope;
  // plots are many, and known by their ids
  const named = kind !== 'commune' && kind !== 'plot';
  const things = useFewThings(named ? kind : 'hamlet', named).value?.things;
  const nameOf = (of: string) => things?.find((thing) => thing.id === of)?.name ?? of;
  const [first, ...others] = grants.slice(0, MOST).map((grant) => nameOf(grant.scope.id));
  const where = kind === 'commune' ? t.scopes.commune : [scopeWords(t.scopes[kind], first!), ...others].join(', ');
  return (
    <>
      {role?.[lang] ?? id}
      <span className="meta">
        {' '}
        · {where}
        {grants.length > MOST && ` ${t.moreScopes(grants.length - MOST)}`}
      </span>
    </>
  );
}
