import { type FormEvent, useId, useState } from 'react';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { Choices, TextArea } from '../ui/field.js';
import { useRuleTitles, useService } from './use-service.js';
import { useServiceWords } from './words.js';

type What = 'rule' | 'all';

/** Asks what is to be put out of service on a device, and why. Without a rule it is all of them. */
export function ServiceDialog({ device, rule, onClose }: { device: string; rule?: string; onClose(): void }) {
  const t = useServiceWords();
  const titleOf = useRuleTitles();
  const id = useId();
  const { busy, putOut } = useService();
  const [what, setWhat] = useState<What>(rule === undefined ? 'all' : 'rule');
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setMissing(!reason.trim());
    const which = { device, ...(what === 'rule' && rule !== undefined && { rule }) };
    if (reason.trim() && (await putOut(which, reason.trim()))) onClose();
  };
  return (
    <Dialog
      title={t.title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button kind="go" type="submit" form={id} busy={busy && t.sending}>
            {t.send}
          </Button>
        </>
      }
    >
      <form id={id} className="deed-form" onSubmit={(event) => void submit(event)}>
        <p className="meta">{t.hint}</p>
        {rule !== undefined && (
          <Choices<What>
            label={t.what}
            name="what"
            value={what}
            options={[
              { value: 'rule', label: t.oneRule(titleOf(rule)) },
              { value: 'all', label: t.allRules },
            ]}
            onChange={setWhat}
          />
        )}
        <TextArea
          label={t.reason}
          maxLength={500}
          rows={2}
          value={reason}
          error={missing ? t.reasonMissing : undefined}
          onChange={({ target }) => setReason(target.value)}
        />
      </form>
    </Dialog>
  );
}
