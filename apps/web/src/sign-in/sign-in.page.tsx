import { useEffect } from 'react';
import { useStore } from '../live/store.js';
import { NotReached, StillAsking } from '../session/gate-notes.js';
import { homeOf } from '../session/home-of.js';
import { returnTo } from '../session/return-to.js';
import { SecureNotice } from '../session/secure-notice.js';
import { session, wasBound } from '../session/session.js';
import { ButtonLink } from '../ui/button.js';
import { Notice } from '../ui/notice.js';
import { Sheet } from '../ui/sheet.js';
import { SignInForm } from './sign-in-form.js';
import { useWords } from './words.js';

/** Whoever is signed in is sent on to where he came from. */
export default function SignInPage() {
  const t = useWords();
  const state = useStore(session);
  const me = state.phase === 'known' ? state.me : undefined;
  const signedIn = me?.state === 'signed-in' ? me : undefined;
  useEffect(() => {
    if (signedIn) window.location.replace(returnTo(window.location.search) ?? homeOf(signedIn));
  }, [signedIn]);
  if (state.phase === 'unreachable' && !state.confirmed) return <NotReached />;
  if (state.phase === 'asking' || signedIn) return <StillAsking />;
  if (me?.state === 'stranger' && me.setup)
    return (
      <Sheet title={t.noAdministrator}>
        <Notice kind="info" title={t.setUpFirst}>
          <p>{t.setUpHow}</p>
        </Notice>
      </Sheet>
    );
  return (
    <Sheet title={t.title}>
      {wasBound() && (
        <Notice kind="watch" title={t.unbound}>
          <p>{t.unboundHow}</p>
        </Notice>
      )}
      <SignInForm />
      <details className="aside">
        <summary>{t.forgotten}</summary>
        <p>{t.forgottenHow}</p>
      </details>
      <details className="aside">
        <summary>{t.villager}</summary>
        <p>{t.villagerHow}</p>
      </details>
      <ButtonLink kind="quiet" href="/khong-khi">
        {t.air}
      </ButtonLink>
      <SecureNotice />
    </Sheet>
  );
}
