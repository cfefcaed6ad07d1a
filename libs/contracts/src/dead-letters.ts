/**
 * Items of the `dead-letters` stream: nothing is dropped silently. `unrecognised` = a packet no map knows ("Chưa nhận
 * dạng"); `undecodable` = a known sender, a broken packet; `refused` = the store would not have it; `failed` = a
 * consumer failed for ever on it.
 */
export interface DeadLetter {
  type: 'dead-letter';
  id: string;
  kind: 'unrecognised' | 'undecodable' | 'refused' | 'failed';
  /** Why, in the installer's words (Vietnamese), and never a secret. */
  reason: string;
  /** Consumer group that set it aside. */
  group: string;
  account?: string;
  device?: string;
  topic?: string;
  /** The packet as it came, for replay; absent where the item was not a packet. */
  payload?: Uint8Array;
  /** The item as JSON where it was not a packet. */
  item?: string;
  received: number;
}
/** A replay that went through takes its dead letter off the list. */
export interface DeadLetterResolved {
  type: 'resolved';
  id: string;
  at: number;
}
export type DeadLetterItem = DeadLetter | DeadLetterResolved;

export const REFUSALS = {
  'unknown-account': 'Thiết bị chưa được đăng ký',
  'wrong-secret': 'Sai mật khẩu',
  revoked: 'Thiết bị đã bị thu hồi',
  'topic-denied': 'Gửi vào chủ đề không thuộc thiết bị này',
  'subscribe-denied': 'Đăng ký nghe chủ đề không thuộc thiết bị này',
  'payload-too-large': 'Gói tin quá lớn (hơn 256 KB)',
  'packet-malformed': 'Gói tin MQTT hỏng',
  'protocol-version': 'Nối bằng MQTT 5: chọn MQTT 3.1.1 trên thiết bị',
  'too-many-topics': 'Gửi vào quá nhiều chủ đề khác nhau',
  'rate-slowed': 'Gửi quá nhanh, hub đang nhận chậm lại',
  'too-many-connections': 'Quá nhiều kết nối',
  'connect-timeout': 'Nối vào mà không đăng nhập',
  'log-unavailable': 'Hub hết chỗ ghi, chưa nhận số liệu',
  'backlog-overflow': 'Gửi dồn quá nhiều trước khi được xác nhận',
  'claim-unknown': 'Không có mã nhận thiết bị này, hoặc sai khóa trên tem',
  'claim-used': 'Mã nhận thiết bị đã dùng rồi',
  'claim-ended': 'Mã nhận thiết bị đã hết hạn hoặc đã bị hủy',
  'claim-too-often': 'Thử mã nhận thiết bị sai quá nhiều lần, phải chờ',
  'claim-malformed': 'Yêu cầu nhận thiết bị sai mẫu',
  'approval-rejected': 'Thiết bị xin vào không được duyệt',
  'registry-unavailable': 'Hub chưa đọc được sổ thiết bị, thử lại sau',
  'plain-provisioning': 'Nhận thiết bị qua đường không mã hóa: hãy nối MQTTS, hoặc đặt MQTT_PLAIN_PROVISIONING=true',
} as const;
export type RefusalReason = keyof typeof REFUSALS;

/** Items of the `refusals` stream: what the broker said no to, folded per account and reason. */
export interface Refusal {
  /** Device or gateway id as claimed; "?" where none was given. */
  account: string;
  address: string;
  reason: RefusalReason;
  /** Free detail without secrets, e.g. the topic (cut to 200 characters). */
  detail?: string;
  /** How often within this fold. */
  count: number;
  first: number;
  last: number;
}
