import type { ComponentProps } from 'react';
import { ButtonLink } from '../../ui/button.js';
import { go } from '../../ui/way.js';

/** A button that leads to another place of the page. */
export function WayButton(props: ComponentProps<typeof ButtonLink> & { href: string }) {
  return (
    <ButtonLink
      {...props}
      onClick={(event) => {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        go(props.href);
      }}
    />
  );
}
