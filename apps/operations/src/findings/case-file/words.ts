const VIETNAM_MS = 7 * 3_600_000;
const two = (n: number) => String(n).padStart(2, '0');

/** 16:30, in Vietnam. */
export const hourOf = (ms: number): string => new Date(ms + VIETNAM_MS).toISOString().slice(11, 16);

/** 02/06/2026 16:30 */
export function whenOf(ms: number): string {
  const at = new Date(ms + VIETNAM_MS);
  return `${two(at.getUTCDate())}/${two(at.getUTCMonth() + 1)}/${at.getUTCFullYear()} ${hourOf(ms)}`;
}

export const decimal = (value: number, digits: number): string => value.toFixed(digits).replace('.', ',');

const WINDS = ['Bắc', 'Đông Bắc', 'Đông', 'Đông Nam', 'Nam', 'Tây Nam', 'Tây', 'Tây Bắc'];
export const windOf = (from: number): string => WINDS[Math.round(from / 45) % 8]!;

export const STAGES = { ripe: 'lúa chín', harvested: 'vừa gặt', other: 'khác' } as const;

/** What became of an incident, as a line of its timeline. */
export const CHANGES: Readonly<Record<string, string>> = {
  opened: 'Mở việc',
  grew: 'Thêm cảnh báo',
  raised: 'Nặng hơn',
  updated: 'Cập nhật',
  flapping: 'Chập chờn',
  acknowledged: 'Tiếp nhận',
  assigned: 'Giao việc',
  commented: 'Ghi chú',
  shelved: 'Tạm ẩn',
  unshelved: 'Hiện lại',
  'marked-false': 'Báo nhầm',
  resolved: 'Đã xử lý',
  returned: 'Hết',
  reopened: 'Xảy ra lại',
  closed: 'Đóng',
  recorded: 'Ghi lại',
  suppressed: 'Gộp vào việc khác',
  released: 'Tách ra',
};
