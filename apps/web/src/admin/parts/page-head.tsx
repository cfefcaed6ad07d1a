import { type ReactNode, useEffect, useRef } from 'react';
import { Icon } from '../../ui/icon.js';
import { Way } from '../../ui/way.js';

/** The title of a section or an item, what it is about in a line, and what can be done with all of it. */
export function PageHead(props: {
  title: ReactNode;
  lead?: ReactNode;
  back?: { href: string; words: string };
  actions?: ReactNode;
}) {
  const { title, lead, back, actions } = props;
  const ref = useRef<HTMLHeadingElement>(null);
  // who goes to another place by keyboard or ear is told where he or she is
  useEffect(() => ref.current?.focus({ preventScroll: true }), []);
  return (
    <header className="page-head">
      {back && (
        <Way className="page-back" href={back.href}>
          <Icon name="back" />
          {back.words}
        </Way>
      )}
      <div className="page-title">
        <h1 ref={ref} tabIndex={-1}>
          {title}
        </h1>
        {actions && <div className="page-actions">{actions}</div>}
      </div>
      {lead && <div className="page-lead meta">{lead}</div>}
    </header>
  );
}
