import type { ReactNode } from 'react';

/** One of several to choose from with one tap. */
export function Option(props: {
  picture?: ReactNode;
  title: string;
  more?: string | undefined;
  chosen?: boolean;
  onChoose: () => void;
}) {
  const { picture, title, more, chosen, onChoose } = props;
  return (
    <button type="button" className="option" aria-pressed={chosen} onClick={onChoose}>
      {picture}
      <span>
        <b>{title}</b>
        {more && <small>{more}</small>}
      </span>
    </button>
  );
}
