import './page-boundary.css';
import { Component, type ReactNode, useEffect, useState } from 'react';
import { hhmm } from './format/clock.js';
import { wordsIn } from './i18n/lang.js';
import { reloadWhenServed } from './live/reload.js';

const useWords = wordsIn(
  {
    title: (at: string) => `Trang này gặp lỗi lúc ${at}`,
    kept: 'Những gì đã gửi tới trung tâm vẫn còn. Điều vừa nhập mà chưa lưu thì phải nhập lại.',
    soon: 'Trang tự tải lại sau một phút.',
    reload: 'Tải lại ngay',
    report: 'Nếu còn gặp lại, báo cho người quản trị dòng này:',
  },
  {
    title: (at: string) => `This page failed at ${at}`,
    kept: 'Whatever was sent to the hub is safe. What was typed and not saved has to be typed again.',
    soon: 'The page loads again by itself in a minute.',
    reload: 'Load again now',
    report: 'If it happens again, tell this line to your administrator:',
  },
);

/** What stands in place of a page that threw while it was drawn: never a white screen. */
export class PageBoundary extends Component<{ children: ReactNode }, { failed?: { error: unknown; at: number } }> {
  override state: { failed?: { error: unknown; at: number } } = {};

  static getDerivedStateFromError(error: unknown) {
    return { failed: { error, at: Date.now() } };
  }

  override render() {
    const { failed } = this.state;
    return failed ? <Failed {...failed} /> : this.props.children;
  }
}

const SOON_MS = 60_000;

function Failed({ error, at }: { error: unknown; at: number }) {
  const t = useWords();
  const [why] = useState(() => String(error));
  // nobody sits at a wall
  useEffect(() => reloadWhenServed(SOON_MS), []);
  return (
    <main className="page-failed">
      <div role="alert">
        <h1>{t.title(hhmm(at))}</h1>
      </div>
      <p>{t.kept}</p>
      <button type="button" onClick={() => window.location.reload()}>
        {t.reload}
      </button>
      <p>{t.soon}</p>
      <p className="report">
        {t.report} <code>{why}</code>
      </p>
    </main>
  );
}
