import './unrecognised.css';
import { useState } from 'react';
import { useLang } from '../../i18n/lang.js';
import { Empty } from '../../ui/notice.js';
import { Table } from '../../ui/table.js';
import { Way } from '../../ui/way.js';
import { Answered } from '../parts/answered.js';
import { PageHead } from '../parts/page-head.js';
import { Pager } from '../parts/pager.js';
import { Tabs } from '../parts/tabs.js';
import { Ago } from '../parts/when.js';
import { type Address, hrefOf } from '../route/address.js';
import { LetterPage } from './letter-page.js';
import { type Letter, LETTER_KINDS, type LetterKind, useLetters } from './letters.js';
import { reasonIn } from './reason-words.js';
import { useLetterWords } from './words.js';

const PER_PAGE = 50;
const QUERY = 'loai';

export default function Unrecognised({ address }: { address: Address }) {
  const [id] = address.steps;
  if (id !== undefined) return <LetterPage key={id} id={id} />;
  const kind = LETTER_KINDS.find((k) => k === address.query.get(QUERY)) ?? 'unrecognised';
  return <LetterList key={kind} kind={kind} />;
}

function LetterList({ kind }: { kind: LetterKind }) {
  const t = useLetterWords();
  const lang = useLang();
  const [offset, setOffset] = useState(0);
  const answer = useLetters(kind, offset, PER_PAGE);
  return (
    <>
      <PageHead title={t.title} lead={t.lead} />
      <Tabs
        label={t.kindFilter}
        current={kind}
        tabs={LETTER_KINDS.map((k) => ({
          id: k,
          words: t.kinds[k],
          href: hrefOf('unrecognised', [], { [QUERY]: k === 'unrecognised' ? undefined : k }),
        }))}
      />
      <Answered answer={answer}>
        {({ deadLetters, total }) => (
          <>
            <div className="card">
              <Table<Letter>
                caption={t.kinds[kind]}
                rows={deadLetters}
                keyOf={({ id }) => id}
                empty={
                  <Empty icon="check" title={t.none}>
                    <p>{t.noneWhy[kind]}</p>
                  </Empty>
                }
                columns={[
                  {
                    id: 'reason',
                    head: t.why,
                    cell: ({ id, reason }) => <Way href={hrefOf('unrecognised', [id])}>{reasonIn(reason, lang)}</Way>,
                  },
                  { id: 'from', head: t.from, cell: ({ account, device }) => device ?? account ?? '—' },
                  { id: 'topic', head: t.topic, cell: ({ topic }) => topic && <code className="topic">{topic}</code> },
                  { id: 'received', head: t.received, cell: ({ received }) => <Ago at={received} /> },
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
