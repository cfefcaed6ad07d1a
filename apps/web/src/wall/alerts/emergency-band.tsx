import { stopwatch } from '../../format/clock.js';
import { useSpeech } from '../words/words.js';
import { Shape } from '../shapes.js';
import { FitText } from '../stage/fit-text.js';
import { cardWords, firstAction } from './cards.js';
import type { Matter } from './matters.js';

export function EmergencyBand({
  alert,
  now,
  hidePlace,
  onOpen,
}: {
  alert: Matter;
  now: number;
  hidePlace: boolean;
  onOpen(): void;
}) {
  const speech = useSpeech();
  const words = cardWords(alert, now, speech);
  const place = hidePlace ? '' : words.place;
  const said = speech.lang === 'en' ? alert.text.sentenceEn : alert.text.sentence;
  const action = firstAction(said);
  const hamlet = place.split(',')[0]!;
  // the hamlet belongs in what is read first, unless the title names it already
  const sentence = hamlet && !words.title.includes(hamlet) ? `${words.title}, ${hamlet}` : words.title;
  return (
    <button type="button" className="band emergency" data-nav={`alert:${alert.id}`} onClick={onOpen}>
      <span className="told" role="alert">
        {speech.t.severity.emergency}: {hidePlace ? words.title : said}
      </span>
      <Shape kind="emergency" accepted={alert.state === 'acknowledged'} />
      <FitText className="sentence" text={sentence} least={0.6} />
      <FitText
        className="detail"
        text={[words.boxes, words.age, words.learnt, words.owner, action].filter(Boolean).join(' · ')}
        least={0.7}
      />
      <span className="elapsed">
        {words.since}
        <b>{stopwatch(now - alert.startedAt)}</b>
      </span>
    </button>
  );
}
