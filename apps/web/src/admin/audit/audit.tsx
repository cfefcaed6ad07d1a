import './audit.css';
import { type ReactNode, useState } from 'react';
import { DAY_MS, startOfDay } from '../../format/clock.js';
import { readDateInput } from '../../format/local-input.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { SelectField, TextField } from '../../ui/field.js';
import { Empty } from '../../ui/notice.js';
import { Table } from '../../ui/table.js';
import { useAsk } from '../data/ask.js';
import { Answered } from '../parts/answered.js';
import { PageHead } from '../parts/page-head.js';
import { Pager } from '../parts/pager.js';
import { Exactly } from '../parts/when.js';
import { ChainState } from './chain-state.js';
import { DetailWords } from './detail-words.js';
import { ACTIONS, actionWords } from './actions.js';
import { useAuditWords } from './words.js';

interface Entry {
  seq: number;
  at: number;
  by: string;
  byName?: string;
  actingFor?: string;
  actingForName?: string;
  address?: string;
  action: string;
  target?: string;
  targetName?: string;
  detail?: Record<string, unknown>;
}

const PER_PAGE = 50;
const NOTHING = { from: '', to: '', by: '', action: '', target: '' };
type Filter = typeof NOTHING;

/** Who did what, newest first. Nothing asks again by itself: each look is a line of its own. */
export default function Audit() {
  const t = useAuditWords();
  const [typed, setTyped] = useState<Filter>(NOTHING);
  const [filter, setFilter] = useState<Filter>(NOTHING);
  const [offset, setOffset] = useState(0);
  const answer = useAsk<{ entries: Entry[]; total: number }>(`/api/audit?${queryOf(filter, offset)}`);
  const field = (name: keyof Filter, more: { placeholder?: string } = {}) => (
    <TextField
      label={t[name]}
      value={typed[name]}
      autoComplete="off"
      {...more}
      onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
      onBlur={apply}
    />
  );
  function apply() {
    setOffset(0);
    setFilter(typed);
  }
  const narrow = (more: Partial<Filter>) => {
    const next = { ...typed, ...more };
    setTyped(next);
    setFilter(next);
    setOffset(0);
  };
  return (
    <>
      <PageHead
        title={t.title}
        lead={t.lead}
        actions={
          <ButtonLink icon="download" href="/api/audit/export" download>
            {t.export}
          </ButtonLink>
        }
      />
      <ChainState />
      <form
        className="filters"
        role="search"
        aria-label={t.filter}
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        {field('from', { placeholder: t.datePattern })}
        {field('to', { placeholder: t.datePattern })}
        <SelectField
          label={t.action}
          value={filter.action}
          onChange={(event) => narrow({ action: event.target.value })}
        >
          <option value="">{t.all}</option>
          {ACTIONS.map((action) => (
            <option key={action} value={action}>
              {actionWords(action, t)}
            </option>
          ))}
        </SelectField>
        {field('by')}
        {field('target')}
        {filter !== NOTHING && (
          <Button
            kind="quiet"
            icon="close"
            onClick={() => {
              setTyped(NOTHING);
              setFilter(NOTHING);
              setOffset(0);
            }}
          >
            {t.clear}
          </Button>
        )}
        <button type="submit" className="unseen">
          {t.action}
        </button>
      </form>
      <Answered answer={answer}>
        {({ entries, total }) => (
          <>
            <div className="card">
              <Table<Entry>
                caption={t.title}
                rows={entries}
                keyOf={({ seq }) => String(seq)}
                empty={<Empty icon="note" title={t.none} />}
                columns={[
                  { id: 'at', head: t.at, num: true, cell: ({ at }) => <Exactly at={at} /> },
                  {
                    id: 'who',
                    head: t.who,
                    cell: ({ by, byName, actingFor, actingForName }) => (
                      <>
                        <Narrow onNarrow={() => narrow({ by })}>
                          {byName ?? (by === 'hub' ? t.hub : by === '?' || by === 'stranger' ? t.stranger : by)}
                        </Narrow>
                        {actingFor && <span className="meta"> · {t.actingFor(actingForName ?? actingFor)}</span>}
                      </>
                    ),
                  },
                  { id: 'did', head: t.did_, cell: ({ action }) => actionWords(action, t) },
                  {
                    id: 'about',
                    head: t.about,
                    cell: ({ target, targetName }) =>
                      target && (
                        <Narrow onNarrow={() => narrow({ target })}>{targetName ?? <code>{target}</code>}</Narrow>
                      ),
                  },
                  {
                    id: 'detail',
                    head: t.detail,
                    cell: ({ detail }) => detail && <DetailWords detail={detail} />,
                  },
                  { id: 'address', head: t.address, num: true, cell: ({ address }) => address },
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

/** Nobody types an id: whoever stands in a line is looked for by a click. */
function Narrow({ children, onNarrow }: { children: ReactNode; onNarrow(): void }) {
  const t = useAuditWords();
  return (
    <button type="button" className="audit-narrow" title={t.narrow} onClick={onNarrow}>
      {children}
    </button>
  );
}

/** What cannot be read as a day narrows nothing. */
function queryOf({ from, to, by, action, target }: Filter, offset: number): string {
  const first = readDateInput(from);
  const last = readDateInput(to);
  return new URLSearchParams({
    limit: String(PER_PAGE),
    offset: String(offset),
    ...(first !== undefined && { from: String(first) }),
    ...(last !== undefined && { to: String(startOfDay(last) + DAY_MS) }),
    ...(by.trim() && { by: by.trim() }),
    ...(action.trim() && { action: action.trim() }),
    ...(target.trim() && { target: target.trim() }),
  }).toString();
}
