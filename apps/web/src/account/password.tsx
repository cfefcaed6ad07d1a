import { useState } from 'react';
import { postJson } from '../live/rest.js';
import { FormNotes } from '../session/form-notes.js';
import { NewPassword, usePasswordProblem } from '../session/new-password.js';
import { useMe } from '../session/use-me.js';
import { useSending } from '../session/use-sending.js';
import { Button } from '../ui/button.js';
import { PasswordField } from '../ui/field.js';
import { useWords } from './words.js';

/** A new password, by whoever knows the one in force. Other sessions end with it. */
export function Password({ onChanged }: { onChanged(): void }) {
  const t = useWords();
  const [open, setOpen] = useState(false);
  return (
    <section>
      <h2>{t.passwordTitle}</h2>
      {open ? (
        <PasswordForm
          onDone={(changed) => {
            setOpen(false);
            if (changed) onChanged();
          }}
        />
      ) : (
        <Button icon="key" onClick={() => setOpen(true)}>
          {t.changePassword}
        </Button>
      )}
    </section>
  );
}

function PasswordForm({ onDone }: { onDone(changed: boolean): void }) {
  const t = useWords();
  const me = useMe();
  const passwordProblem = usePasswordProblem();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const sending = useSending({
    check: () => ({ current: current ? undefined : t.currentMissing, password: passwordProblem(password) }),
    async send() {
      await postJson('/api/me/password', { current, password });
      onDone(true);
    },
    explain: (refused) => (refused.code === 'wrong-credentials' ? { current: t.currentWrong } : undefined),
  });
  return (
    <form className="form" ref={sending.form} onSubmit={sending.submit} noValidate>
      <FormNotes {...sending} />
      <input type="text" name="username" autoComplete="username" value={me.login ?? ''} readOnly hidden />
      <PasswordField
        label={t.current}
        name="current"
        autoComplete="current-password"
        autoFocus
        value={current}
        error={sending.problems['current']}
        onChange={(event) => setCurrent(event.target.value)}
      />
      <NewPassword
        value={password}
        known={[me.name, me.login ?? '']}
        error={sending.problems['password']}
        onChange={setPassword}
      />
      <p className="meta">{t.othersEnd}</p>
      <div className="row">
        <Button type="submit" kind="go" busy={sending.busy && t.saving} aria-disabled={sending.waitS > 0}>
          {t.savePassword}
        </Button>
        <Button onClick={() => onDone(false)}>{t.leaveIt}</Button>
      </div>
    </form>
  );
}
