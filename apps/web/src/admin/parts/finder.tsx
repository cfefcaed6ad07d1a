import './finder.css';
import { type ReactNode, useState } from 'react';
import { IconButton } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import { useSettled } from '../data/use-settled.js';

const LEAST_LETTERS = 2;
const WAIT_MS = 350;

/** What somebody types to find something, and what of it is worth asking for: nothing before a few letters stand still. */
export function useTyped(): { typed: string; asked: string | undefined; type(text: string): void } {
  const [typed, type] = useState('');
  const settled = useSettled(typed, WAIT_MS);
  return { typed, asked: typed && settled.length >= LEAST_LETTERS ? settled : undefined, type };
}

/** What was found and chosen; it can be let go of again. */
export function Chosen(props: { label: string; clear: string; onClear(): void; children: ReactNode }) {
  return (
    <div className="field">
      <span className="field-label">{props.label}</span>
      <span className="found-chosen">
        <b>{props.children}</b>
        <IconButton icon="close" label={props.clear} onClick={props.onClear} />
      </span>
    </div>
  );
}

/** A field whose matches stand below it, each to be chosen; `found` is undefined while nothing was asked. */
export function Finder(props: {
  label: string;
  hint: string;
  error?: string | undefined;
  optional?: boolean;
  typed: string;
  onType(text: string): void;
  found: readonly { id: string; words: ReactNode }[] | undefined;
  none: string;
  onChoose(id: string): void;
}) {
  const { label, hint, error, optional, typed, onType, found, none, onChoose } = props;
  return (
    <div>
      <Field label={label} hint={hint} error={error} optional={optional ?? false}>
        {(wired) => (
          <input
            {...wired}
            type="search"
            className="input"
            autoComplete="off"
            value={typed}
            onChange={(event) => onType(event.target.value)}
          />
        )}
      </Field>
      {found && (
        <ul className="found-list">
          {found.length === 0 && <li className="meta">{none}</li>}
          {found.map(({ id, words }) => (
            <li key={id}>
              <button
                type="button"
                onClick={() => {
                  onType('');
                  onChoose(id);
                }}
              >
                {words}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
