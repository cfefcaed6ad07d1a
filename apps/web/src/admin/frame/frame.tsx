import './frame.css';
import { type ReactNode, useCallback, useState } from 'react';
import { Toasts } from '../../ui/toast.js';
import type { Section } from '../route/address.js';
import { Bands } from './bands.js';
import { LeaveDialog } from './leave-dialog.js';
import { Nav } from './nav.js';
import { Top } from './top.js';
import { useFrameWords } from './words.js';

/** What stands around every section. */
export function Frame({ section, children }: { section: Section | undefined; children: ReactNode }) {
  const t = useFrameWords();
  const [menu, setMenu] = useState(false);
  const close = useCallback(() => setMenu(false), []);
  return (
    <div className="admin desk light">
      <a className="skip" href="#content">
        {t.skip}
      </a>
      <Top onMenu={() => setMenu(true)} />
      <Nav section={section} open={menu} onClose={close} />
      <div className="admin-page">
        <Bands />
        <main id="content" tabIndex={-1}>
          {children}
        </main>
      </div>
      <LeaveDialog />
      <Toasts />
    </div>
  );
}
