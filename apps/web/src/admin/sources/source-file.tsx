import './sources.css';
import type { SourceFile } from '#hub/contracts';
import { useState } from 'react';
import { useLang } from '../../i18n/lang.js';
import { may } from '../../session/me.js';
import { useMe } from '../../session/use-me.js';
import { Button } from '../../ui/button.js';
import { Answered } from '../parts/answered.js';
import { AddInspection } from './add-inspection.js';
import { AddSample } from './add-sample.js';
import { useSourceFile } from './data.js';
import { DueLine } from './due-line.js';
import { JudgedList } from './judged-list.js';
import { SourceLimitsBox } from './limits-box.js';
import { RecordList } from './record-list.js';
import { useSourceWords } from './words.js';

/** What is due at a source, what it is held against, and what was found there. */
export function SourceFileView({ id }: { id: string }) {
  const answer = useSourceFile(id);
  return <Answered answer={answer}>{(file) => <Opened file={file} />}</Answered>;
}

function Opened({ file }: { file: SourceFile }) {
  const t = useSourceWords();
  const lang = useLang();
  const [adding, setAdding] = useState<'inspection' | 'sample'>();
  const writes = may(useMe(), 'sources.write');
  const { source, permit, check, exceeding, limits, records } = file;
  const close = () => setAdding(undefined);
  return (
    <div className="source-file">
      <ul className="source-dues">
        <li>
          {check.on === undefined ? <span className="meta">{t.noCheck}</span> : <DueLine what={t.check} due={check} />}
        </li>
        <li>
          {permit.on === undefined ? (
            <span className="meta">{source.permit ? t.noPermitDay : t.noPermit}</span>
          ) : (
            <DueLine what={t.permit} due={permit} />
          )}
        </li>
      </ul>
      {exceeding.length > 0 && (
        <section className="source-over" aria-label={t.exceeding(exceeding.length)}>
          <JudgedList judged={exceeding} limits={limits} lang={lang} />
          {limits.name && limits.column && <p className="meta">{t.configured(limits.name[lang], limits.column)}</p>}
        </section>
      )}
      {writes && (
        <div className="source-acts">
          <Button kind="go" icon="check" onClick={() => setAdding('inspection')}>
            {t.addInspection}
          </Button>
          <Button icon="water" onClick={() => setAdding('sample')}>
            {t.addSample}
          </Button>
        </div>
      )}
      <h3>{t.records}</h3>
      <RecordList id={source.id} records={records} limits={limits} />
      <SourceLimitsBox source={source} limits={limits} />
      {adding === 'inspection' && <AddInspection id={source.id} onClose={close} />}
      {adding === 'sample' && <AddSample source={source} limits={limits} onClose={close} />}
    </div>
  );
}
