import { useEffect, useState } from 'react';
import { may, mayEverywhere } from '../../session/me.js';
import { useMe } from '../../session/use-me.js';
import { SelectField } from '../../ui/field.js';
import { Empty } from '../../ui/notice.js';
import { Table } from '../../ui/table.js';
import { Way } from '../../ui/way.js';
import { useAsk } from '../data/ask.js';
import { useFewThings } from '../data/things.js';
import { useLang } from '../../i18n/lang.js';
import { Answered } from '../parts/answered.js';
import { PageHead } from '../parts/page-head.js';
import { Pager } from '../parts/pager.js';
import { SearchInput } from '../parts/search-input.js';
import { WayButton } from '../parts/way-button.js';
import { hrefOf } from '../route/address.js';
import { GrantWords } from './grant-words.js';
import { type KnownPerson, PEOPLE, useRoles } from './people-data.js';
import { usePeopleWords } from './words.js';

const PER_PAGE = 50;
/** Each search is written down: not each letter of it. */
const WAIT_MS = 500;

export function PeopleList() {
  const t = usePeopleWords();
  const lang = useLang();
  const me = useMe();
  const roles = useRoles();
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  const [role, setRole] = useState('');
  const [hamlet, setHamlet] = useState('');
  const [offset, setOffset] = useState(0);
  const hamlets = useFewThings('hamlet', may(me, 'registry.read')).value?.things ?? [];
  useEffect(() => {
    const timer = setTimeout(() => {
      setSearch(typed.trim());
      setOffset(0);
    }, WAIT_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const query = new URLSearchParams({
    ...(search && { search }),
    ...(role && { role }),
    ...(hamlet && { hamlet }),
    limit: String(PER_PAGE),
    offset: String(offset),
  });
  const answer = useAsk<{ people: KnownPerson[]; total: number }>(`${PEOPLE}?${query}`);
  const narrowed = search !== '' || role !== '' || hamlet !== '';
  return (
    <>
      <PageHead
        title={t.title}
        lead={t.lead}
        actions={
          mayEverywhere(me, 'people.write') && (
            <WayButton kind="go" icon="add" href={hrefOf('people', ['+'])}>
              {t.add}
            </WayButton>
          )
        }
      />
      <form className="filters" role="search" aria-label={t.search} onSubmit={(event) => event.preventDefault()}>
        <SearchInput label={t.search} value={typed} onSearch={setTyped} />
        <SelectField
          label={t.role}
          value={role}
          onChange={(e) => {
            setRole(e.target.value);
            setOffset(0);
          }}
        >
          <option value="">{t.all}</option>
          {roles
            .filter(({ signIn }) => signIn === 'password' || signIn === 'invitation')
            .map((r) => (
              <option key={r.id} value={r.id}>
                {r[lang]}
              </option>
            ))}
        </SelectField>
        {hamlets.length > 0 && (
          <SelectField
            label={t.hamlet}
            value={hamlet}
            onChange={(e) => {
              setHamlet(e.target.value);
              setOffset(0);
            }}
          >
            <option value="">{t.all}</option>
            {hamlets.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
        )}
      </form>
      <Answered answer={answer}>
        {({ people, total }) => (
          <>
            <div className="card">
              <Table<KnownPerson>
                caption={t.title}
                rows={people}
                keyOf={({ id }) => id}
                empty={<Empty icon="people" title={narrowed ? t.noneFound : t.none} />}
                columns={[
                  {
                    id: 'name',
                    head: t.name,
                    cell: ({ id, name, login }) => (
                      <Way href={hrefOf('people', [id])}>
                        {name}
                        {login && <span className="meta id">{login}</span>}
                      </Way>
                    ),
                  },
                  { id: 'phone', head: t.phone, num: true, cell: ({ phone }) => phone ?? '—' },
                  {
                    id: 'hamlet',
                    head: t.hamlet,
                    cell: (p) => hamlets.find(({ id }) => id === p.hamlet)?.name ?? p.hamlet ?? '—',
                  },
                  {
                    id: 'roles',
                    head: t.roles,
                    cell: ({ grants }) =>
                      grants.length === 0 ? (
                        <span className="meta">{t.noRoles}</span>
                      ) : (
                        <ul>
                          {grants.map((grant, i) => (
                            <li key={i}>
                              <GrantWords grant={grant} />
                            </li>
                          ))}
                        </ul>
                      ),
                  },
                  { id: 'state', head: t.state, cell: (person) => <StateWords person={person} /> },
                ]}
              />
            </div>
            <Pager offset={offset} limit={PER_PAGE} total={total} onOffset={setOffset} />
          </>
        )}
      </Answered>
    </>
  );
}

export function StateWords({ person }: { person: KnownPerson }) {
  const t = usePeopleWords();
  if (person.disabled) return <b className="graded">{t.disabled}</b>;
  if (person.sessions > 0) return <>{t.signedIn(person.sessions)}</>;
  return <span className="meta">{person.invited ? t.invited : person.password ? t.password : t.never}</span>;
}
