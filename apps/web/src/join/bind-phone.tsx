import { ddmmyyyy, hhmm } from '../format/clock.js';
import { postJson } from '../live/rest.js';
import { FormNotes } from '../session/form-notes.js';
import type { Me } from '../session/me.js';
import { SecureNotice } from '../session/secure-notice.js';
import { take } from '../session/session.js';
import { useSending } from '../session/use-sending.js';
import { Button } from '../ui/button.js';
import { Notice } from '../ui/notice.js';
import { Sheet } from '../ui/sheet.js';
import { type JoinProps, spentIn } from './invitation.js';
import { useWords } from './words.js';

/** One tap: this phone is from then on the household's way in. */
export function BindPhone({ token, invitation, before, onJoined, onSpent }: JoinProps) {
  const t = useWords();
  const { name, expires } = invitation;
  const sending = useSending({
    check: () => ({}),
    async send() {
      const me = await postJson<Me>('/api/invitation/accept', { token });
      take(me);
      if (me.state === 'signed-in') onJoined(me);
    },
    explain: (refused) => spentIn(refused, onSpent),
  });
  return (
    <Sheet title={t.hello(name)} lead={<p>{t.bindTo(name)}</p>}>
      {before && before.name !== name && (
        <Notice kind="watch" title={t.otherHere(before.name)}>
          <p>{t.otherLeaves}</p>
        </Notice>
      )}
      <form className="form" ref={sending.form} onSubmit={sending.submit}>
        <FormNotes {...sending} />
        <Button type="submit" kind="go" icon="check" wide wet busy={sending.busy && t.binding}>
          {t.bind}
        </Button>
      </form>
      <p className="meta">{t.notYou(name)}</p>
      <p className="meta">{t.until(`${hhmm(expires)} ${ddmmyyyy(expires)}`)}</p>
      <SecureNotice needs={['push', 'offline']} />
    </Sheet>
  );
}
