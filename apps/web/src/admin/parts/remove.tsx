import { useState } from 'react';
import { Button } from '../../ui/button.js';
import { say } from '../../ui/toast.js';
import { go } from '../../ui/way.js';
import { useSend } from '../data/send.js';
import { Confirm } from './confirm.js';

/** Takes something out, after a question; what still needs it is said in the hub's own words. */
export function Remove(props: {
  words: { act: string; title: string; why: string; done: string };
  remove(): Promise<void>;
  /** Where to go when it is gone. */
  then: string;
}) {
  const { words, remove, then } = props;
  const sending = useSend();
  const [asked, setAsked] = useState(false);
  const act = async () => {
    if (!(await sending.run(remove))) return;
    say(words.done);
    go(then);
  };
  return (
    <>
      <Button kind="danger" icon="trash" onClick={() => setAsked(true)}>
        {words.act}
      </Button>
      {asked && (
        <Confirm
          title={words.title}
          act={words.act}
          danger
          sending={sending}
          onAct={() => void act()}
          onClose={() => {
            sending.clear();
            setAsked(false);
          }}
        >
          <p>{words.why}</p>
        </Confirm>
      )}
    </>
  );
}
