/** As apps/ingest/src/decode/reasons.ts writes them; what stands between is the sender's own. */
const ENGLISH: readonly (readonly [vi: RegExp, en: string])[] = [
  [/^Tài khoản "(.*)" không còn trong danh sách thiết bị$/, 'The account "$1" is no longer among the devices'],
  [
    /^Thiết bị "(.*)" chưa có loại \(hồ sơ mẫu\) nên chưa biết cách đọc$/,
    'The device "$1" has no profile yet, so it is not known how to read it',
  ],
  [/^Nội dung không phải JSON hợp lệ$/, 'The content is not valid JSON'],
  [/^Gói rỗng$/, 'The packet is empty'],
  [/^JSON phải là một đối tượng .*$/, 'JSON must be an object {…} or a list of objects'],
  [/^(\d+) phần tử trong danh sách không phải đối tượng .*$/, '$1 items of the list are no objects {…}'],
  [
    /^(\d+) số đo trong một gói mà không có thời gian: chỉ giữ được cái cuối$/,
    '$1 measurements in one packet without times: only the last can be kept',
  ],
  [/^Chưa nhận dạng chủ đề "(.*)"$/, 'The topic "$1" is not recognised'],
  [
    /^Chưa nhận dạng thiết bị "(.*)": chưa đăng ký dưới cổng này$/,
    'The device "$1" is not recognised: not registered behind this gateway',
  ],
  [/^Gói gửi qua HTTP phải có .*$/, 'A packet sent by HTTP needs "topic" and "payload" as by MQTT'],
  [/^Không tìm thấy tên thiết bị .*$/, 'No device’s name was found in the packet or its topic'],
  [/^Chưa nhận dạng: (.*)$/, 'Not recognised: $1'],
  [/^Gói không có đại lượng nào$/, 'The packet has no measurement'],
  [/^Chưa nhận dạng trường: (.*)$/, 'Fields that are not recognised: $1'],
  [/^Gateway chưa có bảng trường .*$/, 'The gateway has no field map yet'],
  [/^Không có trường nào khớp bảng trường; gói có: (.*)$/, 'No field matches the field map; the packet has: $1'],
  [/^Không có trường nào khớp bảng trường$/, 'No field matches the field map'],
  [/^ChirpStack chưa có bộ giải mã .*$/, 'ChirpStack has no decoder for this kind of device ("object" is missing)'],
  [/^Sự kiện thiếu hoặc sai "type"$/, 'The event has no "type", or a wrong one'],
  [/^Trả lời lệnh phải là .*$/, 'An answer to a command must be {"ok":true} or {"ok":false,"detail":"…"}'],
  [/^Trạng thái phải là .*$/, 'A status must be {"online":true} or {"online":false}'],
  [/^Chưa nhận dạng sự kiện "(.*)"$/, 'The event "$1" is not recognised'],
  [/^Không có gói này, hoặc đã xử lý xong$/, 'There is no such packet, or it is settled'],
  [/^Mục này không phải số liệu, .*$/, 'This is no measurement and cannot be read again'],
  [/^Ảnh không phải JPEG$/, 'The picture is no JPEG'],
  [/^Ảnh lớn hơn 256 KB$/, 'The picture is larger than 256 KB'],
];
const OVER_QUOTA = /^(\d+) gói không đọc được chỉ được đếm, .* Gói cuối: (.*)$/;

/** Why a packet was set aside, in the reader's language; what nobody has translated stays as it is. */
export function reasonIn(reason: string, lang: 'vi' | 'en'): string {
  if (lang === 'vi') return reason;
  const [, count, last] = OVER_QUOTA.exec(reason) ?? [];
  if (last !== undefined)
    return `${count} unreadable packets were counted and not kept: the account’s 8 MB of today are full. The last one: ${reasonIn(last, lang)}`;
  const known = ENGLISH.find(([vi]) => vi.test(reason));
  return known ? reason.replace(known[0], known[1]) : reason;
}
