import type { Device, Presence } from '#hub/contracts';
import { ageWords } from '../../format/age.js';
import { formatWords } from '../../format/words.js';
import { useLang } from '../../i18n/lang.js';
import { Severity } from '../../ui/severity.js';
import { useNow } from '../data/hub.js';
import { useDeviceWords } from './words.js';

/** Whether it is heard: a shape and words. A device that is not in use misses nothing. */
export function LinkMark({ device, presence }: { device: Device; presence: Presence | undefined }) {
  const t = useDeviceWords();
  const words = formatWords[useLang()];
  const now = useNow();
  const link = presence?.link ?? 'never';
  const lost = link === 'silent' || link === 'offline';
  const expected = device.state === 'installed' || device.state === 'calibrating';
  const kind = !lost ? (link === 'online' ? 'normal' : 'stale') : expected ? 'watch' : 'stale';
  const since = ageWords(now - (presence?.lastSeen ?? presence?.since ?? now), words);
  return (
    <span className="link-mark">
      <Severity kind={kind} />
      {link === 'silent' ? t.silentSince(since) : link === 'offline' ? t.offlineSince(since) : t.links[link]}
    </span>
  );
}

/** The state of its life. */
export function StateMark({ state }: { state: Device['state'] }) {
  const t = useDeviceWords();
  return <span className={`state-mark ${state}`}>{t.states[state]}</span>;
}
