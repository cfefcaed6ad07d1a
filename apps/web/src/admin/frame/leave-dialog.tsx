import { useStore } from '../../live/store.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { goAnyway, held } from '../route/unsaved.js';
import { useFrameWords } from './words.js';

/** Asks before something that is not saved is left. */
export function LeaveDialog() {
  const t = useFrameWords();
  const to = useStore(held);
  if (to === undefined) return null;
  const stay = () => held.set(undefined);
  return (
    <Dialog
      title={t.unsavedTitle}
      onClose={stay}
      actions={
        <>
          <Button kind="danger" onClick={goAnyway}>
            {t.leave}
          </Button>
          <Button kind="go" onClick={stay}>
            {t.stay}
          </Button>
        </>
      }
    >
      <p>{t.unsavedWhy}</p>
    </Dialog>
  );
}
