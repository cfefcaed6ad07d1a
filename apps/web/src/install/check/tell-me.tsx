import { useState } from 'react';
import { Button } from '../../ui/button.js';
import { useWords } from '../words/use-words.js';

/** Nobody has to stand at the pole for an hour: the phone tells. */
export function TellMe() {
  const t = useWords();
  const [may, setMay] = useState(() => ('Notification' in window ? Notification.permission : 'unsupported'));
  if (may === 'unsupported') return null;
  if (may === 'default')
    return (
      <Button
        kind="line"
        className="gap"
        wide
        wet
        icon="bell"
        onClick={() => void Notification.requestPermission().then(setMay)}
      >
        {t.tellMe}
      </Button>
    );
  return (
    <p className="meta gap" role="status">
      {may === 'granted' ? t.willTell : t.tellDenied}
    </p>
  );
}
