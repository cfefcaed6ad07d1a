import type { Device } from '#hub/contracts';
import { useState } from 'react';
import { useLang } from '../../i18n/lang.js';
import { getJson, sendJson } from '../../live/rest.js';
import { Button } from '../../ui/button.js';
import { Notice } from '../../ui/notice.js';
import { go, Way } from '../../ui/way.js';
import { askAgain, useAsk } from '../data/ask.js';
import { useSend } from '../data/send.js';
import { Failed } from '../parts/failed.js';
import { hrefOf } from '../route/address.js';
import { type Letter, LETTERS, lettersOf } from './letters.js';
import { reasonIn } from './reason-words.js';
import { useLetterWords } from './words.js';

/** What came of reading a packet again. */
export interface Replayed {
  resolved: boolean;
  reason?: string;
}
interface Others {
  deadLetters: Letter[];
  total: number;
}

const MOST_AGAIN = 500;

/** What came of it, and what to do next: the device, the others of the same account. */
export function Outcome({
  outcome,
  letter,
  device,
}: {
  outcome: Replayed;
  letter: Letter;
  device: Device | undefined;
}) {
  const t = useLetterWords();
  const lang = useLang();
  const { value: others } = useAsk<Others>(letter.account && lettersOf(letter.account, 1));
  const [next] = others?.deadLetters ?? [];
  if (!outcome.resolved)
    return (
      <Notice kind="watch" title={t.still}>
        <p>{reasonIn(outcome.reason ?? '', lang)}</p>
      </Notice>
    );
  return (
    <Notice kind="done" title={t.resolved}>
      <p>{t.resolvedWhy}</p>
      <p className="outcome-ways">
        {device && <Way href={hrefOf('devices', [device.id])}>{t.toDevice}</Way>}
        {next && next.id !== letter.id && (
          <Button icon="next" onClick={() => go(hrefOf('unrecognised', [next.id]))}>
            {t.next}
          </Button>
        )}
      </p>
      {letter.account && <AgainAll account={letter.account} total={others?.total ?? 0} />}
    </Notice>
  );
}

/** Reads every packet of an account again, one after the other. */
function AgainAll({ account, total }: { account: string; total: number }) {
  const t = useLetterWords();
  const sending = useSend();
  const [progress, setProgress] = useState<{ done: number; ok: number; of: number; over: boolean }>();
  const run = () =>
    sending.run(async () => {
      const { deadLetters } = await getJson<Others>(lettersOf(account, MOST_AGAIN));
      const of = deadLetters.length;
      let ok = 0;
      for (const [i, { id }] of deadLetters.entries()) {
        setProgress({ done: i, ok, of, over: false });
        const { resolved } = await sendJson<Replayed>('POST', `${LETTERS}/${encodeURIComponent(id)}/replay`, {});
        if (resolved) ok++;
      }
      setProgress({ done: of, ok, of, over: true });
      askAgain(`${LETTERS}?`);
    });
  if (total === 0 && !progress) return null;
  return (
    <>
      {!progress?.over && (
        <Button
          icon="again"
          busy={sending.busy && (progress ? t.readingAll(progress.done + 1, progress.of) : t.saving)}
          onClick={() => void run()}
        >
          {t.againAll(total)}
        </Button>
      )}
      {progress?.over && <p role="status">{t.readAll(progress.ok, progress.of)}</p>}
      <Failed error={sending.failed} />
    </>
  );
}
