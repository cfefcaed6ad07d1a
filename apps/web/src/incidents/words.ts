import type { Cause, FalseCause, Severity } from '#hub/contracts';
import type { Lang } from '../i18n/lang.js';
import type { TimelineEntry } from './incident.js';

interface IncidentWords {
  severity: Record<Severity, string>;
  causes: Record<Cause, string>;
  falseCauses: Record<FalseCause, string>;
  otherCauses: string;
  changes: Record<TimelineEntry['change'], string>;
  /** How many boxes are behind it. */
  boxes(n: number): string;
}

const vi: IncidentWords = {
  severity: { info: 'Thông tin', watch: 'Chú ý', warning: 'Cảnh báo', emergency: 'Khẩn cấp' },
  causes: {
    fire: 'Cháy, khói',
    air: 'Không khí',
    water: 'Nước thải',
    salinity: 'Xâm nhập mặn',
    level: 'Mực nước',
    irrigation: 'Tưới tiêu',
    security: 'An ninh',
    outage: 'Mất điện, mất mạng',
    device: 'Thiết bị',
    command: 'Lệnh điều khiển',
    hub: 'Máy chủ',
    drill: 'Diễn tập',
  },
  falseCauses: {
    fog: 'Sương mù',
    dust: 'Bụi đường',
    traffic: 'Xe cộ',
    cooking: 'Khói bếp',
    'fixed-source': 'Lò, nơi đốt cố định',
    animal: 'Con vật',
    sensor: 'Đầu đo sai',
    work: 'Đang thi công',
    test: 'Thử máy',
    other: 'Lý do khác',
  },
  otherCauses: 'Lý do khác…',
  changes: {
    opened: 'Mở việc',
    grew: 'Thêm hộp đo cùng nguyên nhân',
    raised: 'Tăng mức',
    updated: 'Số liệu mới',
    flapping: 'Chập chờn, chỉ báo một lần',
    acknowledged: 'Đã có người nhận',
    assigned: 'Giao việc',
    commented: 'Ghi chú',
    shelved: 'Tạm ẩn',
    unshelved: 'Hiện lại',
    'marked-false': 'Báo nhầm',
    resolved: 'Đã xử lý',
    returned: 'Trở lại bình thường',
    reopened: 'Xảy ra lại',
    closed: 'Xong',
    recorded: 'Ghi lại để biết',
    suppressed: 'Gộp vào việc này',
    released: 'Tách ra thành việc riêng',
  },
  boxes: (n) => `${n} máy`,
};

const en: IncidentWords = {
  severity: { info: 'Information', watch: 'Watch', warning: 'Warning', emergency: 'Emergency' },
  causes: {
    fire: 'Fire, smoke',
    air: 'Air',
    water: 'Waste water',
    salinity: 'Salinity',
    level: 'Water level',
    irrigation: 'Irrigation',
    security: 'Security',
    outage: 'Power or network outage',
    device: 'Devices',
    command: 'Commands',
    hub: 'The hub',
    drill: 'Drill',
  },
  falseCauses: {
    fog: 'Fog',
    dust: 'Road dust',
    traffic: 'Traffic',
    cooking: 'Cooking smoke',
    'fixed-source': 'A kiln or other fixed source',
    animal: 'An animal',
    sensor: 'The sensor is wrong',
    work: 'Works going on',
    test: 'A test',
    other: 'Something else',
  },
  otherCauses: 'Another reason…',
  changes: {
    opened: 'Opened',
    grew: 'Another box, same cause',
    raised: 'More severe',
    updated: 'New figures',
    flapping: 'Comes and goes: told once',
    acknowledged: 'Accepted',
    assigned: 'Assigned',
    commented: 'Note',
    shelved: 'Shelved',
    unshelved: 'Back from the shelf',
    'marked-false': 'False alarm',
    resolved: 'Dealt with',
    returned: 'Back to normal',
    reopened: 'Again',
    closed: 'Done',
    recorded: 'For the record',
    suppressed: 'Explained by this incident',
    released: 'A matter of its own again',
  },
  boxes: (n) => (n === 1 ? '1 device' : `${n} devices`),
};

/** Words for incidents that each of its screens uses. */
export const incidentWords: Record<Lang, IncidentWords> = { vi, en };
