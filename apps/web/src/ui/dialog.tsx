import './dialog.css';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { wordsIn } from '../i18n/lang.js';
import { IconButton } from './button.js';

const useWords = wordsIn({ close: 'Đóng' }, { close: 'Close' });

/** Lies over the page and holds the focus; Escape closes it. Shown for as long as it is rendered. */
export function Dialog(props: {
  title: string;
  children: ReactNode;
  actions?: ReactNode;
  wide?: boolean;
  onClose(): void;
}) {
  const { title, children, actions, wide, onClose } = props;
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  const t = useWords();
  useEffect(() => {
    const before = document.activeElement;
    ref.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      className={wide ? 'dialog wide' : 'dialog'}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header>
        <h2 id={id}>{title}</h2>
        <IconButton icon="close" label={t.close} onClick={onClose} />
      </header>
      <div className="body">{children}</div>
      {actions && <footer>{actions}</footer>}
    </dialog>
  );
}
