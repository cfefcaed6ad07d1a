import './secure-notice.css';
import { wordsIn } from '../i18n/lang.js';
import { Icon, type IconName } from '../ui/icon.js';
import { Severity } from '../ui/severity.js';

/** What a browser switches off on a page that did not come over HTTPS (or from this machine itself). */
export type NeedsHttps = 'push' | 'gps' | 'camera' | 'offline';
const ALL: readonly NeedsHttps[] = ['push', 'gps', 'camera', 'offline'];
const ICON: Record<NeedsHttps, IconName> = { push: 'bell', gps: 'pin', camera: 'camera', offline: 'noSignal' };

const useWords = wordsIn(
  {
    title: 'Kết nối này chưa có HTTPS',
    off: 'Trình duyệt tắt trên trang này:',
    what: {
      push: 'thông báo đẩy',
      gps: 'định vị GPS',
      camera: 'máy ảnh, quét mã',
      offline: 'dùng khi mất mạng',
    } satisfies Record<NeedsHttps, string>,
    also: 'Mật khẩu đi qua mạng không được mã hóa: chỉ đăng nhập trong mạng nội bộ tin cậy.',
    how: 'Cách bật HTTPS',
    steps: [
      'Nhờ quản trị bật HTTPS trên máy chủ: bằng tên miền có chứng chỉ tự động, hoặc bằng chứng chỉ nội bộ của xã.',
      'Chứng chỉ nội bộ: cài tệp chứng chỉ của xã vào máy này một lần.',
      'Sau đó mở trung tâm bằng địa chỉ bắt đầu bằng https://',
    ],
  },
  {
    title: 'This connection has no HTTPS',
    off: 'The browser switches off on this page:',
    what: { push: 'push messages', gps: 'GPS', camera: 'camera, scanning codes', offline: 'work without a network' },
    also: 'Passwords cross the network unencrypted: sign in on a trusted local network only.',
    how: 'How to get HTTPS',
    steps: [
      'Ask the administrator to switch HTTPS on at the hub: with a public name and an automatic certificate, or with the commune’s own authority.',
      'With the commune’s own authority: install its certificate on this device once.',
      'Then open the hub by its address that begins with https://',
    ],
  },
);

/** Says what is off and how to get it; nothing where nothing is off. */
export function SecureNotice({ needs = ALL }: { needs?: readonly NeedsHttps[] }) {
  const t = useWords();
  if (window.isSecureContext) return null;
  return (
    <section className="secure-notice">
      <p className="title">
        <Severity kind="watch" />
        {t.title}
      </p>
      <p>{t.off}</p>
      <ul className="off">
        {needs.map((what) => (
          <li key={what}>
            <Icon name={ICON[what]} />
            {t.what[what]}
          </li>
        ))}
      </ul>
      <p>{t.also}</p>
      <details>
        <summary>{t.how}</summary>
        <ol>
          {t.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </details>
    </section>
  );
}
