import type { BadRow, ImportAnswer, ImportGuess, Thing, ThingKind } from '#hub/contracts';
import { Suspense, useMemo, useState } from 'react';
import { later } from '../../live/later.js';
import { figure } from '../../format/figures.js';
import { useLang } from '../../i18n/lang.js';
import { Button } from '../../ui/button.js';
import { Notice } from '../../ui/notice.js';
import { Table } from '../../ui/table.js';
import { KIND_INFO } from '../land/kinds.js';
import { mapThing } from '../land/use-all-things.js';
import { Box } from '../parts/box.js';
import { Pager } from '../parts/pager.js';
import { Waiting } from '../parts/waiting.js';
import { useExchangeWords } from './words.js';

const PreviewMap = later(() => import('./preview-map.js'));
const PER_PAGE = 50;

/** What an import would do: the wrong rows by name, what is right on the map. */
export function ImportPreview(props: { kind: ThingKind; answer: ImportAnswer; busy: boolean; onTake(): void }) {
  const { kind, answer, busy, onTake } = props;
  const t = useExchangeWords();
  const lang = useLang();
  const { rows, ready, added, bad, guesses, columns } = answer;
  const count = (n: number) => figure(n, 0, lang);
  const things = useMemo(() => answer.things.map((thing) => mapThing(thing as unknown as Thing)), [answer]);
  return (
    <Box title={t.look}>
      <p role="status">
        {t.rows(count(rows))} · {t.ready(count(ready), count(added), count(ready - added))}
      </p>
      {bad.length === 0 ? (
        <Notice kind="done" title={t.allGood} />
      ) : (
        <>
          <Notice kind="watch" title={t.bad(count(bad.length))}>
            <p>{t.mend}</p>
          </Notice>
          <BadRows bad={bad} columns={columns} />
        </>
      )}
      {guesses.length > 0 && (
        <>
          <Notice kind="watch" title={t.guessed(count(guesses.length))}>
            <p>{t.guessedWhy}</p>
          </Notice>
          <Guesses guesses={guesses} columns={columns} />
        </>
      )}
      {KIND_INFO[kind].shape !== 'none' && things.length > 0 && (
        <Suspense fallback={<Waiting />}>
          <PreviewMap things={things} label={t.preview} />
        </Suspense>
      )}
      {ready > 0 && (
        <p className="import-take">
          <Button kind="go" icon="upload" busy={busy && t.importing} onClick={onTake}>
            {bad.length > 0 ? t.importGood(count(ready)) : t.importAll(count(ready))}
          </Button>
        </p>
      )}
    </Box>
  );
}

type Columns = ImportAnswer['columns'];

function Guesses({ guesses, columns }: { guesses: readonly ImportGuess[]; columns: Columns }) {
  const t = useExchangeWords();
  return (
    <Table
      caption={t.guessed(String(guesses.length))}
      rows={guesses}
      keyOf={({ field, written }) => `${field} ${written}`}
      columns={[
        { id: 'field', head: t.field, cell: ({ field }) => columns[field] ?? field },
        { id: 'written', head: t.written, cell: ({ written }) => written },
        { id: 'taken', head: t.taken, cell: ({ taken }) => taken },
        { id: 'row', head: t.row, num: true, cell: ({ row }) => row },
        { id: 'rows', head: t.inRows, num: true, cell: ({ rows }) => rows },
      ]}
    />
  );
}

function BadRows({ bad, columns }: { bad: readonly BadRow[]; columns: Columns }) {
  const t = useExchangeWords();
  const [offset, setOffset] = useState(0);
  const numbered = bad.map((row, i) => ({ ...row, key: String(i) }));
  return (
    <>
      <Table
        caption={t.problem}
        rows={numbered.slice(offset, offset + PER_PAGE)}
        keyOf={({ key }) => key}
        columns={[
          { id: 'row', head: t.row, num: true, cell: ({ row }) => (row === 0 ? t.file0 : row) },
          { id: 'id', head: t.id, cell: ({ id }) => id },
          { id: 'field', head: t.field, cell: ({ field }) => field && (columns[field] ?? field) },
          { id: 'problem', head: t.problem, cell: ({ problem }) => problem },
        ]}
      />
      <Pager offset={offset} limit={PER_PAGE} total={bad.length} onOffset={setOffset} />
    </>
  );
}
