import { useSpeech } from '../words/words.js';
import { Shape, severityColour } from '../shapes.js';
import { FitText } from '../stage/fit-text.js';
import { type Card, cardWords, narrowStatus } from './cards.js';

export interface AlertCardProps {
  card: Card;
  now: number;
  /** The line is lost: ages stand still. */
  frozenAt?: number;
  /** Names of places are hidden from visitors. */
  hidePlace: boolean;
  onOpen(): void;
}

export function AlertCard({ card, now, frozenAt, hidePlace, onOpen }: AlertCardProps) {
  const speech = useSpeech();
  const { alert, size } = card;
  const words = cardWords(alert, now, speech, frozenAt);
  const place = hidePlace ? '' : words.place;
  const accepted = alert.state === 'acknowledged';
  const join = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(' · ');
  const raised = size === 'top' || size === 'dense';
  return (
    <button
      type="button"
      className={`card ${size} ${accepted ? 'is-accepted' : ''}`}
      data-nav={`alert:${alert.id}`}
      onClick={onOpen}
    >
      {raised ? (
        <>
          <span
            className="bar"
            style={{
              background: severityColour(alert.severity),
              color: alert.severity === 'emergency' ? '#fff' : undefined,
            }}
          >
            <Shape kind={alert.severity} inverse={alert.severity !== 'emergency'} />
            {speech.t.severity[alert.severity]}
            <FitText as="b" text={words.next ?? words.since} least={0.7} />
          </span>
          <span className="body">
            <FitText className="title" text={words.title} least={0.62} />
            {size === 'top' && place && <FitText className="where" text={place} least={0.8} />}
            {size === 'top' && words.value && <FitText className="value" text={words.value} least={0.8} />}
            <FitText
              className="status"
              text={
                size === 'top' ? join(words.boxes, words.age, words.learnt, words.owner) : narrowStatus(place, words)
              }
            />
          </span>
        </>
      ) : (
        <>
          <Shape kind={alert.severity} accepted={accepted} />
          {/* the shape says it to those who see it */}
          <span className="told">{speech.t.severity[alert.severity]}: </span>
          <span className="body">
            {size === 'full' ? (
              <span className="title two">{words.title}</span>
            ) : (
              <FitText className="title" text={words.title} least={0.78} />
            )}
            {size !== 'compact' && place && <FitText className="where" text={place} least={0.8} />}
            <FitText
              className="status"
              text={
                size === 'compact'
                  ? narrowStatus(place, words)
                  : join(
                      words.boxes,
                      words.age,
                      words.owner,
                      size === 'full' ? (words.next ?? words.learnt ?? words.since) : '',
                    )
              }
              least={0.8}
            />
          </span>
        </>
      )}
    </button>
  );
}
