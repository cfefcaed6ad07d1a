import { type FormEvent, useEffect, useRef, useState } from 'react';
import { stopwatch } from '../format/clock.js';
import { useLang } from '../i18n/lang.js';
import { postJson, RequestFailed } from '../live/rest.js';
import type { Me } from '../session/me.js';
import { refusalWords } from '../session/refusal-words.js';
import { take } from '../session/session.js';
import { Button } from '../ui/button.js';
import { PasswordField, TextField } from '../ui/field.js';
import { Notice } from '../ui/notice.js';
import { useSecondsLeft } from './use-seconds-left.js';
import { useWords } from './words.js';

interface Problems {
  login?: string;
  password?: string;
  code?: string;
  /** Not about a field. */
  other?: string;
}

/** Login and password, then the code where the account asks for one. */
export function SignInForm() {
  const t = useWords();
  const lang = useLang();
  const form = useRef<HTMLFormElement>(null);
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<Problems>({});
  const [wait, setWait] = useSecondsLeft();

  // the first thing that is wrong is where the fingers go next
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [problems]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || wait > 0) return;
    const missing: Problems = {
      ...(!login.trim() && { login: t.loginMissing }),
      ...(!password && { password: t.passwordMissing }),
      ...(code !== undefined && !/^\d{6}$/.test(code.replace(/\s/g, '')) && { code: t.codeShort }),
    };
    setProblems(missing);
    if (Object.keys(missing).length > 0) return;
    setBusy(true);
    try {
      const body = { login: login.trim().toLowerCase(), password, ...(code && { code: code.replace(/\s/g, '') }) };
      take(await postJson<Me>('/api/session', body));
    } catch (error) {
      setBusy(false);
      refused(error);
    }
  };

  const refused = (error: unknown) => {
    const answer = error instanceof RequestFailed ? error.answer : {};
    if (answer.error === 'code-needed') {
      setProblems({});
      setCode('');
    } else if (answer.error === 'too-many-attempts') setWait(answer.retryAfterS ?? 30);
    else if (code !== undefined && error instanceof RequestFailed && error.reason === 'signed-out')
      setProblems({ code: t.codeWrong });
    else if (answer.error === 'wrong-credentials') setProblems({ password: t.wrong });
    else setProblems({ other: refusalWords(error, lang) });
  };

  return (
    <form className="form" ref={form} onSubmit={(event) => void submit(event)} noValidate>
      {wait > 0 && (
        <Notice kind="watch" title={t.tooMany}>
          <p>{t.waitFor(stopwatch(wait * 1000))}</p>
        </Notice>
      )}
      {problems.other && <Notice kind="warning" title={problems.other} />}
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
            error={problems.login}
            onChange={(event) => setLogin(event.target.value)}
          />
          <PasswordField
            label={t.password}
            name="password"
            autoComplete="current-password"
            value={password}
            hint={problems.password === t.wrong ? t.wrongHint : undefined}
            error={problems.password}
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
          error={problems.code}
          onChange={(event) => setCode(event.target.value)}
        />
      )}
      <Button type="submit" kind="go" wide busy={busy && t.sending} aria-disabled={wait > 0 || undefined}>
        {t.signIn}
      </Button>
      {code !== undefined && (
        <>
          <p className="meta">{t.codeLost}</p>
          <Button
            kind="quiet"
            icon="back"
            onClick={() => {
              setCode(undefined);
              setPassword('');
            }}
          >
            {t.otherAccount}
          </Button>
        </>
      )}
    </form>
  );
}
