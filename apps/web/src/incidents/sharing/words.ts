import type { Lang } from '../../i18n/lang.js';

interface SharingWords {
  share: string;
  copied: string;
  failed: string;
  state: Record<'open' | 'taken' | 'over' | 'done' | 'false', string>;
  drill: string;
  simulated: string;
  suspected: string;
  since(time: string): string;
  sinceAbout(time: string): string;
}

const vi: SharingWords = {
  share: 'Chia sẻ',
  copied: 'Đã chép, dán vào nhóm Zalo',
  failed: 'Trình duyệt không cho chép: hãy bôi đen rồi chép tay.',
  state: {
    open: 'Chưa có người nhận.',
    taken: 'Đã có người nhận xử lý.',
    over: 'Đã hết.',
    done: 'Đã xong.',
    false: 'Báo nhầm.',
  },
  drill: 'DIỄN TẬP',
  simulated: 'DỮ LIỆU MÔ PHỎNG',
  suspected: 'Theo máy đo; chưa xác minh tại chỗ.',
  since: (time) => `Từ ${time}`,
  sinceAbout: (time) => `Từ khoảng ${time}`,
};
const en: SharingWords = {
  share: 'Share',
  copied: 'Copied: paste it into the group',
  failed: 'The browser does not allow copying: mark the text and copy it by hand.',
  state: {
    open: 'Nobody has taken it yet.',
    taken: 'Somebody has taken it.',
    over: 'It is over.',
    done: 'Over.',
    false: 'A false alarm.',
  },
  drill: 'DRILL',
  simulated: 'SIMULATED DATA',
  suspected: 'As sensors say; not verified on the spot.',
  since: (time) => `Since ${time}`,
  sinceAbout: (time) => `Since about ${time}`,
};

/** What stands in a message to the village, and around it. */
export const sharingWords: Record<Lang, SharingWords> = { vi, en };
