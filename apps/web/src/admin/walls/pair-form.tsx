import { type FormEvent, useState } from 'react';
import { useLang } from '../../i18n/lang.js';
import { postJson, RequestFailed } from '../../live/rest.js';
import { refusalWords } from '../../session/refusal-words.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { Notice } from '../../ui/notice.js';
import { useWords } from './words.js';

interface Problems {
  code?: string;
  name?: string;
  other?: string;
}

/** Whoever stands before a display reads its code to the desk, or types it here. */
export function PairForm({ first, onPaired }: { first: string; onPaired(name: string): void }) {
  const t = useWords();
  const lang = useLang();
  const [code, setCode] = useState(first);
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<Problems>({});
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const own = { code: code.replace(/[\s-]/g, '').toUpperCase(), name: name.trim() };
    const missing: Problems = {
      ...(!own.code && { code: t.codeMissing }),
      ...(!own.name && { name: t.nameMissing }),
    };
    setProblems(missing);
    if (missing.code || missing.name) return;
    setBusy(true);
    try {
      await postJson('/api/walls', own);
      setCode('');
      setName('');
      onPaired(own.name);
    } catch (error) {
      const unknown = error instanceof RequestFailed && error.reason === 'not-found';
      setProblems(unknown ? { code: t.codeUnknown } : { other: refusalWords(error, lang) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="form pair" onSubmit={(event) => void submit(event)} noValidate>
      <h2>{t.pairTitle}</h2>
      <p>{t.pairHow}</p>
      <div className="fields">
        <TextField
          label={t.code}
          name="code"
          className="code"
          inputMode="numeric"
          autoComplete="off"
          maxLength={12}
          value={code}
          error={problems.code}
          onChange={(event) => setCode(event.target.value)}
        />
        <TextField
          label={t.name}
          name="name"
          autoComplete="off"
          maxLength={120}
          hint={t.nameHint}
          value={name}
          error={problems.name}
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      {problems.other && <Notice kind="warning" title={problems.other} />}
      <div>
        <Button type="submit" kind="go" icon="wall" busy={busy && t.sending}>
          {t.pair}
        </Button>
      </div>
    </form>
  );
}
