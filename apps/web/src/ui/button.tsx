import './button.css';
import { type AnchorHTMLAttributes, type ButtonHTMLAttributes, type ReactNode, useId } from 'react';
import { Icon, type IconName } from './icon.js';

/** `go`: the one thing to do, one a screen. `line`: others. `quiet`: without an edge. `danger`: cannot be taken back. */
export type ButtonKind = 'go' | 'line' | 'quiet' | 'danger';

interface Look {
  kind?: ButtonKind;
  icon?: IconName;
  /** After the words: where it leads on. */
  iconAfter?: IconName;
  /** As wide as what holds it. */
  wide?: boolean;
  /** Taller, for wet fingers. */
  wet?: boolean;
  children?: ReactNode;
}
interface ButtonProps extends Look, Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  /** What it says while what it started is under way; it cannot be pressed meanwhile. */
  busy?: string | false;
  /** Done here, and not yet at the hub. */
  waiting?: boolean;
  /** Why it cannot be pressed now: stands below it. It keeps its place and its focus. */
  off?: string | false;
}

const classes = ({ kind = 'line', wide, wet }: Look, more?: string) =>
  ['btn', kind, wide && 'wide', wet && 'wet', more].filter(Boolean).join(' ');

export function Button({ busy, waiting, off, icon, iconAfter, kind, wide, wet, children, ...rest }: ButtonProps) {
  const why = useId();
  const still = Boolean(busy || off || rest['aria-disabled']);
  const button = (
    <button
      type="button"
      {...rest}
      className={classes(
        { kind, wide, wet },
        `${waiting ? 'waiting' : ''} ${off || (rest['aria-disabled'] && !busy) ? 'off' : ''} ${rest.className ?? ''}`,
      )}
      aria-disabled={still || undefined}
      aria-describedby={off ? why : rest['aria-describedby']}
      onClick={still ? (event) => event.preventDefault() : rest.onClick}
    >
      {!busy && icon && <Icon name={icon} />}
      {busy || children}
      {!busy && iconAfter && <Icon name={iconAfter} />}
    </button>
  );
  if (!off) return button;
  return (
    <span className={wide ? 'btn-off wide' : 'btn-off'}>
      {button}
      <span id={why} className="meta">
        {off}
      </span>
    </span>
  );
}

/** A way to another page, as a button. */
export function ButtonLink({
  icon,
  iconAfter,
  kind,
  wide,
  wet,
  children,
  ...rest
}: Look & AnchorHTMLAttributes<HTMLAnchorElement>) {
  return (
    <a {...rest} className={classes({ kind, wide, wet }, rest.className)}>
      {icon && <Icon name={icon} />}
      {children}
      {iconAfter && <Icon name={iconAfter} />}
    </a>
  );
}

/** An icon alone, with a name for those who do not see it. */
export function IconButton({
  icon,
  label,
  ...rest
}: { icon: IconName; label: string } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button type="button" {...rest} className={`icon-btn ${rest.className ?? ''}`} aria-label={label} title={label}>
      <Icon name={icon} />
    </button>
  );
}
