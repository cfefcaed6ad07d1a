import './lang-switch.css';
import { Icon } from '../ui/icon.js';
import { chooseLang } from './chosen-lang.js';
import { useLang } from './lang.js';

/** Names the other language in that language. */
export function LangSwitch({ onChoose }: { onChoose?: (lang: 'vi' | 'en') => void }) {
  const other = useLang() === 'vi' ? 'en' : 'vi';
  return (
    <button
      type="button"
      className="lang-switch"
      lang={other}
      onClick={() => {
        chooseLang(other);
        onChoose?.(other);
      }}
    >
      <Icon name="language" />
      {other === 'en' ? 'English' : 'Tiếng Việt'}
    </button>
  );
}
