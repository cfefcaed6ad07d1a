import type { Incident } from '#hub/contracts';
import { useEffect, useState } from 'react';
import { useCommune } from '../../admin/data/commune.js';
import { useLang } from '../../i18n/lang.js';
import { share } from '../../incidents/sharing/share.js';
import { shareCard } from '../../incidents/sharing/share-card.js';
import { shareText } from '../../incidents/sharing/share-text.js';
import { sharingWords } from '../../incidents/sharing/words.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { TextArea } from '../../ui/field.js';
import { say } from '../../ui/toast.js';
import { useWords } from '../words/use-words.js';

/** Hands sentence and picture to the village's own group, where people look. Both are read before they go. */
export function Share({ incident }: { incident: Incident }) {
  const lang = useLang();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button wide icon="share" onClick={() => setOpen(true)}>
        {sharingWords[lang].share}
      </Button>
      {open && <ShareDialog incident={incident} close={() => setOpen(false)} />}
    </>
  );
}

function ShareDialog(props: { incident: Incident; close: () => void }) {
  const { close } = props;
  // as it was when it was read
  const [incident] = useState(props.incident);
  const t = useWords();
  const lang = useLang();
  const words = sharingWords[lang];
  const commune = useCommune().value?.name;
  const [text, setText] = useState(() => shareText(incident, lang));
  const [card, setCard] = useState<{ file: File; url: string }>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let url: string | undefined;
    let gone = false;
    void shareCard(incident, lang, commune).then((file) => {
      if (!file || gone) return;
      url = URL.createObjectURL(file);
      setCard({ file, url });
    });
    return () => {
      gone = true;
      if (url) URL.revokeObjectURL(url);
    };
  }, [incident, lang, commune]);
  const send = async () => {
    const how = await share(text, card?.file);
    setFailed(how === 'failed');
    if (how === 'copied') say(words.copied);
    if (how === 'copied' || how === 'shared') close();
  };
  return (
    <Dialog
      title={t.shareTitle}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{t.cancel}</Button>
          {card && (
            <ButtonLink icon="download" href={card.url} download={card.file.name}>
              {t.shareSave}
            </ButtonLink>
          )}
          <Button kind="go" icon="share" onClick={() => void send()}>
            {t.shareSend}
          </Button>
        </>
      }
    >
      {card && <img className="share-card" src={card.url} alt={t.sharePicture} width={260} height={260} />}
      <TextArea
        label={t.shareText}
        hint={t.shareHint}
        rows={5}
        error={failed ? words.failed : undefined}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
    </Dialog>
  );
}
