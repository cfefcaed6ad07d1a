import { useEffect, useRef } from 'react';
import { useMe } from '../../session/use-me.js';
import { IconButton } from '../../ui/button.js';
import { Icon } from '../../ui/icon.js';
import { Way } from '../../ui/way.js';
import { useLive } from '../data/hub.js';
import { hrefOf, type Section } from '../route/address.js';
import { type GroupName, GROUPS, maySee, SECTION_INFO } from './sections.js';
import { useFrameWords } from './words.js';

/** The sections that are open to whoever is signed in. On a phone it lies over the page while it is open. */
export function Nav({ section, open, onClose }: { section: Section | undefined; open: boolean; onClose(): void }) {
  const me = useMe();
  const t = useFrameWords();
  const ref = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!open) return;
    ref.current?.querySelector('a')?.focus();
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && onClose();
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [open, onClose]);
  const groups = (Object.keys(GROUPS) as GroupName[]).filter((group) => GROUPS[group].some((s) => maySee(me, s)));
  const item = (s: Section) => <Item key={s} section={s} current={s === section} onFollow={onClose} />;
  return (
    <>
      {open && <div className="nav-shade" onClick={onClose} />}
      <nav ref={ref} className={open ? 'admin-nav open' : 'admin-nav'} aria-label={t.navigation}>
        <div className="nav-close">
          <IconButton icon="close" label={t.closeMenu} onClick={onClose} />
        </div>
        <ul>{maySee(me, 'overview') && item('overview')}</ul>
        {groups.map((group) => (
          <section key={group} aria-labelledby={`nav-${group}`}>
            <h2 id={`nav-${group}`}>{t.groups[group]}</h2>
            <ul>{GROUPS[group].filter((s) => maySee(me, s)).map(item)}</ul>
          </section>
        ))}
      </nav>
    </>
  );
}

function Item({ section, current, onFollow }: { section: Section; current: boolean; onFollow(): void }) {
  const t = useFrameWords();
  const waiting = useLive((live) => (section === 'unrecognised' ? live.status?.unrecognised : undefined));
  return (
    <li>
      <Way href={hrefOf(section)} aria-current={current ? 'page' : undefined} onClick={onFollow}>
        <Icon name={SECTION_INFO[section].icon} />
        {t.sections[section]}
        {waiting ? <span className="nav-count num">{waiting}</span> : null}
      </Way>
    </li>
  );
}
