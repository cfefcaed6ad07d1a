import { useState } from 'react';
import { postJson } from '../../live/rest.js';
import { Button } from '../../ui/button.js';
import { useSend } from '../data/send.js';
import { Confirm } from './confirm.js';
import { SecretDialog } from './secret-dialog.js';

/** Issues a new secret after a question, and shows it once. */
export function NewSecret(props: {
  account: string;
  path: string;
  words: { act: string; title: string; why: string };
  body?: object;
  onIssued?(): void;
}) {
  const { account, path, words, body = {}, onIssued } = props;
  const sending = useSend();
  const [asked, setAsked] = useState(false);
  const [secret, setSecret] = useState<string>();
  const issue = () =>
    void sending.run(async () => {
      const answer = await postJson<{ secret: string }>(path, body);
      setAsked(false);
      setSecret(answer.secret);
      onIssued?.();
    });
  return (
    <>
      <Button icon="key" onClick={() => setAsked(true)}>
        {words.act}
      </Button>
      {asked && (
        <Confirm
          title={words.title}
          act={words.act}
          danger
          sending={sending}
          onAct={issue}
          onClose={() => setAsked(false)}
        >
          <p>{words.why}</p>
        </Confirm>
      )}
      {secret !== undefined && <SecretDialog account={account} secret={secret} onClose={() => setSecret(undefined)} />}
    </>
  );
}
