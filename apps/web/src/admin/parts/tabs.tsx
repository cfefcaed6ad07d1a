import { Way } from '../../ui/way.js';

/** Parts of one item, each with an address of its own. */
export function Tabs(props: {
  label: string;
  current: string;
  tabs: readonly { id: string; words: string; href: string; count?: number }[];
}) {
  return (
    <nav className="tabs" aria-label={props.label}>
      {props.tabs.map(({ id, words, href, count }) => (
        <Way key={id} href={href} aria-current={id === props.current ? 'page' : undefined}>
          {words}
          {count ? <span className="nav-count num">{count}</span> : null}
        </Way>
      ))}
    </nav>
  );
}
