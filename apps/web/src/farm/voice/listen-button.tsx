import { useState } from 'react';
import { Icon } from '../../ui/icon.js';
import { useWords } from '../words/use-words.js';
import { useVoice } from './use-voice.js';

/** Reads a text aloud; where the phone has no voice, it says so, and what to do about it when it is pressed. */
export function ListenButton({ text }: { text: string }) {
  const t = useWords();
  const { has, speaking, say, hush } = useVoice();
  const [asked, setAsked] = useState(false);
  if (!has)
    return (
      <>
        <button type="button" className="listen none" aria-expanded={asked} onClick={() => setAsked(!asked)}>
          {t.noVoice}
        </button>
        {asked && (
          <p className="no-voice" role="status">
            {t.noVoiceWhy}
          </p>
        )}
      </>
    );
  return (
    <button type="button" className="listen" aria-pressed={speaking} onClick={() => (speaking ? hush() : say(text))}>
      <Icon name={speaking ? 'close' : 'sound'} />
      {speaking ? t.stop : t.listen}
    </button>
  );
}
