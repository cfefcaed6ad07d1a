import type { Incident } from '#hub/contracts';
import { Button } from '../../ui/button.js';
import { useWords } from '../words/use-words.js';
import type { DeedName, Offer } from './deeds.js';

/** All that can be done about it, each with its key. */
export function Actions(props: {
  incident: Incident;
  offers: readonly Offer[];
  busy: DeedName | undefined;
  onChoose(deed: DeedName): void;
}) {
  const t = useWords();
  const { offers, busy, onChoose } = props;
  if (offers.every(({ lookOnly }) => lookOnly)) return <p className="meta incident-actions">{t.lookOnly}</p>;
  return (
    <div className="incident-actions">
      {offers.map(({ deed, key, first }) => (
        <Button
          key={deed}
          kind={first ? 'go' : 'line'}
          busy={busy === deed && t.sending}
          aria-keyshortcuts={key}
          onClick={() => onChoose(deed)}
        >
          <kbd aria-hidden="true">{key}</kbd>
          {t.acts[deed]}
        </Button>
      ))}
    </div>
  );
}
