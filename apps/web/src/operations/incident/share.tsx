import type { Incident } from '#hub/contracts';
import { useState } from 'react';
import { useLang } from '../../i18n/lang.js';
import { isDone, isFree, sentenceOf } from '../../incidents/incident.js';
import { share } from '../../incidents/share.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { TextArea } from '../../ui/field.js';
import { say } from '../../ui/toast.js';
import { useWords } from '../words/use-words.js';
import type { Words } from '../words/vi.js';

/** What the village may read: the sentence, and how far it is. No names, no plots. */
export function shareText(incident: Incident, sentence: string, t: Words): string {
  const { verdict, drill, simulated } = incident;
  const state = verdict?.kind === 'false' ? 'false' : isDone(incident) ? 'done' : isFree(incident) ? 'open' : 'taken';
  return [drill && t.shareDrill, simulated && t.shareSimulated, sentence, t.shareState[state]]
    .filter(Boolean)
    .join(' – ')
    .replace(/([.!?]) – /g, '$1 ');
}

/** Hands the sentence to the village's own group, where people look. It is read before it goes. */
export function Share({ incident }: { incident: Incident }) {
  const t = useWords();
  const lang = useLang();
  const [text, setText] = useState<string>();
  const [failed, setFailed] = useState(false);
  const close = () => setText(undefined);
  const send = async () => {
    const how = await share(text ?? '');
    setFailed(how === 'failed');
    if (how === 'copied') say(t.shareCopied);
    if (how === 'copied' || how === 'shared') close();
  };
  return (
    <>
      <Button wide icon="share" onClick={() => setText(shareText(incident, sentenceOf(incident, lang), t))}>
        {t.share}
      </Button>
      {text !== undefined && (
        <Dialog
          title={t.shareTitle}
          onClose={close}
          actions={
            <>
              <Button onClick={close}>{t.cancel}</Button>
              <Button kind="go" icon="share" onClick={() => void send()}>
                {t.shareSend}
              </Button>
            </>
          }
        >
          <TextArea
            label={t.shareText}
            hint={t.shareHint}
            rows={5}
            error={failed ? t.shareFailed : undefined}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        </Dialog>
      )}
    </>
  );
}
