import { type ReactNode, useState } from 'react';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import type { Clash } from './conflict.js';
import { shownValue } from './shown-value.js';
import { useFormWords } from './words.js';

/** Both versions side by side, field by field: one of each is chosen. */
export function ConflictDialog(props: {
  clashes: readonly Clash[];
  busy: boolean;
  /** Names of the fields of which the other's value stays. */
  onChosen(theirs: readonly string[]): void;
  onDrop(): void;
  onClose(): void;
}) {
  const { clashes, busy, onChosen, onDrop, onClose } = props;
  const t = useFormWords();
  const [theirs, setTheirs] = useState<readonly string[]>([]);
  const asked = clashes.filter(({ both }) => both);
  const told = clashes.filter(({ both }) => !both);
  return (
    <Dialog
      title={t.conflictTitle}
      wide
      onClose={onClose}
      actions={
        <>
          <Button onClick={onDrop}>{t.takeTheirs}</Button>
          <Button kind="go" busy={busy && t.saving} onClick={() => onChosen(theirs)}>
            {t.saveChosen}
          </Button>
        </>
      }
    >
      <p>{t.conflictWhy}</p>
      {asked.map(({ spec, ...clash }) => (
        <fieldset key={spec.name} className="clash">
          <legend>{spec.label}</legend>
          {(['mine', 'theirs'] as const).map((side) => (
            <Side
              key={side}
              name={spec.name}
              words={t[side]}
              checked={theirs.includes(spec.name) === (side === 'theirs')}
              onChoose={() =>
                setTheirs(side === 'theirs' ? [...theirs, spec.name] : theirs.filter((n) => n !== spec.name))
              }
            >
              {shownValue(spec, clash[side], t)}
            </Side>
          ))}
        </fieldset>
      ))}
      {told.length > 0 && (
        <div className="clash-told">
          <p>{t.alsoTheirs}</p>
          <ul>
            {told.map(({ spec, theirs: value }) => (
              <li key={spec.name}>
                {spec.label}: <b>{shownValue(spec, value, t)}</b>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Dialog>
  );
}

function Side(props: { name: string; words: string; checked: boolean; onChoose(): void; children: ReactNode }) {
  const { name, words, checked, onChoose, children } = props;
  return (
    <label className={checked ? 'choice on' : 'choice'}>
      <input type="radio" name={`clash-${name}`} checked={checked} onChange={onChoose} />
      <span>
        <span className="meta">{words}</span>
        {children}
      </span>
    </label>
  );
}
