import { hasPhoneNumber, type NewSmokeReport } from '#hub/contracts';
import { useState } from 'react';
import { useLang } from '../../i18n/lang.js';
import { SMOKE_REPORTS } from '../../incidents/deed.js';
import { useSmokeReportWords } from '../../incidents/smoke-report-words.js';
import { postJson, RequestFailed } from '../../live/rest.js';
import { refusalWords } from '../../session/refusal-words.js';
import { Button } from '../../ui/button.js';
import { TextArea } from '../../ui/field.js';
import { Icon } from '../../ui/icon.js';
import { go } from '../../ui/way.js';
import { HOME } from '../paths.js';
import { Frame } from './frame.js';
import { useHere } from './use-place.js';

type State = { is: 'asking' } | { is: 'sending' } | { is: 'written' } | { is: 'wrong'; why: string };

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
      await postJson(SMOKE_REPORTS, report);
      setState({ is: 'written' });
    } catch (error) {
      const isOutside = error instanceof RequestFailed && error.problemWith('lat') !== undefined;
      setState({ is: 'wrong', why: isOutside ? t.outside : refusalWords(error, lang) });
    }
  };
  const isWritten = state.is === 'written';
  return (
    <Frame
      title={t.title}
      back={back}
      dock={
        isWritten ? (
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
        {isWritten ? (
          <p className="said ok" role="status">
            {t.saved}
            <Icon name="check" />
          </p>
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
            {state.is === 'wrong' && (
              <p className="said" role="alert">
                {state.why}
              </p>
            )}
            <p className="meta">{t.why}</p>
          </>
        )}
      </div>
    </Frame>
  );
}
