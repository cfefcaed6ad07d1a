import type { Outcome } from '../channel.js';

/**
 * What a modem's numbers mean: +CME ERROR (3GPP TS 27.007, 9.2), +CMS ERROR (3GPP TS 27.005, 3.2.5, whose numbers up to
 * 127 are those of TS 24.011, annex E).
 */
const CMS: Record<number, string> = {
  1: 'số máy không có thật',
  8: 'nhà mạng chặn',
  10: 'thuê bao bị chặn nhắn tin',
  21: 'nhà mạng từ chối tin',
  27: 'máy nhận ngoài vùng phục vụ',
  28: 'nhà mạng không nhận ra thuê bao',
  29: 'nhà mạng không phục vụ',
  30: 'nhà mạng không biết thuê bao',
  38: 'mạng hỏng',
  41: 'mạng lỗi tạm thời',
  42: 'mạng nghẽn',
  47: 'mạng hết tài nguyên',
  50: 'thuê bao chưa đăng ký nhắn tin',
  69: 'nhà mạng không hỗ trợ',
  310: 'modem chưa có SIM',
  311: 'SIM bị khóa, cần mã PIN',
  312: 'SIM bị khóa theo máy',
  313: 'SIM hỏng',
  314: 'SIM đang bận',
  315: 'SIM không dùng được với modem này',
  316: 'SIM bị khóa, cần mã PUK',
  322: 'bộ nhớ tin đầy',
  330: 'SIM chưa có số trung tâm nhắn tin',
  331: 'không có sóng',
  332: 'mạng không trả lời',
};
const CME: Record<number, string> = {
  10: CMS[310]!,
  11: CMS[311]!,
  12: CMS[316]!,
  13: CMS[313]!,
  14: CMS[314]!,
  15: CMS[315]!,
  30: CMS[331]!,
  31: CMS[332]!,
};
/** The number or the subscription: the same tomorrow. */
const FOR_GOOD = new Set([1, 8, 10, 21, 28, 29, 30, 50, 69]);
/** The network had it and said nothing. */
const MAYBE = new Set([332]);

/** What became of a text that the modem answered so, with an error's line: "ERROR", "+CMS ERROR: 331". */
export function outcomeOfError(line: string): Outcome {
  const [, kind, number] = /^\+(CM[SE]) ERROR: ?(\d+)/.exec(line) ?? [];
  const code = Number(number);
  const words = (kind === 'CME' ? CME : CMS)[code];
  const reason = kind ? `${words ?? 'modem báo lỗi'} (${kind} ${code})` : 'modem báo lỗi';
  if (kind !== 'CMS') return { outcome: 'retry', reason };
  if (FOR_GOOD.has(code)) return { outcome: 'refused', reason };
  return { outcome: MAYBE.has(code) ? 'uncertain' : 'retry', reason };
}

/** Why no text can leave with what AT+CPIN? said; undefined: the SIM is ready. */
export function simTrouble(said: string): string | undefined {
  if (said.includes('READY')) return undefined;
  if (said.includes('PUK')) return CMS[316];
  return said.includes('PIN') ? CMS[311] : 'SIM chưa sẵn sàng';
}

/** Why there is no network, of the states that AT+CREG? and AT+CEREG? gave; undefined: there is one, or nobody knows. */
export function networkTrouble(states: readonly number[]): string | undefined {
  // 6 and 7: for text messages alone
  if (states.length === 0 || states.some((state) => [1, 4, 5, 6, 7].includes(state))) return undefined;
  if (states.includes(3)) return 'nhà mạng từ chối SIM';
  return 'không có sóng';
}

/** Why the line cannot be opened. */
export function lineTrouble(code: string | undefined): string {
  if (code === 'ENOENT' || code === 'ENXIO' || code === 'ENODEV') return 'modem chưa được cắm';
  if (code === 'EACCES' || code === 'EPERM') return 'không có quyền mở cổng của modem';
  if (code === 'EBUSY') return 'chương trình khác đang dùng modem';
  if (code === 'ENOTTY') return 'đường dẫn của modem không phải cổng nối tiếp';
  return `không mở được cổng của modem (${code ?? 'lạ'})`;
}

/** TP-Status of a report (3GPP TS 23.040, 9.2.3.15); undefined: the network is still trying. */
export function outcomeOfStatus(status: number): { outcome: 'delivered' | 'undelivered'; reason?: string } | undefined {
  if (status < 32) return { outcome: 'delivered' };
  return status < 64 ? undefined : { outcome: 'undelivered', reason: `mạng không giao được tới máy nhận (${status})` };
}
