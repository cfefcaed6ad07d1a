import type { NewSourceRecord } from '#hub/contracts';
import { type ReactNode, useState } from 'react';
import { dateInput, readDateInput, readDayInput } from '../../format/local-input.js';
import { postJson } from '../../live/rest.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { TextArea, TextField } from '../../ui/field.js';
import { say } from '../../ui/toast.js';
import { newKey } from '../data/new-key.js';
import { useSend } from '../data/send.js';
import { Failed } from '../parts/failed.js';
import { sourcePath, sourcesChanged } from './data.js';
import { useSourceWords } from './words.js';

/** What an inspection and a sample have in common: when, a note, and when it is to be looked at next. */
export function RecordForm(props: {
  id: string;
  title: string;
  children: ReactNode;
  /** Why it cannot be saved yet. */
  off?: string | undefined;
  /** Makes the deed when it is to be sent. */
  deed(note: string): Promise<NewSourceRecord['deed']>;
  onClose(): void;
}) {
  const { id, title, children, off, deed, onClose } = props;
  const t = useSourceWords();
  const [key] = useState(newKey);
  const [opened] = useState(Date.now);
  const [when, setWhen] = useState(() => dateInput(opened));
  const [note, setNote] = useState('');
  const [next, setNext] = useState('');
  const sending = useSend();
  // what was not touched is the very moment: minutes are cut off
  const at = when === dateInput(opened) ? opened : readDateInput(when);
  const nextOn = next.trim() === '' ? undefined : readDayInput(next);
  const wrongWhen = at === undefined ? t.form.notADate : at > Date.now() ? t.form.notYet : undefined;
  const wrongNext = next.trim() !== '' && nextOn === undefined ? t.form.notADate : undefined;
  const save = () =>
    sending.run(async () => {
      const body = { key, deed: await deed(note.trim()), at, ...(nextOn && { nextOn }) };
      await postJson(`${sourcePath(id)}/records`, body);
      sourcesChanged();
      say(t.form.saved);
      onClose();
    });
  return (
    <Dialog
      wide
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.form.cancel}</Button>
          <Button
            kind="go"
            icon="check"
            busy={sending.busy && t.form.saving}
            off={wrongWhen ?? wrongNext ?? off ?? false}
            onClick={() => void save()}
          >
            {t.form.save}
          </Button>
        </>
      }
    >
      <div className="form source-form">
        {children}
        <TextField
          label={t.form.when}
          hint={t.form.whenHint}
          error={wrongWhen}
          value={when}
          onChange={(e) => setWhen(e.target.value)}
        />
        <TextArea
          label={t.form.note}
          optional
          value={note}
          maxLength={2000}
          onChange={(e) => setNote(e.target.value)}
        />
        <TextField
          optional
          label={t.form.nextOn}
          hint={t.form.nextHint}
          error={wrongNext}
          value={next}
          onChange={(e) => setNext(e.target.value)}
        />
      </div>
      <Failed error={sending.failed} />
    </Dialog>
  );
}
