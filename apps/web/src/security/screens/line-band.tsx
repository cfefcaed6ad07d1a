import { useStore } from '../../live/store.js';
import { updates } from '../../phone/offline/updates.js';
import { signInFrom } from '../../session/return-to.js';
import { session } from '../../session/session.js';
import { HoldBand, SimulatedBand } from '../../ui/band.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { useOfficer } from '../officer.js';
import { useWords } from '../words.js';

/** What is simulated, what is not connected, and what waits because of it. */
export function LineBand({ quiet = false }: { quiet?: boolean }) {
  const { known, outbox, jobs, keeps } = useOfficer();
  const t = useWords();
  const { simulated } = useStore(known.known);
  const state = useStore(session);
  const line = useStore(known.line);
  const out = useStore(outbox.line);
  const update = useStore(updates);
  const waiting = useStore(jobs).filter(({ state: one }) => one === 'queued').length;
  const stranger = (state.phase === 'known' && state.me.state === 'stranger') || out === 'signed-out';
  // what was asked last answers for the line
  const away = line === 'lost' || (line !== 'open' && (out === 'unreachable' || state.phase === 'unreachable'));
  return (
    <>
      {simulated && <SimulatedBand />}
      {!useStore(keeps) && <HoldBand icon="alert">{t.notKept}</HoldBand>}
      {stranger ? (
        <HoldBand icon="key">
          {t.signedOut(waiting)}
          <ButtonLink wide href={signInFrom(window.location)}>
            {t.signIn}
          </ButtonLink>
        </HoldBand>
      ) : (
        away && <HoldBand>{t.queued(waiting)}</HoldBand>
      )}
      {update && !quiet && (
        <HoldBand icon="again">
          {t.update}
          <Button wide onClick={update.take}>
            {t.take}
          </Button>
        </HoldBand>
      )}
    </>
  );
}
