import '../ui/base.css';
import './desk.css';
import type { Commune } from '#hub/contracts';
import { type ReactNode, Suspense, useEffect, useState } from 'react';
import { LangSwitch } from '../i18n/lang-switch.js';
import { useLang, wordsIn } from '../i18n/lang.js';
import { getJson } from '../live/rest.js';
import { Acting } from '../session/acting.js';
import { useMe } from '../session/use-me.js';
import { BrandMark } from '../ui/brand.js';
import { IconButton } from '../ui/button.js';
import { Icon } from '../ui/icon.js';
import { Toasts } from '../ui/toast.js';
import { Way } from '../ui/way.js';
import { GROUPS, type Section } from './sections.js';

const useWords = wordsIn(
  { admin: 'Quản trị', centre: 'Trung tâm điều hành', menu: 'Danh mục', skip: 'Tới nội dung' },
  { admin: 'Administration', centre: 'Operations centre', menu: 'Menu', skip: 'Skip to content' },
);

/** The frame of the desk: whose commune, what there is, who is here. On a phone the menu folds away. */
export function Desk(props: { sections: readonly Section[]; current: Section; title: string; children: ReactNode }) {
  const { sections, current, title, children } = props;
  const t = useWords();
  const lang = useLang();
  const me = useMe();
  const commune = useCommune();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    document.title = `${title} – ${t.admin}`;
    setOpen(false);
  }, [title, t]);
  const groups = Object.entries(GROUPS).flatMap(([group, name]) => {
    const own = sections.filter((s) => s.group === group);
    return own.length > 0 ? [{ group, name: name[lang], own }] : [];
  });
  return (
    <div className="desk frame">
      <a className="skip" href="#content">
        {t.skip}
      </a>
      <header className="top">
        <IconButton
          className="menu"
          icon={open ? 'close' : 'menu'}
          label={t.menu}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        />
        <a className="brand" href="/">
          <BrandMark />
          <span>
            {commune?.name ?? t.centre}
            <span className="meta">{t.admin}</span>
          </span>
        </a>
        <a className="who" href="/account" aria-label={me.name}>
          <Icon name="account" />
          <span>{me.name}</span>
        </a>
        <LangSwitch />
      </header>
      <nav className={open ? 'rail open' : 'rail'} aria-label={t.menu}>
        {groups.map(({ group, name, own }) => (
          <div key={group}>
            <h2>{name}</h2>
            <ul>
              {own.map((section) => (
                <li key={section.path}>
                  <Way
                    href={`/admin/${section.path}`}
                    aria-current={section === current ? 'page' : undefined}
                    className={section === current ? 'on' : undefined}
                  >
                    <Icon name={section.icon} />
                    {section.name[lang]}
                  </Way>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <main id="content" tabIndex={-1}>
        <Acting />
        <Suspense fallback={null}>{children}</Suspense>
      </main>
      <Toasts />
    </div>
  );
}

/** The commune's name, when there is one. */
function useCommune(): Commune | undefined {
  const [commune, setCommune] = useState<Commune>();
  useEffect(() => {
    const asked = new AbortController();
    getJson<Commune>('/api/commune', asked.signal).then(setCommune, () => undefined);
    return () => asked.abort();
  }, []);
  return commune;
}
