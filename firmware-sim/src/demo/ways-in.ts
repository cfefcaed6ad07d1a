import { writeFileSync } from 'node:fs';
import type { HubApi } from '../hub/hub-api.js';

/** Whose pages a visitor should see, and what is to be seen there. */
export const SHOWN = [
  { name: 'Đỗ Văn Lúa', vi: 'ruộng có ống đo: chờ mưa; thửa mượn số đo; thửa chưa ghi ngày gieo' },
  { name: 'Phan Thị Nếp', vi: 'lúa đang trổ: bơm hôm nay, có lượt nước' },
  { name: 'Bùi Thị Rơm', vi: 'kênh đang mặn: giữ nước' },
  { name: 'Lý Thị Cải', vi: 'rau màu, có đầu đo đất' },
  { name: 'Nguyễn Văn Mương', vi: 'thủy nông viên: lượt nước của khu' },
  { name: 'Trịnh Văn Máng', vi: 'thủy nông viên: khu Hậu có lượt hôm nay' },
] as const;

/**
 * Invitations for those villagers, each for one device once, in a file for its owner's eyes. What an earlier start wrote is
 * invited anew.
 */
export async function writeWaysIn(api: HubApi, file: string): Promise<void> {
  const people = new Map((await api.people()).map(({ name, id }) => [name, id]));
  const lines: string[] = [];
  for (const { name, vi } of SHOWN) {
    const id = people.get(name);
    if (id !== undefined) lines.push(`${name} – ${vi}\n  ${await api.invite(id)}\n`);
  }
  const head = 'Mỗi liên kết mở được một lần, trên một trình duyệt (cửa sổ ẩn danh cho từng người).\n';
  writeFileSync(
    file,
    `${head}Each link opens once, in one browser (a private window for each person).\n\n${lines.join('\n')}`,
    {
      mode: 0o600,
    },
  );
}
