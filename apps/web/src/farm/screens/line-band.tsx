import { whenShort } from '../../format/clock.js';
import { useStore } from '../../live/store.js';
import { updates } from '../../phone/offline/updates.js';
import { useClock } from '../../phone/use-clock.js';
import { Acting } from '../../session/acting.js';
import { signInFrom } from '../../session/return-to.js';
import { session, wasBound } from '../../session/session.js';
import { MeContext } from '../../session/use-me.js';
import { HoldBand, SimulatedBand } from '../../ui/band.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { useFarmer } from '../farmer.js';
import { useWords } from '../words/use-words.js';

/** What is simulated, how old what is shown is, and what waits because there is no line. */
export function LineBand({ quiet = false }: { quiet?: boolean }) {
  const { known, outbox, jobs, keeps } = useFarmer();
  const t = useWords();
  const now = useClock(60_000);
  const { page, blocks, at } = useStore(known.known);
  const state = useStore(session);
  const line = useStore(known.line);
  const out = useStore(outbox.line);
  const update = useStore(updates);
  const waiting = useStore(jobs).filter((job) => job.state === 'queued').length;
  const me = state.phase === 'known' && state.me.state === 'signed-in' ? state.me : undefined;
  const stranger = (state.phase === 'known' && !me) || out === 'signed-out';
  // the hub is seldom asked for advice: what waits is tried again and again, and knows of the line first
  const away = line === 'lost' || out === 'unreachable' || (line !== 'open' && state.phase === 'unreachable');
  const simulated = page?.simulated || blocks?.some(({ advice }) => advice.some((one) => one.simulated));
  const lost = at > 0 ? t.offlineAt(whenShort(page?.at ?? at, now)) : t.offlineNever;
  return (
    <>
      {simulated && <SimulatedBand />}
      {me?.actingBy && (
        <MeContext value={me}>
          <Acting />
        </MeContext>
      )}
      {!useStore(keeps) && <HoldBand icon="alert">{t.notKept}</HoldBand>}
      {stranger ? (
        <HoldBand icon="key">
          {wasBound() ? t.bound : t.signedOut(waiting)}
          {!wasBound() && (
            <ButtonLink wide href={signInFrom(window.location)}>
              {t.signIn}
            </ButtonLink>
          )}
        </HoldBand>
      ) : (
        away && <HoldBand>{waiting > 0 ? t.waiting(waiting) : lost}</HoldBand>
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
