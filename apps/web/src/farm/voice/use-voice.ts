import { useEffect, useState, useSyncExternalStore } from 'react';
import { useLang } from '../../i18n/lang.js';

const LOCALE = { vi: 'vi-VN', en: 'en-GB' };
/** Some browsers stop a long text halfway: it is read sentence by sentence. */
const SENTENCE = /.+?(?:[.!?](?=\s|$)|$)/gs;
/** A little slower than a machine speaks by itself. */
const RATE = 0.9;

const synthesis = 'speechSynthesis' in window ? window.speechSynthesis : undefined;
const subscribe = (listener: () => void) => {
  synthesis?.addEventListener?.('voiceschanged', listener);
  return () => synthesis?.removeEventListener?.('voiceschanged', listener);
};
const voiceOf = (lang: 'vi' | 'en') =>
  synthesis?.getVoices().find((voice) => voice.lang.toLowerCase().replace('_', '-').startsWith(lang));

/** Reads aloud in the page's language, where this phone has a voice for it. */
export function useVoice(): { has: boolean; speaking: boolean; say(text: string): void; hush(): void } {
  const lang = useLang();
  const has = useSyncExternalStore(subscribe, () => voiceOf(lang) !== undefined);
  const [speaking, setSpeaking] = useState(false);
  const hush = () => {
    synthesis?.cancel();
    setSpeaking(false);
  };
  useEffect(() => () => synthesis?.cancel(), [lang]);
  const say = (text: string) => {
    if (!synthesis) return;
    synthesis.cancel();
    const sentences = text.match(SENTENCE) ?? [];
    for (const [i, sentence] of sentences.entries()) {
      const utterance = new SpeechSynthesisUtterance(sentence);
      utterance.lang = LOCALE[lang];
      utterance.voice = voiceOf(lang) ?? null;
      utterance.rate = RATE;
      if (i === sentences.length - 1) utterance.onend = () => setSpeaking(false);
      utterance.onerror = () => setSpeaking(false);
      synthesis.speak(utterance);
    }
    setSpeaking(sentences.length > 0);
  };
  return { has, speaking, say, hush };
}
