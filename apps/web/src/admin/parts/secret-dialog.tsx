import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { CopyLine } from './copy.js';
import { usePartWords } from './words.js';

/** A secret, shown this once. */
export function SecretDialog({ account, secret, onClose }: { account: string; secret: string; onClose(): void }) {
  const t = usePartWords();
  return (
    <Dialog
      title={t.secretTitle}
      onClose={onClose}
      actions={
        <Button kind="go" icon="check" onClick={onClose}>
          {t.secretDone}
        </Button>
      }
    >
      <p>{t.secretWhy}</p>
      <CopyLine label={t.secretUser} text={account} />
      <CopyLine label={t.secretWord} text={secret} />
    </Dialog>
  );
}
