import type { ReactNode } from 'react';
import { useLang } from '../../i18n/lang.js';
import { formatWords } from '../../format/words.js';
import { ageWords } from '../../format/age.js';
import { RequestFailed } from '../../live/rest.js';
import { refusalWords } from '../../session/refusal-words.js';
import { Button } from '../../ui/button.js';
import { Icon } from '../../ui/icon.js';
import { Empty, Notice } from '../../ui/notice.js';
import { type Answer, askAllAgain } from '../data/ask.js';
import { Waiting } from './waiting.js';
import { usePartWords } from './words.js';

/** Shows what was answered; before that, that it is on its way or why it does not come; an old answer with its age. */
export function Answered<T>({ answer, children }: { answer: Answer<T>; children(value: T): ReactNode }) {
  const { value, at, failed } = answer;
  if (value === undefined) return failed ? <NotAnswered error={failed} /> : <Waiting />;
  return (
    <>
      {failed && at !== undefined && <OldNote at={at} />}
      {children(value)}
    </>
  );
}

export function NotAnswered({ error }: { error: unknown }) {
  const t = usePartWords();
  const lang = useLang();
  const reason = error instanceof RequestFailed ? error.reason : undefined;
  // to ask again would not help
  if (reason === 'not-found' || reason === 'forbidden')
    return (
      <Empty
        icon={reason === 'forbidden' ? 'lock' : 'search'}
        title={reason === 'forbidden' ? t.notAllowed : t.notThere}
      >
        <p>{refusalWords(error, lang)}</p>
      </Empty>
    );
  return (
    <Notice kind="watch" title={t.cannot}>
      <p>{refusalWords(error, lang)}</p>
      <p>
        <Button icon="again" onClick={askAllAgain}>
          {t.again}
        </Button>
      </p>
    </Notice>
  );
}

function OldNote({ at }: { at: number }) {
  const t = usePartWords();
  const lang = useLang();
  return (
    <p className="old-note">
      <Icon name="clock" />
      {t.old(ageWords(Date.now() - at, formatWords[lang]))}
    </p>
  );
}
