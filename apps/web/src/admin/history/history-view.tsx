import './history.css';
import type { HistoryEntry } from '#hub/contracts';
import { useState } from 'react';
import { wordsIn } from '../../i18n/lang.js';
import { useAsk } from '../data/ask.js';
import { same } from '../form/draft.js';
import { shownValue } from '../form/shown-value.js';
import type { FieldSpec } from '../form/spec.js';
import { useFormWords } from '../form/words.js';
import { Answered } from '../parts/answered.js';
import { Pager } from '../parts/pager.js';
import { Exactly } from '../parts/when.js';

type Entry = HistoryEntry & { byName?: string };

const PER_PAGE = 20;

const useWords = wordsIn(
  {
    changes: { added: 'Thêm vào', changed: 'Sửa', removed: 'Xóa', restored: 'Dùng lại' },
    version: (n: number) => `bản ${n}`,
    none: 'Chưa có lịch sử.',
    list: 'Các bản đã lưu',
    hub: 'máy chủ',
    before: 'từ trước khi có lịch sử',
    nothing: 'không đổi mục nào ở đây',
    arrow: 'thành',
  },
  {
    changes: { added: 'Added', changed: 'Changed', removed: 'Removed', restored: 'In use again' },
    version: (n: number) => `version ${n}`,
    none: 'There is no history yet.',
    list: 'Versions',
    hub: 'the hub',
    before: 'before histories were kept',
    nothing: 'nothing of these fields',
    arrow: 'to',
  },
);

/** Every version of something: who made it, when, and what was different from then on. */
export function HistoryView({ path, specs }: { path: string; specs: readonly FieldSpec[] }) {
  const t = useWords();
  const [offset, setOffset] = useState(0);
  // one more than is shown: the oldest of a page is compared with the one before it
  const answer = useAsk<{ entries: Entry[]; total: number }>(`${path}?limit=${PER_PAGE + 1}&offset=${offset}`);
  return (
    <Answered answer={answer}>
      {({ entries, total }) =>
        total === 0 ? (
          <p className="meta">{t.none}</p>
        ) : (
          <>
            <ol className="history" aria-label={t.list}>
              {entries.slice(0, PER_PAGE).map((entry, i) => (
                <Version key={entry.version} entry={entry} before={entries[i + 1]} specs={specs} />
              ))}
            </ol>
            <Pager offset={offset} limit={PER_PAGE} total={total} onOffset={setOffset} />
          </>
        )
      }
    </Answered>
  );
}

function Version(props: { entry: Entry; before: Entry | undefined; specs: readonly FieldSpec[] }) {
  const { entry, before, specs } = props;
  const t = useWords();
  const f = useFormWords();
  const first = entry.change === 'added' || !before;
  const changed = first ? [] : specs.filter(({ name }) => !same(entry.body[name] ?? null, before.body[name] ?? null));
  return (
    <li>
      <p>
        <b>{t.changes[entry.change]}</b> · {entry.at > 0 ? <Exactly at={entry.at} /> : t.before} ·{' '}
        {entry.byName ?? (entry.by === 'hub' ? t.hub : entry.by)}{' '}
        <span className="meta">· {t.version(entry.version)}</span>
      </p>
      {entry.change === 'changed' && (
        <ul>
          {changed.map((spec) => (
            <li key={spec.name}>
              {spec.label}: <del>{shownValue(spec, before?.body[spec.name], f)}</del>{' '}
              <span aria-label={t.arrow}>→</span> <ins>{shownValue(spec, entry.body[spec.name], f)}</ins>
            </li>
          ))}
          {changed.length === 0 && before && <li className="meta">{t.nothing}</li>}
        </ul>
      )}
    </li>
  );
}
