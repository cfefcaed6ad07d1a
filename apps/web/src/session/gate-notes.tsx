import { useEffect, useState } from 'react';
import { wordsIn } from '../i18n/lang.js';
import { Button, ButtonLink } from '../ui/button.js';
import { Notice } from '../ui/notice.js';
import { Sheet } from '../ui/sheet.js';
import { homeOf } from './home-of.js';
import type { SignedIn } from './me.js';
import { refreshSession, signOut } from './session.js';

const useWords = wordsIn(
  {
    asking: 'Đang mở…',
    away: 'Chưa nối được máy chủ',
    awayWhy: 'Máy này không có mạng, hoặc máy chủ đang tắt. Trang tự thử lại; có mạng là vào được ngay.',
    again: 'Thử lại ngay',
    noRight: 'Tài khoản này không dùng được trang này',
    noRightWhy: (name: string) => `Đang đăng nhập: ${name}. Cần quyền thì hỏi quản trị của xã.`,
    home: 'Về trang của tôi',
    other: 'Đăng nhập tài khoản khác',
  },
  {
    asking: 'Opening…',
    away: 'The hub cannot be reached',
    awayWhy:
      'This device has no network, or the hub is off. The page tries again by itself and opens as soon as it can.',
    again: 'Try again now',
    noRight: 'This account may not use this page',
    noRightWhy: (name: string) => `Signed in: ${name}. If you need it, ask the commune’s administrator.`,
    home: 'To my own page',
    other: 'Sign in as somebody else',
  },
);

/** Words only when it takes longer than a blink. */
export function StillAsking() {
  const t = useWords();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 600);
    return () => clearTimeout(timer);
  }, []);
  return <Sheet title={late ? t.asking : ''} />;
}

/** Tries again by itself; `onAgain` is for pages that ask for something else than who this is. */
export function NotReached({ onAgain = () => void refreshSession() }: { onAgain?: () => void }) {
  const t = useWords();
  return (
    <Sheet title={t.away} hold>
      <p>{t.awayWhy}</p>
      <Button kind="go" icon="again" wide onClick={onAgain}>
        {t.again}
      </Button>
    </Sheet>
  );
}

export function NoRight({ me }: { me: SignedIn }) {
  const t = useWords();
  const leave = async () => {
    await signOut();
    window.location.assign('/sign-in');
  };
  return (
    <Sheet title={t.noRight}>
      <Notice kind="watch" title={t.noRightWhy(me.name)} />
      <ButtonLink kind="go" icon="home" wide href={homeOf(me)}>
        {t.home}
      </ButtonLink>
      <Button wide icon="leave" onClick={() => void leave()}>
        {t.other}
      </Button>
    </Sheet>
  );
}
