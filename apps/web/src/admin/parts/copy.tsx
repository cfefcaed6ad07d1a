import { useState } from 'react';
import { Button } from '../../ui/button.js';
import { usePartWords } from './words.js';

/** A text that has to go somewhere else as it is. */
export function CopyLine({ label, text }: { label: string; text: string }) {
  const t = usePartWords();
  const [state, setState] = useState<'copied' | 'failed'>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      setState('failed');
    }
  };
  return (
    <div className="copy-line">
      <p className="copy-label">{label}</p>
      <code>{text}</code>
      <Button icon={state === 'copied' ? 'check' : 'copy'} onClick={() => void copy()}>
        {state === 'copied' ? t.copied : t.copy}
      </Button>
      <p className="meta" role="status">
        {state === 'failed' ? t.copyFailed : ''}
      </p>
    </div>
  );
}
