import { useEffect, useState } from 'react';
import { may, mayEverywhere } from '../../session/me.js';
import { useMe } from '../../session/use-me.js';
import { Empty } from '../../ui/notice.js';
import { Table } from '../../ui/table.js';
import { Way } from '../../ui/way.js';
import { useAsk } from '../data/ask.js';
import { useFewThings } from '../data/things.js';
import { useLang } from '../../i18n/lang.js';
import { useSettled } from '../data/use-settled.js';
import { Answered } from '../parts/answered.js';
import { Choice, HamletChoice } from '../parts/choice.js';
import { PageHead } from '../parts/page-head.js';
import { Pager } from '../parts/pager.js';
import { SearchInput } from '../parts/search-input.js';
import { WayButton } from '../parts/way-button.js';
import { hrefOf } from '../route/address.js';
import { Grants } from './grant-words.js';
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
  const search = useSettled(typed, WAIT_MS);
  const [role, setRole] = useState<string>();
  const [hamlet, setHamlet] = useState<string>();
  const [offset, setOffset] = useState(0);
  const readsLand = may(me, 'registry.read');
  const hamlets = useFewThings('hamlet', readsLand).value?.things ?? [];
  useEffect(() => setOffset(0), [search]);
  const narrow = (set: (value: string | undefined) => void) => (value: string | undefined) => {
    set(value);
    setOffset(0);
  };
  const query = new URLSearchParams({
    ...(search && { search }),
    ...(role && { role }),
    ...(hamlet && { hamlet }),
    limit: String(PER_PAGE),
    offset: String(offset),
  });
  const answer = useAsk<{ people: KnownPerson[]; total: number }>(`${PEOPLE}?${query}`);
  const narrowed = Boolean(search || role || hamlet);
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
        <Choice
          label={t.role}
          value={role}
          options={roles
            .filter(({ signIn }) => signIn === 'password' || signIn === 'invitation')
            .map((r) => [r.id, r[lang]])}
          onChoose={narrow(setRole)}
        />
        {readsLand && <HamletChoice value={hamlet} onChoose={narrow(setHamlet)} />}
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
                  {
                    id: 'phone',
                    head: t.phone,
                    cell: ({ phone }) => (phone ? <span className="num">{phone}</span> : '—'),
                  },
                  {
                    id: 'hamlet',
                    head: t.hamlet,
                    cell: (p) => hamlets.find(({ id }) => id === p.hamlet)?.name ?? p.hamlet ?? '—',
                  },
                  {
                    id: 'roles',
                    head: t.roles,
                    cell: ({ grants }) =>
                      grants.length === 0 ? <span className="meta">{t.noRoles}</span> : <Grants grants={grants} />,
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
