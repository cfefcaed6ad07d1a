import type { ReactNode } from 'react';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import type { Sending } from '../data/send.js';
import { Failed } from './failed.js';
import { usePartWords } from './words.js';

/** Asks before something that cannot simply be taken back. */
export function Confirm(props: {
  title: string;
  children: ReactNode;
  /** What the button does. */
  act: string;
  danger?: boolean;
  /** Why it cannot be done yet. */
  off?: string | false;
  sending: Sending;
  onAct(): void;
  onClose(): void;
}) {
  const { title, children, act, danger, off, sending, onAct, onClose } = props;
  const t = usePartWords();
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button kind={danger ? 'danger' : 'go'} off={off} busy={sending.busy && t.working} onClick={onAct}>
            {act}
          </Button>
        </>
      }
    >
      {children}
      <Failed error={sending.failed} />
    </Dialog>
  );
}
