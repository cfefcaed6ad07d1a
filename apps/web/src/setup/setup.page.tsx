import { useEffect } from 'react';
import { useStore } from '../live/store.js';
import { NotReached, StillAsking } from '../session/gate-notes.js';
import { homeOf } from '../session/home-of.js';
import { tokenIn } from '../session/link-token.js';
import { session } from '../session/session.js';
import { SecureNotice } from '../session/secure-notice.js';
import { ButtonLink } from '../ui/button.js';
import { Notice } from '../ui/notice.js';
import { Sheet } from '../ui/sheet.js';
import { SetUpForm } from './set-up-form.js';
import { useWords } from './words.js';

/** Where the one-time link leads that a hub without an administrator prints. */
export default function SetUpPage() {
  const t = useWords();
  const state = useStore(session);
  const me = state.phase === 'known' ? state.me : undefined;
  const signedIn = me?.state === 'signed-in' ? me : undefined;
  useEffect(() => {
    if (signedIn) window.location.replace(homeOf(signedIn));
  }, [signedIn]);
  if (state.phase === 'unreachable' && !state.confirmed) return <NotReached />;
  if (state.phase === 'asking' || signedIn) return <StillAsking />;
  if (me?.state === 'stranger' && !me.setup)
    return (
      <Sheet title={t.already} lead={<p>{t.alreadyWhy}</p>}>
        <ButtonLink kind="go" iconAfter="next" wide href="/sign-in">
          {t.toSignIn}
        </ButtonLink>
      </Sheet>
    );
  const token = tokenIn(window.location.hash);
  if (!token)
    return (
      <Sheet title={t.noToken}>
        <Notice kind="watch" title={t.noTokenWhy}>
          <p>{t.noTokenHow}</p>
        </Notice>
      </Sheet>
    );
  return (
    <Sheet title={t.title} lead={<p>{t.lead}</p>}>
      <SetUpForm token={token} />
      <SecureNotice />
    </Sheet>
  );
}
