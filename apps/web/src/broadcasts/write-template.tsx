import { type BroadcastTemplate, LONGEST_TEXT } from '#hub/contracts';
import { type FormEvent, useId, useState } from 'react';
import { askAgain } from '../admin/data/ask.js';
import { useSend } from '../admin/data/send.js';
import { Failed } from '../admin/parts/failed.js';
import { postJson } from '../live/rest.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { TextArea, TextField } from '../ui/field.js';
import { say } from '../ui/toast.js';
import { TEMPLATES_API } from './data.js';
import { useBroadcastWords } from './words.js';

/** A new text, or the next version of one: it waits for its own approval. */
export function WriteTemplate({ template, onClose }: { template: BroadcastTemplate | undefined; onClose(): void }) {
  const t = useBroadcastWords();
  const id = useId();
  const sending = useSend();
  const [title, setTitle] = useState(template?.title ?? '');
  const [text, setText] = useState(template?.text ?? '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void sending.run(async () => {
      await postJson(template ? `${TEMPLATES_API}/${template.id}/versions` : TEMPLATES_API, { title, text });
      askAgain(TEMPLATES_API);
      say(t.templateSent);
      onClose();
    });
  };
  return (
    <Dialog
      title={t.newTemplate}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button kind="go" type="submit" form={id} busy={sending.busy && t.approving}>
            {t.send}
          </Button>
        </>
      }
    >
      <form id={id} className="form" onSubmit={submit}>
        <TextField
          label={t.templateTitle}
          required
          maxLength={80}
          value={title}
          error={sending.failed?.problemWith('title')}
          onChange={({ target }) => setTitle(target.value)}
        />
        <TextArea
          label={t.templateText}
          hint={t.templateHint}
          required
          rows={5}
          maxLength={LONGEST_TEXT}
          lang="vi"
          value={text}
          error={sending.failed?.problemWith('text')}
          onChange={({ target }) => setText(target.value)}
        />
        <Failed error={sending.failed} under={['title', 'text']} />
      </form>
    </Dialog>
  );
}
