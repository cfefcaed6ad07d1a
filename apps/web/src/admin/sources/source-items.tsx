import { useEffect, useState } from 'react';
import { useLang } from '../../i18n/lang.js';
import { ButtonLink } from '../../ui/button.js';
import { Way } from '../../ui/way.js';
import { useNow } from '../data/hub.js';
import { Answered } from '../parts/answered.js';
import { Choice } from '../parts/choice.js';
import { Pager } from '../parts/pager.js';
import { hrefOf } from '../route/address.js';
import { SOURCE_TYPES } from '#hub/contracts';
import type { ReactNode } from 'react';
import { KIND_INFO } from '../land/kinds.js';
import { sourcesPath, SOURCES, useSources, useYearFigures } from './data.js';
import { SourceState } from './due-line.js';
import { FILE_VIEW } from './file-view.js';
import { useSourceWords } from './words.js';

const PER_PAGE = 50;
const DUES = ['overdue', 'soon', 'later', 'none'] as const;
type DueState = (typeof DUES)[number];

/** Sources in the order in which they do not wait, the figures of indicator 15.2 above them. */
export function SourceItems(props: {
  search: string;
  hamlet: string | undefined;
  chosen: string | undefined;
  /** What stands there without any. */
  empty: ReactNode;
  count(total: number): string;
}) {
  const { search, hamlet, chosen, empty, count } = props;
  const t = useSourceWords();
  const lang = useLang();
  const [due, setDue] = useState<DueState>();
  const [offset, setOffset] = useState(0);
  useEffect(() => setOffset(0), [search, hamlet, due]);
  const answer = useSources({ search, hamlet, due, limit: PER_PAGE, offset });
  const file = (format: string) =>
    `${sourcesPath({ search, hamlet, due }, `${SOURCES}/export`)}`.concat(
      search || hamlet || due ? '&' : '?',
      `format=${format}`,
    );
  return (
    <>
      <YearFigures />
      <Choice<DueState> label={t.due} value={due} options={DUES.map((one) => [one, t.dues[one]])} onChoose={setDue} />
      <Answered answer={answer}>
        {({ sources, total }) => (
          <>
            {total === 0 && empty}
            {total > 0 && (
              <p className="list-count" role="status">
                {count(total)}
              </p>
            )}
            <ul className="land-items source-items">
              {sources.map((listed) => {
                const { id, name, type, owner } = listed.source;
                return (
                  <li key={id}>
                    <Way
                      href={hrefOf('land', [KIND_INFO.source.word, id, FILE_VIEW])}
                      aria-current={id === chosen ? 'true' : undefined}
                    >
                      <b>{name}</b>
                      <span className="meta">{[SOURCE_TYPES[type][lang], owner].filter(Boolean).join(' · ')}</span>
                      <SourceState listed={listed} />
                    </Way>
                  </li>
                );
              })}
            </ul>
            <Pager offset={offset} limit={PER_PAGE} total={total} onOffset={setOffset} />
            {total > 0 && (
              <p className="source-exports">
                <span className="meta">{t.exports}</span>
                <ButtonLink icon="download" href={file('xlsx')} download>
                  XLSX
                </ButtonLink>
                <ButtonLink icon="download" href={file('csv')} download>
                  CSV
                </ButtonLink>
              </p>
            )}
          </>
        )}
      </Answered>
    </>
  );
}

function YearFigures() {
  const t = useSourceWords();
  const { value, year } = useYearFigures(useNow(60_000));
  if (!value || value.inventoried === 0) return null;
  const shown = ['inventoried', 'inspected', 'openExceedances', 'withDevice'] as const;
  return (
    <dl className="source-figures" aria-label={t.figures.title(year)}>
      {shown.map((name) => (
        <div key={name}>
          <dt>{t.figures[name]}</dt>
          <dd className="num">{value[name]}</dd>
        </div>
      ))}
    </dl>
  );
}
