import { type DeviceTrust, METRICS } from '#hub/contracts';
import { useNow } from '../admin/data/hub.js';
import { Box } from '../admin/parts/box.js';
import { whenShort } from '../format/clock.js';
import { figure } from '../format/figures.js';
import { useLang } from '../i18n/lang.js';
import { Severity } from '../ui/severity.js';
import { TrustList } from './trust-list.js';
import { useTrustOf } from './use-trust.js';
import { useTrustWords } from './words.js';

/** On the page of a device: how far its values are to be trusted, and when that was looked at. */
export function TrustBox({ device }: { device: string }) {
  const t = useTrustWords();
  const now = useNow(60_000);
  const trust = useTrustOf(device);
  if (!trust) return null;
  const { probes, looked } = trust;
  const others = looked && { ...looked, scores: looked.scores.filter(({ metric }) => !isAmong(probes, metric)) };
  return (
    <Box title={t.title}>
      {probes.length > 0 && <TrustList probes={probes} />}
      {others && others.scores.length > 0 && <Sound looked={others} alone={probes.length === 0} />}
      <p className="meta">{looked ? t.looked(whenShort(looked.at, now)) : t.notYet}</p>
    </Box>
  );
}

const isAmong = (probes: readonly { metric: string }[], metric: string) => probes.some((one) => one.metric === metric);

/** Probes of which there is nothing to say, by the least of their scores. */
function Sound({ looked: { scores }, alone }: { looked: DeviceTrust; alone: boolean }) {
  const t = useTrustWords();
  const lang = useLang();
  const least = Math.min(...scores.map(({ score }) => score));
  const names = scores.map(({ metric }) => METRICS[metric][lang]).join(', ');
  return (
    <>
      <p className="trust-sound">
        <Severity kind="normal" />
        <span>
          {alone ? t.score : t.others} <b className="num">{figure(least, 0, lang)}</b>
          {t.of100} {least === 100 ? t.nothing : t.little}
        </span>
      </p>
      <p className="meta">{names}</p>
    </>
  );
}
