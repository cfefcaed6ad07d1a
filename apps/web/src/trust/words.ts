import { wordsIn } from '../i18n/lang.js';

const vi = {
  title: 'Độ tin cậy của cảm biến',
  score: 'Độ tin cậy',
  others: 'Các số đo khác',
  nothing: '– không có dấu hiệu bất thường',
  little: '– chưa có gì phải xem',
  looked: (when: string) => `Xem lần cuối ${when}, ba giờ một lần.`,
  notYet: 'Chưa xem lần nào: ba giờ một lần, khi thiết bị đã gửi số liệu.',
  of100: '/100',
  low: 'Kém tin cậy: không tự báo động, không tính vào chỉ số',
  worthALook: 'Nên xem, vẫn còn dùng',
  since: (time: string) => `từ ${time}`,
  proposed: 'Đề nghị bảo trì',
  points: (n: string) => `−${n}`,
};
const en: typeof vi = {
  title: 'Trust in the sensor',
  score: 'Trust',
  others: 'Its other values',
  nothing: '– no sign of anything unusual',
  little: '– nothing that wants a look',
  looked: (when) => `Last looked at ${when}, every three hours.`,
  notYet: 'Not looked at yet: every three hours, once the device has sent values.',
  of100: '/100',
  low: 'Low: it never alarms alone and counts in no index',
  worthALook: 'Worth a look, still in use',
  since: (time) => `since ${time}`,
  proposed: 'Maintenance proposed',
  points: (n) => `−${n}`,
};
export const useTrustWords = wordsIn(vi, en);
