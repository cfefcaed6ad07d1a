import { useStore } from '../live/store.js';
import { signInFrom } from '../session/return-to.js';
import { session } from '../session/session.js';
import { HoldBand, SimulatedBand } from '../ui/band.js';
import { ButtonLink } from '../ui/button.js';
import { useInstaller } from './installer.js';
import { useWords } from './words/use-words.js';

/** What is not connected, and what waits because of it. `quiet`: within a step only what needs to be known there. */
export function LineBand({ quiet, stranger }: { quiet?: boolean; stranger?: boolean }) {
  const { model, outbox, keeps } = useInstaller();
  const t = useWords();
  const line = useStore(outbox.line);
  const state = useStore(session);
  const waiting = useStore(model.state).jobs.filter(({ state: one }) => one === 'queued').length;
  const simulated = useStore(useInstaller().known.catalogue).simulated ? <SimulatedBand /> : null;
  return (
    <>
      {simulated}
      {!useStore(keeps) && <HoldBand icon="alert">{t.notKept}</HoldBand>}
      {band()}
    </>
  );

  function band() {
    if (stranger || line === 'signed-out')
      return quiet ? null : (
        <HoldBand icon="key">
          {t.signedOut(waiting)}
          <ButtonLink kind="line" wide href={signInFrom(window.location)}>
            {t.signIn}
          </ButtonLink>
        </HoldBand>
      );
    if (line === 'unreachable' || state.phase === 'unreachable') {
      if (waiting === 0) return quiet ? null : <HoldBand>{t.offlineEmpty}</HoldBand>;
      return quiet ? null : <HoldBand>{waiting === 1 ? t.offline(1) : t.offlineMany(waiting)}</HoldBand>;
    }
    if (quiet || waiting === 0) return null;
    return line === 'later' ? (
      <HoldBand icon="wait">{t.busy(waiting)}</HoldBand>
    ) : (
      <HoldBand icon="send">{t.sending(waiting)}</HoldBand>
    );
  }
}
