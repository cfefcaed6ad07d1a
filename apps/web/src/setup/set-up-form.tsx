import { useState } from 'react';
import { postJson } from '../live/rest.js';
import { FormNotes } from '../session/form-notes.js';
import type { Me } from '../session/me.js';
import { NewPassword, usePasswordProblem } from '../session/new-password.js';
import { refreshSession, take } from '../session/session.js';
import { useSending } from '../session/use-sending.js';
import { Button } from '../ui/button.js';
import { TextField } from '../ui/field.js';
import { useWords } from './words.js';

const LOGIN = /^[a-z0-9][a-z0-9._-]{1,62}$/;

/** Whoever fills this in administers the hub. */
export function SetUpForm({ token }: { token: string }) {
  const t = useWords();
  const passwordProblem = usePasswordProblem();
  const [name, setName] = useState('');
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const own = login.trim().toLowerCase();
  const sending = useSending({
    check: () => ({
      name: name.trim() ? undefined : t.nameMissing,
      login: LOGIN.test(own) ? undefined : t.loginWrong,
      password: passwordProblem(password),
    }),
    async send() {
      take(await postJson<Me>('/api/setup', { token, login: own, name: name.trim(), password }));
    },
    explain(refused) {
      if (refused.code === 'wrong-token') return { '': t.wrongToken };
      if (refused.code !== 'already-set-up') return undefined;
      void refreshSession();
      return {};
    },
  });
  const { problems } = sending;
  return (
    <form className="form" ref={sending.form} onSubmit={sending.submit} noValidate>
      <FormNotes {...sending} />
      <TextField
        label={t.name}
        hint={t.nameHint}
        name="name"
        autoComplete="name"
        maxLength={120}
        autoFocus
        value={name}
        error={problems['name']}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        label={t.login}
        hint={t.loginHint}
        name="login"
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        maxLength={63}
        value={login}
        error={problems['login']}
        onChange={(event) => setLogin(event.target.value)}
      />
      <NewPassword value={password} known={[name, own]} error={problems['password']} onChange={setPassword} />
      <Button type="submit" kind="go" wide busy={sending.busy && t.sending} aria-disabled={sending.waitS > 0}>
        {t.make}
      </Button>
    </form>
  );
}
