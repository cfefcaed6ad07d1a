import './field.css';
import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
  useState,
} from 'react';
import { wordsIn } from '../i18n/lang.js';
import { IconButton } from './button.js';
import { Severity } from './severity.js';

interface Around {
  label: string;
  /** What helps to fill it in; stands between the label and the field. */
  hint?: ReactNode;
  /** What is wrong with what stands in it, in words. */
  error?: string | undefined;
  /** It may stay empty. */
  optional?: boolean;
}
type Wired = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true };

const useWords = wordsIn(
  { optional: 'không bắt buộc', show: 'Hiện mật khẩu', hide: 'Ẩn mật khẩu' },
  { optional: 'optional', show: 'Show the password', hide: 'Hide the password' },
);

/** A label, a hint, an error in words, and what `children` makes of the attributes that tie them together. */
export function Field({ label, hint, error, optional, children }: Around & { children: (wired: Wired) => ReactNode }) {
  const id = useId();
  const t = useWords();
  const about = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={error ? 'field wrong' : 'field'}>
      <label htmlFor={id}>
        {label}
        {optional && <span className="optional"> · {t.optional}</span>}
      </label>
      {hint && (
        <div className="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {children({ id, ...(about && { 'aria-describedby': about }), ...(error && { 'aria-invalid': true as const }) })}
      {error && (
        <p className="error" id={`${id}-error`} role="alert">
          <Severity kind="warning" />
          {error}
        </p>
      )}
    </div>
  );
}

type InputProps = Around & Omit<InputHTMLAttributes<HTMLInputElement>, 'id'>;

export function TextField({ label, hint, error, optional, ...input }: InputProps) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(wired) => <input type="text" {...input} {...wired} className={`input ${input.className ?? ''}`} />}
    </Field>
  );
}

export function TextArea({
  label,
  hint,
  error,
  optional,
  ...area
}: Around & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id'>) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(wired) => <textarea rows={3} {...area} {...wired} className="input" />}
    </Field>
  );
}

export function SelectField({
  label,
  hint,
  error,
  optional,
  ...select
}: Around & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id'>) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(wired) => <select {...select} {...wired} className="input" />}
    </Field>
  );
}

/** A password that can be looked at: on a phone nobody types it right unseen. */
export function PasswordField({ label, hint, error, optional, ...input }: InputProps) {
  const t = useWords();
  const [shown, setShown] = useState(false);
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(wired) => (
        <div className="with-button">
          <input
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            {...input}
            {...wired}
            type={shown ? 'text' : 'password'}
            className="input"
          />
          <IconButton
            icon={shown ? 'eyeOff' : 'eye'}
            label={shown ? t.hide : t.show}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          />
        </div>
      )}
    </Field>
  );
}

/** One of a few, each as large as a finger. */
export function Choices<V extends string>(props: {
  label: string;
  name: string;
  value: V | undefined;
  options: readonly { value: V; label: string; hint?: string }[];
  onChange(value: V): void;
}) {
  return (
    <fieldset className="choices">
      <legend>{props.label}</legend>
      {props.options.map(({ value, label, hint }) => (
        <label key={value} className={value === props.value ? 'choice on' : 'choice'}>
          <input
            type="radio"
            name={props.name}
            value={value}
            checked={value === props.value}
            onChange={() => props.onChange(value)}
          />
          <span>
            {label}
            {hint && <span className="meta">{hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

export function Checkbox({ label, ...input }: { label: ReactNode } & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <label className="choice check">
      <input type="checkbox" {...input} />
      <span>{label}</span>
    </label>
  );
}
