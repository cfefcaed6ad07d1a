import { wordsIn } from '../i18n/lang.js';

const vi = {
  title: 'Độ tin cậy của cảm biến',
  good: 'Không thấy gì đáng nghi.',
  of100: '/100',
  low: 'Kém tin cậy: không tự báo động, không tính vào chỉ số',
  worthALook: 'Nên xem, vẫn còn dùng',
  since: (time: string) => `từ ${time}`,
  proposed: 'Đề nghị bảo trì',
  points: (n: string) => `−${n}`,
};
const en: typeof vi = {
  title: 'Trust in the sensor',
  good: 'Nothing speaks against it.',
  of100: '/100',
  low: 'Low: it never alarms alone and counts in no index',
  worthALook: 'Worth a look, still in use',
  since: (time) => `since ${time}`,
  proposed: 'Maintenance proposed',
  points: (n) => `−${n}`,
};
export const useTrustWords = wordsIn(vi, en);
