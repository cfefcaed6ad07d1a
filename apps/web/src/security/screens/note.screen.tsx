import type { Incident } from '#hub/contracts';
import { useState } from 'react';
import { base64Of } from '../../phone/picture/data-url.js';
import { shrinkPhoto } from '../../phone/picture/photo.js';
import { PictureButton } from '../../phone/picture-button.js';
import { Button } from '../../ui/button.js';
import { TextArea } from '../../ui/field.js';
import { go } from '../../ui/way.js';
import { useOfficer } from '../officer.js';
import { incidentHref } from '../paths.js';
import { useWords } from '../words.js';
import { Frame } from './frame.js';

/** What is seen at the place, in words and in a picture. Both wait on the phone until there is a line. */
export function NoteScreen({ incident }: { incident: Incident }) {
  const t = useWords();
  const officer = useOfficer();
  const [note, setNote] = useState('');
  const [photo, setPhoto] = useState<string>();
  const [state, setState] = useState<'ready' | 'shrinking' | 'failed' | 'missing'>('ready');
  const back = () => go(incidentHref(incident.id), { replace: true });
  const take = async (file: File) => {
    setState('shrinking');
    try {
      setPhoto(await shrinkPhoto(file));
      setState('ready');
    } catch {
      setState('failed');
    }
  };
  const send = async () => {
    const text = note.trim();
    if (!text && !photo) return setState('missing');
    await officer.act(incident.id, { do: 'comment', ...(text && { note: text }) }, photo && base64Of(photo));
    back();
  };
  return (
    <Frame
      title={t.noteTitle}
      over={incident.text.title}
      back={back}
      quiet
      dock={
        <Button kind="go" wide icon="send" onClick={() => void send()}>
          {t.send}
        </Button>
      }
    >
      <div className="pad note-form">
        {photo && <img className="taken" src={photo} alt={t.photoTaken} />}
        <PictureButton
          kind="line"
          words={photo ? t.photoAgain : t.photo}
          busy={state === 'shrinking' && t.photoBusy}
          onPicture={(file) => void take(file)}
        />
        <TextArea
          label={t.noteText}
          maxLength={1000}
          value={note}
          error={state === 'missing' ? t.noteMissing : state === 'failed' ? t.photoFailed : undefined}
          onChange={({ target }) => setNote(target.value)}
        />
      </div>
    </Frame>
  );
}
