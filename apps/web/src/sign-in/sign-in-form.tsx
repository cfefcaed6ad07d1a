import { useState } from 'react';
import { postJson } from '../live/rest.js';
import { FormNotes } from '../session/form-notes.js';
import type { Me } from '../session/me.js';
import { take } from '../session/session.js';
import { useSending } from '../session/use-sending.js';
import { Button } from '../ui/button.js';
import { PasswordField, TextField } from '../ui/field.js';
import { useWords } from './words.js';

const digitsOf = (code: string) => code.replace(/\D/g, '');

/** Login and password, then the code where the account asks for one. */
export function SignInForm() {
  const t = useWords();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  /** undefined: not asked for so far. */
  const [code, setCode] = useState<string>();
  const sending = useSending({
    check: () => ({
      login: login.trim() ? undefined : t.loginMissing,
      password: password ? undefined : t.passwordMissing,
      code: code === undefined || digitsOf(code).length === 6 ? undefined : t.codeShort,
    }),
    async send() {
      const body = { login: login.trim().toLowerCase(), password, ...(code && { code: digitsOf(code) }) };
      take(await postJson<Me>('/api/session', body));
    },
    explain(refused) {
      if (refused.code === 'code-needed') {
        setCode('');
        return {};
      }
      if (refused.code !== 'wrong-credentials') return undefined;
      return code === undefined ? { password: t.wrong } : { code: t.codeWrong };
    },
  });
  const { problems } = sending;
  const startAnew = () => {
    setCode(undefined);
    setPassword('');
    sending.say({});
  };

  return (
    <form className="form" ref={sending.form} onSubmit={sending.submit} noValidate>
      <FormNotes {...sending} />
      {code === undefined ? (
        <>
          <TextField
            label={t.login}
            name="login"
            autoComplete="username"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            autoFocus
            value={login}
            error={problems['login']}
            onChange={(event) => setLogin(event.target.value)}
          />
          <PasswordField
            label={t.password}
            name="password"
            autoComplete="current-password"
            value={password}
            hint={problems['password'] === t.wrong ? t.wrongHint : undefined}
            error={problems['password']}
            onChange={(event) => setPassword(event.target.value)}
          />
        </>
      ) : (
        <TextField
          label={t.code}
          hint={t.codeHint}
          name="code"
          className="code num"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={7}
          autoFocus
          value={code}
          error={problems['code']}
          onChange={(event) => setCode(event.target.value)}
        />
      )}
      <Button type="submit" kind="go" wide busy={sending.busy && t.sending} aria-disabled={sending.waitS > 0}>
        {t.signIn}
      </Button>
      {code !== undefined && (
        <>
          <p className="meta">{t.codeLost}</p>
          <Button kind="quiet" icon="back" onClick={startAnew}>
            {t.otherAccount}
          </Button>
        </>
      )}
    </form>
  );
}
