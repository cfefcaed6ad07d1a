import type { HubStatus } from '#hub/contracts';
import { Notice } from '../../ui/notice.js';
import { useAsk } from '../data/ask.js';
import { useWaitingWords } from './words.js';

const EVERY_MS = 60_000;

/** Where the hub refuses each new box: why, and what its administrator has to do. */
export function Shut() {
  const t = useWaitingWords();
  const status = useAsk<HubStatus>('/api/status', EVERY_MS).value;
  if (!status?.newBoxesShut) return null;
  return (
    <Notice kind="warning" title={t.shut}>
      <p>{t.shutWhy}</p>
      <p>{t.shutHow}</p>
      <ul>
        <li>{t.shutTls}</li>
        <li>{t.shutPlain}</li>
      </ul>
    </Notice>
  );
}
