import { useCallback, useEffect, useState } from 'react';
import { useStore } from '../live/store.js';
import { postJson, RequestFailed } from '../live/rest.js';
import { NotReached, StillAsking } from '../session/gate-notes.js';
import { homeOf } from '../session/home-of.js';
import { tokenIn } from '../session/link-token.js';
import type { SignedIn } from '../session/me.js';
import { session } from '../session/session.js';
import { ButtonLink } from '../ui/button.js';
import { Notice } from '../ui/notice.js';
import { Sheet } from '../ui/sheet.js';
import { BindPhone } from './bind-phone.js';
import type { Invitation } from './invitation.js';
import { SetPassword } from './set-password.js';
import { useWords } from './words.js';

type Looked = 'asking' | 'spent' | 'unreachable' | 'later' | Invitation;
const RETRY_MS = 3000;

/** Where an invitation leads: a villager's phone is bound by one tap, staff set a password. */
export default function JoinPage() {
  const t = useWords();
  const token = tokenIn(window.location.hash);
  const [looked, look] = useInvitation(token);
  const [joined, setJoined] = useState<SignedIn>();
  const state = useStore(session);
  const before = state.phase === 'known' && state.me.state === 'signed-in' ? state.me : undefined;

  if (joined) return <Joined me={joined} purpose={(looked as Invitation).purpose} />;
  if (!token || looked === 'spent')
    return (
      <Sheet title={t.spent}>
        <Notice kind="watch" title={t.spentWhy}>
          <p>{t.spentHow}</p>
        </Notice>
        {before && (
          <ButtonLink wide icon="home" href={homeOf(before)}>
            {t.goOnAs(before.name)}
          </ButtonLink>
        )}
      </Sheet>
    );
  if (looked === 'unreachable') return <NotReached onAgain={look} />;
  if (looked === 'later')
    return (
      <Sheet title={t.later}>
        <p>{t.laterWhy}</p>
      </Sheet>
    );
  if (looked === 'asking') return <StillAsking />;
  const parts = { token, invitation: looked, before, onJoined: setJoined, onSpent: look };
  return looked.purpose === 'phone' ? <BindPhone {...parts} /> : <SetPassword {...parts} />;
}

/** Looks at an invitation, which does not spend it; again by itself while the hub is away. */
function useInvitation(token: string | undefined): [Looked, () => void] {
  const [looked, setLooked] = useState<Looked>('asking');
  const look = useCallback(async () => {
    if (!token) return;
    try {
      setLooked(await postJson<Invitation>('/api/invitation/look', { token }));
    } catch (error) {
      if (!(error instanceof RequestFailed) || error.reason === 'unreachable') setLooked('unreachable');
      else setLooked(error.code === 'too-many-attempts' ? 'later' : 'spent');
    }
  }, [token]);
  useEffect(() => void look(), [look]);
  const waits = looked === 'unreachable' || looked === 'later';
  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(() => void look(), RETRY_MS * (looked === 'later' ? 10 : 1));
    return () => clearInterval(timer);
  }, [waits, looked, look]);
  return [looked, () => void look()];
}

function Joined({ me, purpose }: { me: SignedIn; purpose: Invitation['purpose'] }) {
  const t = useWords();
  // the token is spent: a reload must not show it as a broken invitation
  useEffect(() => window.history.replaceState(null, '', '/join'), []);
  return (
    <Sheet title={t.done(me.name)}>
      <Notice kind="done" title={purpose === 'phone' ? t.bound : t.passwordSet}>
        {purpose === 'phone' && <p>{t.keepPhone}</p>}
      </Notice>
      <ButtonLink kind="go" iconAfter="next" wide href={homeOf(me)}>
        {t.goOn}
      </ButtonLink>
    </Sheet>
  );
}
