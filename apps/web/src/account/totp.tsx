import { useState } from 'react';
import { postJson, sendJson } from '../live/rest.js';
import { FormNotes } from '../session/form-notes.js';
import { useSending } from '../session/use-sending.js';
import { Button } from '../ui/button.js';
import { PasswordField, TextField } from '../ui/field.js';
import { Icon } from '../ui/icon.js';
import { QrCode } from '../ui/qr-code.js';
import { useWords } from './words.js';

interface Secret {
  secret: string;
  uri: string;
}
type Step = 'rest' | 'begin' | 'drop' | Secret;

/** A code from an authenticator beside the password: switched on with a first code, off with the password. */
export function Totp({ on, onChanged }: { on: boolean; onChanged(on: boolean): void }) {
  const t = useWords();
  const [step, setStep] = useState<Step>('rest');
  const done = (now: boolean) => {
    setStep('rest');
    onChanged(now);
  };
  const leave = () => setStep('rest');
  return (
    <section>
      <h2>{t.totpTitle}</h2>
      {step === 'rest' && (
        <>
          <p className={on ? 'totp-on' : 'meta'}>
            {on && <Icon name="check" />}
            {on ? t.totpOn : t.totpOff}
          </p>
          <Button icon={on ? 'off' : 'security'} onClick={() => setStep(on ? 'drop' : 'begin')}>
            {on ? t.totpDrop : t.totpBegin}
          </Button>
        </>
      )}
      {step === 'begin' && (
        <Confirm
          act={t.totpNext}
          send={async (password) => setStep(await postJson<Secret>('/api/me/totp', { password }))}
          onLeave={leave}
        />
      )}
      {step === 'drop' && (
        <Confirm
          act={t.totpDrop}
          send={async (password) => {
            await sendJson('DELETE', '/api/me/totp', { password });
            done(false);
          }}
          onLeave={leave}
        />
      )}
      {typeof step === 'object' && <FirstCode secret={step} onDone={() => done(true)} onLeave={leave} />}
    </section>
  );
}

/** Whoever sits at an open screen is not yet its owner: the password is asked for again. */
function Confirm(props: { act: string; send(password: string): Promise<void>; onLeave(): void }) {
  const t = useWords();
  const [password, setPassword] = useState('');
  const sending = useSending({
    check: () => ({ current: password ? undefined : t.currentMissing }),
    send: () => props.send(password),
    explain: (refused) => (refused.code === 'wrong-credentials' ? { current: t.currentWrong } : undefined),
  });
  return (
    <form className="form" ref={sending.form} onSubmit={sending.submit} noValidate>
      <FormNotes {...sending} />
      <PasswordField
        label={t.current}
        hint={t.confirmWhy}
        name="current"
        autoComplete="current-password"
        autoFocus
        value={password}
        error={sending.problems['current']}
        onChange={(event) => setPassword(event.target.value)}
      />
      <div className="row">
        <Button type="submit" kind="go" busy={sending.busy && t.checking} aria-disabled={sending.waitS > 0}>
          {props.act}
        </Button>
        <Button onClick={props.onLeave}>{t.leaveIt}</Button>
      </div>
    </form>
  );
}

function FirstCode({ secret, onDone, onLeave }: { secret: Secret; onDone(): void; onLeave(): void }) {
  const t = useWords();
  const [code, setCode] = useState('');
  const digits = code.replace(/\D/g, '');
  const sending = useSending({
    check: () => ({ code: digits.length === 6 ? undefined : t.codeShort }),
    async send() {
      await sendJson('PUT', '/api/me/totp', { code: digits });
      onDone();
    },
    explain: (refused) => (refused.code === 'wrong-code' ? { code: t.codeWrong } : undefined),
  });
  return (
    <form className="form" ref={sending.form} onSubmit={sending.submit} noValidate>
      <FormNotes {...sending} />
      <ol className="steps">
        <li>
          {t.scan}
          <QrCode text={secret.uri} label={t.qrLabel} />
          <p className="meta">
            {t.typeIt} <code className="secret">{secret.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
          </p>
        </li>
        <li>
          <TextField
            label={t.firstCode}
            name="code"
            className="code num"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={7}
            value={code}
            error={sending.problems['code']}
            onChange={(event) => setCode(event.target.value)}
          />
        </li>
      </ol>
      <p className="meta">{t.totpLost}</p>
      <div className="row">
        <Button type="submit" kind="go" busy={sending.busy && t.checking} aria-disabled={sending.waitS > 0}>
          {t.totpConfirm}
        </Button>
        <Button onClick={onLeave}>{t.leaveIt}</Button>
      </div>
    </form>
  );
}
