import { Component, type ReactNode } from 'react';
import { Button } from '../../ui/button.js';
import { Notice } from '../../ui/notice.js';
import { useFrameWords } from './words.js';

/** What goes wrong in one part leaves the others alone. */
export class Part extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };
  static getDerivedStateFromError() {
    return { broken: true };
  }
  override render() {
    return this.state.broken ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const t = useFrameWords();
  return (
    <Notice kind="warning" title={t.broken}>
      <p>{t.brokenWhy}</p>
      <p>
        <Button icon="again" onClick={() => window.location.reload()}>
          {t.reload}
        </Button>
      </p>
    </Notice>
  );
}
