import { useState } from 'react';
import { postJson } from '../../live/rest.js';
import { Button } from '../../ui/button.js';
import { Severity } from '../../ui/severity.js';
import { useInstaller } from '../installer.js';
import type { Job } from '../outbox/job.js';
import { useWords } from '../words/use-words.js';

/** The box has lost its password, or has another: its label is good once more, and it fetches a new one. */
export function NewSecret({ job }: { job: Job }) {
  const { model } = useInstaller();
  const t = useWords();
  const [state, setState] = useState<'ready' | 'busy' | 'failed'>('ready');
  const give = async () => {
    setState('busy');
    try {
      await postJson(`/api/claims/${job.registration.code}/reopen`, {});
      // from here on the box is waited for again
      await model.follow(job.key, { answered: job.check!.refusal!.last });
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
      <Button kind="go" wide wet icon="key" busy={state === 'busy' && t.newSecretBusy} onClick={() => void give()}>
        {t.newSecret}
      </Button>
    </>
  );
}
