import { IconButton } from '../../ui/button.js';
import { Icon } from '../../ui/icon.js';
import { type Draft, STEPS } from '../draft/draft.js';
import { useWords } from '../words/use-words.js';

/** A box that is half done. */
export function DraftRow({ draft, onTake, onDrop }: { draft: Draft; onTake: () => void; onDrop: () => void }) {
  const t = useWords();
  const titles = { scan: t.scanTitle, profile: t.profileTitle, place: t.placeTitle, name: t.nameTitle };
  return (
    <li className="row">
      <button type="button" onClick={onTake}>
        <Icon name="edit" />
        <span>
          <b>{draft.name || t.goOn}</b>
          <small>
            {t.step(STEPS.indexOf(draft.step) + 1)} · {titles[draft.step]}
          </small>
        </span>
      </button>
      <IconButton icon="trash" label={t.throwAway} onClick={onDrop} />
    </li>
  );
}
