import { useState } from 'react';
import { postJson } from '../live/rest.js';
import { FormNotes } from '../session/form-notes.js';
import type { Me } from '../session/me.js';
import { NewPassword, usePasswordProblem } from '../session/new-password.js';
import { SecureNotice } from '../session/secure-notice.js';
import { take } from '../session/session.js';
import { useSending } from '../session/use-sending.js';
import { Button } from '../ui/button.js';
import { TextField } from '../ui/field.js';
import { Sheet } from '../ui/sheet.js';
import { type JoinProps, spentIn } from './invitation.js';
import { useWords } from './words.js';

/** Staff come by a password of their own; the same link resets one that was forgotten. */
export function SetPassword({ token, invitation, onJoined, onSpent }: JoinProps) {
  const t = useWords();
  const passwordProblem = usePasswordProblem();
  const { name, login = '' } = invitation;
  const [password, setPassword] = useState('');
  const sending = useSending({
    check: () => ({ password: passwordProblem(password) }),
    async send() {
      const me = await postJson<Me>('/api/invitation/accept', { token, password });
      take(me);
      if (me.state === 'signed-in') onJoined(me);
    },
    explain: (refused) => spentIn(refused, onSpent),
  });
  return (
    <Sheet title={t.hello(name)} lead={<p>{t.setLead}</p>}>
      <form className="form" ref={sending.form} onSubmit={sending.submit} noValidate>
        <FormNotes {...sending} />
        <TextField label={t.login} name="login" autoComplete="username" readOnly value={login} />
        <NewPassword
          value={password}
          known={[name, login]}
          error={sending.problems['password']}
          onChange={setPassword}
        />
        <Button type="submit" kind="go" wide busy={sending.busy && t.setting} aria-disabled={sending.waitS > 0}>
          {t.set}
        </Button>
      </form>
      <SecureNotice />
    </Sheet>
  );
}
