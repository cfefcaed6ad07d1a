import { ddmmyyyy, hhmm } from '../../format/clock.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Notice } from '../../ui/notice.js';
import { QrCode } from '../../ui/qr-code.js';
import { useCommune } from '../data/commune.js';
import { CopyLine } from '../parts/copy.js';
import { usePartWords } from '../parts/words.js';
import { isLoopback } from './loopback.js';
import { usePeopleWords } from './words.js';

export interface Invitation {
  url: string;
  token: string;
  expires: number;
}

/** An invitation, shown this once: to be sent, scanned from the screen, or printed. */
export function InvitationDialog({
  name,
  invitation,
  onClose,
}: {
  name: string;
  invitation: Invitation;
  onClose(): void;
}) {
  const t = usePeopleWords();
  const p = usePartWords();
  const commune = useCommune().value?.name;
  const { url, expires } = invitation;
  return (
    <Dialog
      title={t.inviteOnce}
      onClose={onClose}
      actions={
        <>
          <Button icon="print" onClick={() => window.print()}>
            {t.print}
          </Button>
          <Button kind="go" icon="check" onClick={onClose}>
            {p.close}
          </Button>
        </>
      }
    >
      {isLoopback(url) && <Notice kind="watch" title={t.loopback} />}
      <div className="print-card">
        {commune && <p className="meta">{commune}</p>}
        <h3>{t.inviteTitle(name)}</h3>
        <QrCode text={url} label={t.inviteTitle(name)} />
        <p>{t.inviteScan}</p>
        <p className="invitation-url">{url}</p>
        <p className="num">{t.inviteUntil(`${ddmmyyyy(expires)} ${hhmm(expires)}`)}</p>
      </div>
      <CopyLine label={t.inviteScan} text={url} />
    </Dialog>
  );
}
