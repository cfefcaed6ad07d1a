import { type Hotspot, readFirms, type SmokeRules } from '#hub/smoke';
import { RemoteText } from '#hub/service-kit';

export interface HotspotOptions {
  url?: string | undefined;
  file?: string | undefined;
  rules: SmokeRules;
  warn(message: string): void;
}

/** Satellites pass a few times a day, and their pixels are there within three hours. */
const EVERY_MS = 30 * 60_000;
const AGAIN_MS = 5 * 60_000;

/** What satellites saw last: a row that cannot be read is named, and the others count. */
export const hotspotSource = ({ url, file, rules, warn }: HotspotOptions): RemoteText<readonly Hotspot[]> =>
  new RemoteText({
    ...{ url, file, everyMs: EVERY_MS, againMs: AGAIN_MS },
    warn: (reason) => warn(`điểm nhiệt vệ tinh không đọc được: ${reason}`),
    read: (text) => {
      const { hotspots, bad, refused } = readFirms(text, rules);
      if (refused)
        throw new Error(refused.because === 'empty' ? 'tệp rỗng' : `thiếu cột ${refused.missing.join(', ')}`);
      if (bad.length > 0)
        warn(`điểm nhiệt vệ tinh: ${bad.length} dòng không đọc được, dòng đầu là ${bad[0]!.line} (${bad[0]!.because})`);
      return hotspots;
    },
  });
