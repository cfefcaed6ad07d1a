import type { ShownSourceRecord, SourceLimits } from '#hub/contracts';
import { useLang } from '../../i18n/lang.js';
import { Severity } from '../../ui/severity.js';
import { ByMinute } from '../parts/when.js';
import { sourcePath } from './data.js';
import { JudgedList } from './judged-list.js';
import { dayInput } from '../../format/local-input.js';
import { pointWords } from './point-words.js';
import { useSourceWords } from './words.js';

const FOUND = {
  'in-order': 'normal',
  'to-mend': 'watch',
  'pours-illegally': 'warning',
  'could-not-enter': 'stale',
} as const;

/** Inspections and samples, newest first. */
export function RecordList(props: { id: string; records: readonly ShownSourceRecord[]; limits: SourceLimits }) {
  const { id, records, limits } = props;
  const t = useSourceWords();
  const lang = useLang();
  if (records.length === 0) return <p className="meta">{t.noRecords}</p>;
  return (
    <ol className="source-records">
      {records.map(({ key, deed, at, by, nextOn, judged }) => (
        <li key={key}>
          <p className="record-head">
            {deed.did === 'inspected' && <Severity kind={FOUND[deed.outcome]} />}
            <b>{deed.did === 'inspected' ? t.outcomes[deed.outcome] : t.sample}</b>
            <ByMinute at={at} />
          </p>
          {deed.did === 'sampled' && judged && <JudgedList judged={judged} limits={limits} lang={lang} />}
          {deed.note && <p>{deed.note}</p>}
          {deed.did === 'inspected' && deed.photos && deed.photos.length > 0 && (
            <ul className="record-photos">
              {deed.photos.map((name, i) => (
                <li key={name}>
                  <a href={`${sourcePath(id)}/photos/${name}`} target="_blank" rel="noreferrer">
                    <img src={`${sourcePath(id)}/photos/${name}`} alt={t.photo(i + 1)} loading="lazy" />
                  </a>
                </li>
              ))}
            </ul>
          )}
          <p className="meta">
            {[
              deed.did === 'sampled' && deed.point && pointWords(deed.point, lang),
              deed.did === 'sampled' && deed.laboratory,
              by && t.by(by),
              nextOn && t.next(dayInput(nextOn)),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </li>
      ))}
    </ol>
  );
}
