import type { MapDraft } from './map-draft.js';
import { useLetterWords } from './words.js';

/** The topic, whose levels may name the device. */
export function TopicLine({
  topic,
  draft,
  onLevel,
}: {
  topic: string;
  draft: MapDraft;
  onLevel?(level: number): void;
}) {
  const t = useLetterWords();
  const levels = topic.split('/');
  return (
    <p className="topic-line">
      <span className="meta">{t.topic}</span>
      {levels.map((level, i) => (
        <span key={i}>
          {i > 0 && '/'}
          {onLevel ? (
            <button
              type="button"
              className={draft.topicIndex === i ? 'level mapped' : 'level'}
              aria-pressed={draft.topicIndex === i}
              title={t.topicLevel(i)}
              onClick={() => onLevel(i)}
            >
              {level}
            </button>
          ) : (
            level
          )}
        </span>
      ))}
    </p>
  );
}
