import { hasPhoneNumber, type NewSmokeReport, type SmokeReport } from '#hub/contracts';
import { useState } from 'react';
import { useLang } from '../../i18n/lang.js';
import { reportPath, SMOKE_REPORTS } from '../../incidents/deed.js';
import { useSmokeReportWords } from '../../incidents/smoke-report-words.js';
import { postJson, RequestFailed, sendJson } from '../../live/rest.js';
import { refusalWords } from '../../session/refusal-words.js';
import { Button } from '../../ui/button.js';
import { TextArea } from '../../ui/field.js';
import { Icon } from '../../ui/icon.js';
import { go } from '../../ui/way.js';
import { HOME } from '../paths.js';
import { Frame } from './frame.js';
import { useHere } from './use-place.js';

type State =
  | { is: 'asking' }
  | { is: 'sending' }
  | { is: 'written' | 'unwriting'; report: SmokeReport; why?: string }
  | { is: 'taken-back' }
  | { is: 'wrong'; why: string };

/** Whoever stands near smoke that a resident told of writes it down. It counts at once or not at all: nothing waits here. */
export function ReportScreen() {
  const t = useSmokeReportWords();
  const lang = useLang();
  const here = useHere({ isExact: true });
  const [note, setNote] = useState('');
  const [state, setState] = useState<State>({ is: 'asking' });
  const badNote = hasPhoneNumber(note);
  const back = () => go(HOME, { replace: true });
  const send = async () => {
    if (!here) return setState({ is: 'wrong', why: t.hereWaits });
    if (badNote || state.is === 'sending') return;
    const words = note.trim();
    const report: NewSmokeReport = { ...here, ...(words && { note: words }) };
    setState({ is: 'sending' });
    try {
      setState({ is: 'written', report: await postJson<SmokeReport>(SMOKE_REPORTS, report) });
    } catch (error) {
      const isOutside = error instanceof RequestFailed && error.problemWith('lat') !== undefined;
      setState({ is: 'wrong', why: isOutside ? t.outside : refusalWords(error, lang) });
    }
  };
  const takeBack = async (report: SmokeReport) => {
    setState({ is: 'unwriting', report });
    try {
      await sendJson('DELETE', reportPath(report.id));
      setState({ is: 'taken-back' });
    } catch (error) {
      setState({ is: 'written', report, why: refusalWords(error, lang) });
    }
  };
  const written = state.is === 'written' || state.is === 'unwriting' ? state.report : undefined;
  const wrong = 'why' in state ? state.why : undefined;
  const isDone = written !== undefined || state.is === 'taken-back';
  return (
    <Frame
      title={t.title}
      back={back}
      dock={
        isDone ? (
          <Button kind="go" wide icon="check" onClick={back}>
            {t.done}
          </Button>
        ) : (
          <Button kind="go" wide icon="send" busy={state.is === 'sending' && t.saving} onClick={() => void send()}>
            {t.save}
          </Button>
        )
      }
    >
      <div className="pad note-form">
        {isDone ? (
          <>
            <p className="said ok" role="status">
              {written ? t.saved : t.takenBack}
              <Icon name="check" />
            </p>
            {written && (
              <Button wide busy={state.is === 'unwriting' && t.saving} onClick={() => void takeBack(written)}>
                {t.takeBackLast}
              </Button>
            )}
          </>
        ) : (
          <>
            <p className="strong">{t.hereHint}</p>
            <p className="meta">{here ? t.hereKnown : t.hereWaits}</p>
            <TextArea
              label={t.note}
              hint={t.noteHint}
              optional
              maxLength={500}
              value={note}
              error={badNote ? t.badNote : undefined}
              onChange={({ target }) => setNote(target.value)}
            />
          </>
        )}
        {wrong && (
          <p className="said" role="alert">
            {wrong}
          </p>
        )}
        {!isDone && <p className="meta">{t.why}</p>}
      </div>
    </Frame>
  );
}
