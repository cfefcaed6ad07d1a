import type { Command } from '#hub/contracts';
import { useState } from 'react';
import { ButtonLink } from '../../ui/button.js';
import { Empty } from '../../ui/notice.js';
import { useAsk } from '../data/ask.js';
import { Answered } from '../parts/answered.js';
import { PageHead } from '../parts/page-head.js';
import { Pager } from '../parts/pager.js';
import { Tabs } from '../parts/tabs.js';
import { type Address, hrefOf } from '../route/address.js';
import { CommandPage } from './command-page.js';
import { CommandTable } from './command-list.js';
import type { Names } from './who-words.js';
import { useCommandWords } from './words.js';

const PER_PAGE = 50;
const EVERY_MS = 5000;
const ALL = 'tat-ca';

export default function Commands({ address }: { address: Address }) {
  const [id] = address.steps;
  if (id === undefined || id === ALL) return <CommandLists key={id} all={id === ALL} />;
  return <CommandPage key={id} id={id} />;
}

function CommandLists({ all }: { all: boolean }) {
  const t = useCommandWords();
  const [offset, setOffset] = useState(0);
  const answer = useAsk<{ commands: Command[]; total: number; names: Names }>(
    `/api/commands?${all ? '' : 'open=true&'}limit=${PER_PAGE}&offset=${offset}`,
    EVERY_MS,
  );
  return (
    <>
      <PageHead title={t.title} lead={t.lead} />
      <Tabs
        label={t.which}
        current={all ? ALL : 'open'}
        tabs={[
          { id: 'open', words: t.open, href: hrefOf('commands') },
          { id: ALL, words: t.all, href: hrefOf('commands', [ALL]) },
        ]}
      />
      <Answered answer={answer}>
        {({ commands, total, names }) => (
          <>
            <div className="card">
              <CommandTable
                commands={commands}
                names={names}
                withDevice
                empty={
                  <Empty icon="power" title={all ? t.none : t.noneOpen}>
                    <p>{t.howTo}</p>
                    <ButtonLink icon="device" href={hrefOf('devices')}>
                      {t.toDevices}
                    </ButtonLink>
                  </Empty>
                }
              />
            </div>
            <Pager offset={offset} limit={PER_PAGE} total={total} onOffset={setOffset} />
          </>
        )}
      </Answered>
    </>
  );
}
