import type { DeviceState } from '#hub/contracts';
import { wordsIn } from '../i18n/lang.js';

/** "Xã Đồng Xanh" within a sentence. */
const withinSentence = (name: string) => name.charAt(0).toLocaleLowerCase('vi') + name.slice(1);

/** Words of the public page of the air. */
export const useWords = wordsIn(
  {
    page: 'Không khí',
    of: (commune: string) => `Không khí ${withinSentence(commune)}`,
    other: 'English',
    simulated: 'DỮ LIỆU MÔ PHỎNG',
    loading: 'Đang hỏi trung tâm…',
    unreachable: 'Chưa hỏi được trung tâm. Trang sẽ tự hỏi lại; nếu có mạng mà vẫn vậy, hãy báo ủy ban xã.',
    offline: (time: string) => `Không hỏi được trung tâm – số liệu bên dưới là lúc ${time}`,
    late: (time: string) => `Trung tâm chưa tính được số mới – số liệu bên dưới là lúc ${time}`,
    old: (age: string) => `SỐ LIỆU CŨ – ${age} trước`,
    oldAdvice: 'Lời khuyên này theo số liệu cũ: hãy nhìn trời, ngửi khói mà liệu.',

    worst: (time: string) => `Nơi xấu nhất, lúc ${time}`,
    only: (time: string) => `Lúc ${time}`,
    indicative: 'VN_AQI tham khảo (cảm biến)',
    because: (what: string) => `Chất quyết định: ${what}`,
    none: 'Chưa có chỉ số',
    noStations: 'Xã chưa có trạm đo không khí.',
    noWorst: 'Lúc này không trạm nào có chỉ số. Lý do ghi ở từng trạm.',

    todo: 'Nên làm gì',
    everybody: 'Mọi người',
    sensitive: 'Người nhạy cảm',

    hours: '24 giờ qua',
    indexAt: (index: number, band: string, time: string) => `${index} (${band}), lúc ${time}`,
    hoursOf: (highest: string, newest: string) => `24 giờ qua: cao nhất ${highest}; mới nhất ${newest}`,
    noHours: '24 giờ qua không có chỉ số',
    highest: (what: string) => `Cao nhất ${what}`,
    gaps: '· gạch chéo: giờ không đủ số đo',

    parts: 'Từng chất',
    substance: 'Chất',
    partIndex: 'Chỉ số',
    partValue: 'Nồng độ',
    nowcast: 'Bụi tính theo NowCast 12 giờ, khí theo trung bình một giờ.',
    raw: (value: string) => `PM2.5 hộp đo đọc ${value}, đã hiệu chỉnh theo loại cảm biến.`,
    uncorrected: 'Thiếu số đo độ ẩm nên PM2.5 chưa được hiệu chỉnh: có thể đọc cao.',
    fog: (humidity: string, times: string) =>
      `Độ ẩm cao (${humidity} %), số đo bụi không tin cậy: có thể cao gấp ${times} lần thực tế.`,

    yesterday: (day: string) => `Hôm qua, ${day}`,
    worstOfDay: (day: string) => `Hôm qua, ${day}: nơi xấu nhất`,
    noDayAtAll: (wanted: number) => `— Hôm qua không trạm nào đủ ${wanted} giờ đo bụi.`,
    dayIndex: (what: string) => `AQI ngày, chất quyết định: ${what}`,
    noDay: (hours: number, wanted: number) => `— Chỉ có ${hours} giờ đo bụi, cần ít nhất ${wanted} giờ.`,
    periods: {
      '1h': 'trung bình 1 giờ cao nhất',
      '8h': 'trung bình 8 giờ cao nhất',
      '24h': 'trung bình 24 giờ',
      year: '',
    },
    above: (what: string, period: string, value: string, limit: string) =>
      `${what} ${period} ${value} – vượt ngưỡng cấu hình ${limit}`,
    below: (what: string, period: string, value: string, limit: string) =>
      `${what} ${period} ${value} – trong ngưỡng ${limit}`,

    others: 'Các trạm khác',
    stations: 'Các trạm',
    stationSimulated: 'mô phỏng',
    at: (lat: string, lon: string) => `Vị trí: ${lat} B, ${lon} Đ (làm tròn khoảng 100 m)`,

    noParticles: 'Trạm không đo bụi: không có bụi thì không có chỉ số',
    silent: (time: string) => `Mất tín hiệu: giờ đủ số đo cuối cùng kết thúc ${time}`,
    tooFew: 'Chưa đủ số đo: cần 2 trong 3 giờ gần nhất',
    states: {
      planned: 'Chưa lắp',
      installed: '',
      maintenance: 'Đang bảo trì',
      calibrating: 'Đang hiệu chuẩn',
      faulty: 'Đang hỏng',
      retired: 'Đã thu hồi',
      replaced: 'Đã thay',
    } satisfies Record<DeviceState, string>,

    method: 'Cách tính và nguồn số liệu',
    methodText: (hour: number, day: number) => [
      'Chỉ số VN_AQI theo Quyết định 1459/QĐ-TCMT ngày 12/11/2019 của Tổng cục Môi trường, tính riêng cho từng trạm, không lấy trung bình các trạm. Nơi xấu nhất được nêu lên đầu.',
      'AQI giờ: PM2.5 và PM10 theo NowCast của 12 giờ (cần ít nhất 2 trong 3 giờ gần nhất); O₃, NO₂, SO₂, CO theo trung bình một giờ. Chỉ số là mức cao nhất trong các chất. Không có bụi thì không có chỉ số.',
      'AQI ngày: bụi theo trung bình 24 giờ từ 01:00 đến 00:00; khí theo giờ cao nhất; O₃ thêm trung bình 8 giờ cao nhất. Ngày của xã là ngày của trạm xấu nhất.',
      `Một giờ được tính khi đo được ít nhất ${hour} % của giờ đó, một ngày khi có ít nhất ${day} giờ. Số đo nghi ngờ, đang hiệu chuẩn hay hỏng không được tính.`,
      'Trạm của xã là cảm biến, không phải trạm quan trắc tự động của Nhà nước: chỉ số để tham khảo, không dùng để kết luận vi phạm.',
      'Ngưỡng theo QCVN 05:2023/BTNMT, chỉ so với trung bình của đúng khoảng thời gian của ngưỡng.',
    ],
    source: (commune: string) => `Nguồn số liệu: các trạm cảm biến của ${withinSentence(commune)}.`,
    thisCommune: 'xã',
    workedOut: (time: string) => `Tính lúc ${time}.`,
  },
  {
    page: 'Air',
    of: (commune: string) => `Air of ${commune}`,
    other: 'Tiếng Việt',
    simulated: 'SIMULATED DATA',
    loading: 'Asking the hub…',
    unreachable:
      'The hub could not be asked yet. This page asks again by itself; if it stays so with a network, tell the commune.',
    offline: (time: string) => `The hub cannot be asked – what is below is of ${time}`,
    late: (time: string) => `The hub has no newer figures – what is below is of ${time}`,
    old: (age: string) => `OLD FIGURES – ${age} ago`,
    oldAdvice: 'This advice follows old figures: look at the sky and mind the smoke.',

    worst: (time: string) => `The worst place, at ${time}`,
    only: (time: string) => `At ${time}`,
    indicative: 'VN_AQI, indicative (sensor)',
    because: (what: string) => `Decided by: ${what}`,
    none: 'No index',
    noStations: 'The commune has no air station yet.',
    noWorst: 'No station has an index just now. Each says why.',

    todo: 'What to do',
    everybody: 'Everybody',
    sensitive: 'Sensitive people',

    hours: 'Last 24 hours',
    indexAt: (index: number, band: string, time: string) => `${index} (${band}), at ${time}`,
    hoursOf: (highest: string, newest: string) => `Last 24 hours: highest ${highest}; newest ${newest}`,
    noHours: 'No index in the last 24 hours',
    highest: (what: string) => `Highest ${what}`,
    gaps: '· hatched: hours with too few measurements',

    parts: 'Each pollutant',
    substance: 'Pollutant',
    partIndex: 'Index',
    partValue: 'Concentration',
    nowcast: 'Particles by NowCast of 12 hours, gases by the mean of one hour.',
    raw: (value: string) => `The box read PM2.5 as ${value}; corrected for its kind of sensor.`,
    uncorrected: 'Humidity is missing, so PM2.5 is not corrected: it may read high.',
    fog: (humidity: string, times: string) =>
      `Very damp (${humidity} %), particles are not reliable: they may read ${times} times too high.`,

    yesterday: (day: string) => `Yesterday, ${day}`,
    worstOfDay: (day: string) => `Yesterday, ${day}: the worst place`,
    noDayAtAll: (wanted: number) => `— No station measured particles for ${wanted} hours yesterday.`,
    dayIndex: (what: string) => `Daily AQI, decided by: ${what}`,
    noDay: (hours: number, wanted: number) => `— Particles of ${hours} hours only, ${wanted} are needed.`,
    periods: { '1h': 'highest mean of 1 hour', '8h': 'highest mean of 8 hours', '24h': 'mean of 24 hours', year: '' },
    above: (what: string, period: string, value: string, limit: string) =>
      `${what} ${period} ${value} – above the configured limit of ${limit}`,
    below: (what: string, period: string, value: string, limit: string) =>
      `${what} ${period} ${value} – within the limit of ${limit}`,

    others: 'Other stations',
    stations: 'Stations',
    stationSimulated: 'simulated',
    at: (lat: string, lon: string) => `Position: ${lat} N, ${lon} E (to about 100 m)`,

    noParticles: 'The station measures no particles: without them there is no index',
    silent: (time: string) => `No signal: the last complete hour ended ${time}`,
    tooFew: 'Too few measurements: two of the three newest hours are needed',
    states: {
      planned: 'Not installed yet',
      installed: '',
      maintenance: 'In maintenance',
      calibrating: 'Calibrating',
      faulty: 'Out of order',
      retired: 'Retired',
      replaced: 'Replaced',
    },

    method: 'Method and data source',
    methodText: (hour: number, day: number) => [
      'VN_AQI by Decision 1459/QĐ-TCMT of 12 November 2019 (Vietnam Environment Administration), for each station by itself; stations are never averaged. The worst place comes first.',
      'Hourly AQI: PM2.5 and PM10 by NowCast of 12 hours (two of the three newest are needed); O₃, NO₂, SO₂, CO by the mean of one hour. The index is the highest of all pollutants. Without particles there is none.',
      'Daily AQI: particles by the mean of 24 hours, 01:00 to 00:00; gases by their highest hour; O₃ also by its highest mean of 8 hours. The commune’s day is that of its worst station.',
      `An hour counts when at least ${hour} % of it was measured, a day when it has at least ${day} hours. What is suspect, being calibrated or faulty does not count.`,
      'The commune’s stations are sensors, not the State’s automatic monitoring stations: the index is indicative and proves no violation.',
      'Limits are those of QCVN 05:2023/BTNMT, each compared with a mean over its own period only.',
    ],
    source: (commune: string) => `Data source: the sensor stations of ${commune}.`,
    thisCommune: 'the commune',
    workedOut: (time: string) => `Worked out at ${time}.`,
  },
);
export type AirWords = ReturnType<typeof useWords>;
