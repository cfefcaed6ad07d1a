import { hhmm } from '../../format/clock.js';
import { Acting } from '../../session/acting.js';
import { HoldBand, SimulatedBand } from '../../ui/band.js';
import { useCommune } from '../data/commune.js';
import { useHub, useLink, useLive } from '../data/hub.js';
import { useFrameWords } from './words.js';

/** What has to be known before anything on the page is read. */
export function Bands() {
  const t = useFrameWords();
  const hub = useHub();
  const link = useLink();
  const { value: commune } = useCommune();
  const simulated = useLive((live) => live.status?.simulated) || commune?.simulated;
  const heardAt = hub.heardAt();
  return (
    <div className="admin-bands">
      {link === 'lost' && heardAt !== undefined && <HoldBand>{t.lost(hhmm(heardAt))}</HoldBand>}
      {link === 'never' && <HoldBand>{t.never}</HoldBand>}
      <HubProblem />
      <Acting />
      {simulated && <SimulatedBand />}
    </div>
  );
}

function HubProblem() {
  const t = useFrameWords();
  const problem = useLive(({ status }) => {
    if (!status) return undefined;
    if (!status.logWritable) return t.logFull;
    if (status.storeError) return t.storeError;
    return status.clock === 'ok' ? undefined : t.clockWrong;
  });
  return problem ? <HoldBand icon="alert">{problem}</HoldBand> : null;
}
