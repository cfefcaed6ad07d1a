import { Severity } from '../../ui/severity.js';
import { Exactly } from '../parts/when.js';
import { useLetterWords } from './words.js';

/** A time as a field map reads it. */
export function TimeWords({ at }: { at: number | undefined }) {
  const t = useLetterWords();
  if (at !== undefined && Number.isFinite(at)) return <Exactly at={at} />;
  return (
    <span className="preview-wrong">
      <Severity kind="watch" />
      {at === undefined ? t.absent : t.timeBad}
    </span>
  );
}
