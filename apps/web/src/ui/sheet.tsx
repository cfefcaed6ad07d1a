import './base.css';
import './sheet.css';
import { type ReactNode, useEffect } from 'react';
import { LangSwitch } from '../i18n/lang-switch.js';
import { wordsIn } from '../i18n/lang.js';
import { BrandMark } from './brand.js';
import { Icon } from './icon.js';
import { Landscape } from './landscape.js';

const useWords = wordsIn({ centre: 'Trung tâm điều hành' }, { centre: 'Operations centre' });

/** One thing at a time, in one column: signing in, an invitation, an account. On a desk it stands beside a picture. */
export function Sheet(props: {
  title: string;
  /** Said under the title. */
  lead?: ReactNode;
  /** The title is about a line that is not there. */
  hold?: boolean;
  /** Before the title, over the whole width. */
  band?: ReactNode;
  /** At the right of the bar, beside the language. */
  actions?: ReactNode;
  onLang?: (lang: 'vi' | 'en') => void;
  children?: ReactNode;
}) {
  const t = useWords();
  const { title, lead, hold, band, actions, onLang, children } = props;
  useEffect(() => {
    document.title = title ? `${title} – ${t.centre}` : t.centre;
  }, [title, t]);
  return (
    <div className="sheet">
      <Landscape />
      <div className="column">
        <header className="bar">
          <a className="brand" href="/">
            <BrandMark />
            <span>{t.centre}</span>
          </a>
          {actions}
          <LangSwitch onChoose={onLang} />
        </header>
        {band}
        <main>
          {title && (
            <h1 className={hold ? 'hold' : undefined}>
              {hold && <Icon name="noSignal" />}
              {title}
            </h1>
          )}
          {lead && <div className="lead">{lead}</div>}
          {children}
        </main>
      </div>
    </div>
  );
}
