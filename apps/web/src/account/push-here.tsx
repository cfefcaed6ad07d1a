import { useEffect, useState } from 'react';
import { wordsIn } from '../i18n/lang.js';
import { type PushState, pushState, ringTestBell, switchPushOff, switchPushOn } from '../security/push/push.js';
import { Button } from '../ui/button.js';
import { Notice } from '../ui/notice.js';

const useWords = wordsIn(
  {
    ask: 'Máy này chưa reo khi có việc hoặc có tin chờ duyệt.',
    on: 'Máy này reo cả khi trang đang đóng.',
    denied: 'Trình duyệt đang chặn thông báo của trang này: mở phần cài đặt trang để cho phép.',
    unsupported:
      'Trình duyệt này không nhận được thông báo (cần HTTPS; trên iPhone phải thêm trang vào màn hình chính).',
    switchOn: 'Bật chuông trên máy này',
    switchOff: 'Tắt trên máy này',
    test: 'Thử chuông',
    busy: 'Đang nối…',
    failed: 'Chưa làm được, thử lại khi có mạng.',
    rung: 'Đã gọi: máy reo trong vài giây.',
  },
  {
    ask: 'This device does not ring for incidents, or for messages that wait for approval.',
    on: 'This device rings, also while the page is closed.',
    denied: 'The browser blocks notifications of this page: allow them in the settings of the site.',
    unsupported: 'This browser cannot be pushed to (it needs HTTPS; an iPhone needs the page on its home screen).',
    switchOn: 'Let this device ring',
    switchOff: 'Not on this device',
    test: 'Test bell',
    busy: 'Connecting…',
    failed: 'It did not work: try again with a network.',
    rung: 'Asked for: it rings within seconds.',
  },
);

/** Whether this browser rings for whoever is signed in. */
export function PushHere() {
  const t = useWords();
  const [state, setState] = useState<PushState>();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<'failed' | 'rung'>();
  useEffect(() => {
    void pushState().then(setState, () => setState('unsupported'));
  }, []);
  const run = async (work: () => Promise<PushState>) => {
    setBusy(true);
    setSaid(undefined);
    await work().then(setState, () => setSaid('failed'));
    setBusy(false);
  };
  const ring = () =>
    run(async () => {
      await ringTestBell();
      setSaid('rung');
      return 'on';
    });
  if (state === undefined) return null;
  return (
    <>
      <p>{t[state]}</p>
      {said && <Notice kind={said === 'failed' ? 'warning' : 'info'} title={t[said]} />}
      <div className="row">
        {state === 'ask' && (
          <Button icon="bell" busy={busy && t.busy} onClick={() => void run(switchPushOn)}>
            {t.switchOn}
          </Button>
        )}
        {state === 'on' && (
          <>
            <Button icon="bell" busy={busy && t.busy} onClick={() => void ring()}>
              {t.test}
            </Button>
            <Button off={busy && t.busy} onClick={() => void run(switchPushOff)}>
              {t.switchOff}
            </Button>
          </>
        )}
      </div>
    </>
  );
}
