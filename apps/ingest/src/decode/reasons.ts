/** Why a packet is set aside, in the words of whoever installs the box. Never a secret, never more than a line. */
export const REASONS = {
  noAccount: (account: string) => `Tài khoản "${short(account)}" không còn trong danh sách thiết bị`,
  noProfile: (device: string) => `Thiết bị "${short(device)}" chưa có loại (hồ sơ mẫu) nên chưa biết cách đọc`,
  notJson: 'Nội dung không phải JSON hợp lệ',
  empty: 'Gói rỗng',
  notRecord: 'JSON phải là một đối tượng {…} hoặc một danh sách đối tượng',
  someNotRecords: (count: number) => `${count} phần tử trong danh sách không phải đối tượng {…}`,
  manyWithoutTime: (count: number) => `${count} số đo trong một gói mà không có thời gian: chỉ giữ được cái cuối`,
  topic: (topic: string) => `Chưa nhận dạng chủ đề "${short(topic)}"`,
  notRegistered: (address: string) => `Chưa nhận dạng thiết bị "${short(address)}": chưa đăng ký dưới cổng này`,
  noTopic: 'Gói gửi qua HTTP phải có "topic" và "payload" như khi gửi qua MQTT',
  noAddress: 'Không tìm thấy tên thiết bị trong gói hay trong chủ đề',
  nothingKnown: (keys: readonly string[]) =>
    keys.length > 0 ? `Chưa nhận dạng: ${keys.map(short).join(', ')}` : 'Gói không có đại lượng nào',
  unknownKeys: (keys: readonly string[]) => `Chưa nhận dạng trường: ${keys.map(short).join(', ')}`,
  noFieldMap: 'Gateway chưa có bảng trường (field map)',
  nothingMapped: (keys: readonly string[]) =>
    `Không có trường nào khớp bảng trường${keys.length > 0 ? `; gói có: ${keys.map(short).join(', ')}` : ''}`,
  noDecoder: 'ChirpStack chưa có bộ giải mã cho loại thiết bị này (thiếu "object")',
  badEvent: 'Sự kiện thiếu hoặc sai "type"',
  badAnswer: 'Trả lời lệnh phải là {"ok":true} hoặc {"ok":false,"detail":"…"}',
  badStatus: 'Trạng thái phải là {"online":true} hoặc {"online":false}',
  unknownEvent: (name: string) => `Chưa nhận dạng sự kiện "${short(name)}"`,
  overQuota: (count: number, reason: string) =>
    `${count} gói không đọc được chỉ được đếm, không được giữ: hôm nay tài khoản đã đầy 8 MB. Gói cuối: ${reason}`,
  noLetter: 'Không có gói này, hoặc đã xử lý xong',
  notReplayable: 'Mục này không phải số liệu, không đọc lại được',
  notJpeg: 'Ảnh không phải JPEG',
  tooLargeStill: 'Ảnh lớn hơn 256 KB',
} as const;

/** One printable line of at most 80 characters. */
export function short(text: string): string {
  const line = text.slice(0, 81).replace(/\p{C}/gu, '�');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
