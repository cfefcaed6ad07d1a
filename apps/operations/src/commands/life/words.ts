import type { CommandEnd } from '#hub/contracts';

/** What is said of a command's end, in both languages, with a name that programs can rely on. */
export interface Reason {
  reason: string;
  vi: string;
  en: string;
}

/** Why the hub says no before anything leaves. */
export const BARS = {
  retired: {
    reason: 'retired',
    vi: 'Thiết bị đã tháo hoặc chưa lắp',
    en: 'The device is retired or not installed yet',
  },
  maintenance: {
    reason: 'maintenance',
    vi: 'Thiết bị đang bảo trì: có thể có người đang làm việc ở đó',
    en: 'The device is under maintenance: somebody may be working on it',
  },
  faulty: { reason: 'faulty', vi: 'Thiết bị đang hỏng', en: 'The device is marked as faulty' },
  noWay: {
    reason: 'no-way',
    vi: 'Cổng của thiết bị này không chuyển lệnh: giao cho người làm tay',
    en: 'The gateway of this device passes no commands on: give it to a person by hand',
  },
  offline: {
    reason: 'offline',
    vi: 'Thiết bị đang ngoại tuyến: lệnh không được gửi và cũng không chờ',
    en: 'The device is offline: the command is neither sent nor kept waiting',
  },
  never: {
    reason: 'never-heard',
    vi: 'Thiết bị chưa nối vào hub lần nào',
    en: 'The device has never connected to the hub',
  },
  silent: {
    reason: 'silent',
    vi: 'Thiết bị còn nối nhưng không gửi số liệu: không biết nó đang thế nào',
    en: 'The device is connected but sends no measurements: nobody knows how it is',
  },
  clock: {
    reason: 'clock',
    vi: 'Giờ máy chủ chưa đúng: không biết lệnh hết hạn lúc nào nên không gửi',
    en: 'The hub’s clock is not right: when a command expires is not known, so none is sent',
  },
  behind: {
    reason: 'behind',
    vi: 'Hub đang xử lý số liệu tồn, chưa biết hiện trạng: thử lại sau ít phút',
    en: 'The hub is catching up and does not know the present state: try again in a few minutes',
  },
} as const satisfies Record<string, Reason>;

/** How commands end by themselves. */
export const ENDS = {
  verified: { reason: 'verified', vi: 'Số đo cho thấy đã làm', en: 'A reading shows that it was done' },
  done: { reason: 'done', vi: 'Thiết bị báo đã làm', en: 'The device says that it was done' },
  unconfirmed: {
    reason: 'unconfirmed',
    vi: 'Báo đã làm, nhưng số đo không cho thấy trong thời gian chờ',
    en: 'Said to be done, but no reading showed it in time',
  },
  unanswered: {
    reason: 'unanswered',
    vi: 'Đã gửi nhưng thiết bị không trả lời: không biết đã làm hay chưa',
    en: 'Sent, but the device did not answer: whether it was done nobody knows',
  },
  shownUnanswered: {
    reason: 'unanswered',
    vi: 'Thiết bị không trả lời, nhưng số đo đã đổi như mong đợi: cho người đến xem',
    en: 'The device did not answer, yet a reading changed as expected: have someone look',
  },
  unapproved: {
    reason: 'unapproved',
    vi: 'Hết hạn mà người thứ hai chưa duyệt',
    en: 'Expired before a second person approved it',
  },
  undelivered: {
    reason: 'undelivered',
    vi: 'Hết hạn trước khi gửi được: thiết bị không nghe lệnh. Lệnh không được gửi nữa',
    en: 'Expired before it could be sent: the device did not listen. It will not be sent any more',
  },
  notHandled: {
    reason: 'not-handled',
    vi: 'Hết hạn mà chưa ai báo đã làm tay',
    en: 'Expired, and nobody said that it was done by hand',
  },
  cancelled: { reason: 'cancelled', vi: 'Đã rút lại', en: 'Taken back' },
  superseded: {
    reason: 'superseded',
    vi: 'Có lệnh mới hơn cho thiết bị này',
    en: 'A later command for this device took its place',
  },
  declined: { reason: 'declined', vi: 'Người thứ hai không duyệt', en: 'The second person did not approve' },
  notPossible: {
    reason: 'not-possible',
    vi: 'Người làm báo không làm được',
    en: 'The person says that it cannot be done',
  },
  clockBack: {
    reason: 'clock',
    vi: 'Giờ máy chủ đã chỉnh lùi về trước lúc ra lệnh: không theo dõi tiếp được',
    en: 'The hub’s clock was set back to before the command: it can be followed no further',
  },
} as const satisfies Record<string, Reason>;

export const deviceRefused = (detail: string | undefined): Reason => ({
  reason: 'device-refused',
  vi: `Thiết bị báo không làm được${detail ? `: ${detail}` : ''}`,
  en: `The device says that it could not${detail ? `: ${detail}` : ''}`,
});

/** What nobody looks forward to: people are alerted to it, once somebody relied on the command. */
export type Alarm = 'failed' | 'unconfirmed';
export const ALARMS: Partial<Record<CommandEnd, Alarm>> = {
  unconfirmed: 'unconfirmed',
  unanswered: 'unconfirmed',
  failed: 'failed',
  expired: 'failed',
  refused: 'failed',
};
