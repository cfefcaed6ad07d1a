import { useHub, useLink, useLive } from '../../admin/data/hub.js';
import { hhmm } from '../../format/clock.js';
import { Acting } from '../../session/acting.js';
import { HoldBand } from '../../ui/band.js';
import { useWords } from '../words/use-words.js';

/** What must be known before anything on the desk is believed. */
export function Bands() {
  const t = useWords();
  const hub = useHub();
  const link = useLink();
  const status = useLive((live) => live.status);
  const heardAt = hub.heardAt();
  return (
    <>
      <Acting />
      {link === 'never' && <HoldBand>{t.never}</HoldBand>}
      {link === 'lost' && heardAt !== undefined && (
        <HoldBand>
          {t.lost(hhmm(heardAt))} {t.lostHelp}
        </HoldBand>
      )}
      {status?.logWritable === false && <HoldBand icon="alert">{t.refused}</HoldBand>}
      {status && status.clock !== 'ok' && <HoldBand icon="clock">{t.clockWrong}</HoldBand>}
    </>
  );
}
