import type { InputHTMLAttributes } from 'react';
import { IconButton } from '../../ui/button.js';
import { Icon } from '../../ui/icon.js';
import { usePartWords } from './words.js';

/** A search over a list. */
export function SearchInput({
  label,
  value,
  onSearch,
  ...rest
}: { label: string; value: string; onSearch(search: string): void } & InputHTMLAttributes<HTMLInputElement>) {
  const t = usePartWords();
  return (
    <div className="search-input">
      <Icon name="search" />
      <input
        {...rest}
        type="search"
        className="input"
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onSearch(event.target.value)}
      />
      {value !== '' && <IconButton icon="close" label={t.clear} onClick={() => onSearch('')} />}
    </div>
  );
}
