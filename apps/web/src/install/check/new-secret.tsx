import { useState } from 'react';
import { postJson } from '../../live/rest.js';
import { Button } from '../../ui/button.js';
import { Severity } from '../../ui/severity.js';
import type { Job } from '../outbox/job.js';
import { useWords } from '../words/use-words.js';

/** The box has lost its password, or has another: its label is good once more, and it fetches a new one. */
export function NewSecret({ job }: { job: Job }) {
  const t = useWords();
  const [state, setState] = useState<'ready' | 'busy' | 'given' | 'failed'>('ready');
  const give = async () => {
    setState('busy');
    try {
      await postJson(`/api/claims/${job.registration.code}/reopen`, {});
      setState('given');
    } catch {
      setState('failed');
    }
  };
  return (
    <>
      {state === 'failed' && (
        <p className="said warning" role="alert">
          <Severity kind="warning" />
          {t.newSecretFailed}
        </p>
      )}
      <Button
        kind="go"
        wide
        wet
        icon="key"
        busy={state === 'busy' && t.sendingOne}
        waiting={state === 'given'}
        onClick={() => void give()}
      >
        {state === 'given' ? t.newSecretGiven : t.newSecret}
      </Button>
    </>
  );
}
