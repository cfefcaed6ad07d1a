import './search.css';
import { useEffect, useId, useRef, useState } from 'react';
import { wordsIn } from '../../i18n/lang.js';
import { Icon } from '../../ui/icon.js';
import { go } from '../../ui/way.js';
import { useFound } from './use-found.js';

const useWords = wordsIn(
  {
    label: 'Tìm trong toàn trang quản trị',
    hint: 'Tìm thiết bị, thửa, người…',
    found: (n: number) => (n === 0 ? 'Không tìm thấy gì' : `${n} kết quả`),
  },
  {
    label: 'Search everything here',
    hint: 'Devices, plots, people…',
    found: (n: number) => (n === 0 ? 'Nothing was found' : `${n} found`),
  },
);

/** Over everything there is: "/" begins, arrows choose, Enter opens. */
export function Search() {
  const t = useWords();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const found = useFound(open ? search : '');
  const shown = open && search.trim() !== '';
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const typing = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
      // by its place and by what it writes: keyboards differ, and so do input methods
      if ((event.key !== '/' && event.code !== 'Slash') || typing || event.ctrlKey || event.metaKey || event.altKey)
        return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  const open_ = (href: string) => {
    setOpen(false);
    setSearch('');
    input.current?.blur();
    go(href);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'Escape') {
      setOpen(false);
      input.current?.blur();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (found.length > 0) setAt((at + step + found.length) % found.length);
    } else if (event.key === 'Enter' && found[at]) open_(found[at].href);
  };
  return (
    <div
      className="global-search"
      role="search"
      aria-label={t.label}
      onBlur={(e) => e.currentTarget.contains(e.relatedTarget) || setOpen(false)}
    >
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        role="combobox"
        aria-label={t.label}
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown && found[at] ? `${id}-${at}` : undefined}
        placeholder={t.hint}
        value={search}
        onFocus={() => setOpen(true)}
        onChange={(event) => {
          setSearch(event.target.value);
          setAt(0);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
      />
      <kbd aria-hidden="true">/</kbd>
      <div id={`${id}-list`} role="listbox" aria-label={t.label} hidden={!shown}>
        {found.map((item, i) => (
          <div
            key={item.href}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === at}
            className="found"
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => open_(item.href)}
          >
            <Icon name={item.icon} />
            <span>
              {item.name}
              {item.detail && <span className="meta">{item.detail}</span>}
            </span>
            <span className="kind meta">{item.kind}</span>
          </div>
        ))}
      </div>
      <p className="found-count meta" role="status">
        {shown ? t.found(found.length) : ''}
      </p>
    </div>
  );
}
