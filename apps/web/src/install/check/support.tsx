import { useStore } from '../../live/store.js';
import { ButtonLink } from '../../ui/button.js';
import { Icon } from '../../ui/icon.js';
import { useInstaller } from '../installer.js';
import { useWords } from '../words/use-words.js';

/** A number in what the commune wrote: it may say more than that. */
const NUMBER = /\+?\d[\d .-]{6,}\d/;

/** Whom to call, as the commune wrote it; nothing where it wrote nothing. */
export function Support() {
  const { support } = useStore(useInstaller().known.catalogue);
  const t = useWords();
  if (!support) return null;
  const number = NUMBER.exec(support)?.[0].replace(/[ .-]/g, '');
  if (!number)
    return (
      <p className="said">
        <Icon name="help" />
        {t.askSupport(support)}
      </p>
    );
  return (
    <ButtonLink kind="line" wide wet icon="call" href={`tel:${number}`}>
      {t.callSupport}
    </ButtonLink>
  );
}
