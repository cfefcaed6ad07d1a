import { hhmm } from '../../format/clock.js';
import { useSpeech } from '../words/words.js';
import { FitText } from '../stage/fit-text.js';

/** Covers the wall while the line is lost. `never`: there was none since the page was opened. */
export function LostBand({ since, never, support }: { since: number; never: boolean; support?: string }) {
  const { t } = useSpeech();
  const title = never ? t.neverBand(hhmm(since)) : t.lostBand(hhmm(since));
  return (
    <section className="band lost hatch" role="alert">
      <div className="plate">
        <FitText as="h2" text={title} />
        <FitText as="p" text={t.lostHelp(support || t.systemAdministrator)} />
      </div>
    </section>
  );
}
