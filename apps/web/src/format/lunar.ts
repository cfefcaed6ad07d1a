/**
 * Vietnamese lunar calendar (UTC+7). Method and constants as published by Hồ Ngọc Đức ("Computing the Vietnamese lunar
 * calendar"), after Jean Meeus, Astronomical Algorithms (1998): true new moons (ch. 49) and the sun's longitude (ch. 25).
 * The month that holds the winter solstice is the eleventh; in a year of thirteen moons the first month without a
 * principal term is the leap month.
 */
export interface LunarDate {
  day: number;
  month: number;
  year: number;
  leap: boolean;
}

const ZONE_DAYS = 7 / 24;
const SYNODIC_DAYS = 29.530588853;
/** Julian day of the new moon of 1 January 1900, from which moons are counted. */
const FIRST_MOON = 2415021.076998695;
const sin = (degrees: number) => Math.sin((degrees * Math.PI) / 180);

/** Julian day number at noon of a Gregorian date. */
export function julianDay(day: number, month: number, year: number): number {
  const a = Math.floor((14 - month) / 12);
  const y = year + 4800 - a;
  const m = month + 12 * a - 3;
  return (
    day +
    Math.floor((153 * m + 2) / 5) +
    365 * y +
    Math.floor(y / 4) -
    Math.floor(y / 100) +
    Math.floor(y / 400) -
    32045
  );
}

/** Day number (local) of the k-th new moon since 1900. */
function newMoonDay(k: number): number {
  const t = k / 1236.85;
  const mean =
    2415020.75933 +
    29.53058868 * k +
    0.0001178 * t ** 2 -
    0.000000155 * t ** 3 +
    0.00033 * sin(166.56 + 132.87 * t - 0.009173 * t ** 2);
  const m = 359.2242 + 29.10535608 * k - 0.0000333 * t ** 2 - 0.00000347 * t ** 3;
  const moon = 306.0253 + 385.81691806 * k + 0.0107306 * t ** 2 + 0.00001236 * t ** 3;
  const f = 21.2964 + 390.67050646 * k - 0.0016528 * t ** 2 - 0.00000239 * t ** 3;
  const correction =
    (0.1734 - 0.000393 * t) * sin(m) +
    0.0021 * sin(2 * m) -
    0.4068 * sin(moon) +
    0.0161 * sin(2 * moon) -
    0.0004 * sin(3 * moon) +
    0.0104 * sin(2 * f) -
    0.0051 * sin(m + moon) -
    0.0074 * sin(m - moon) +
    0.0004 * sin(2 * f + m) -
    0.0004 * sin(2 * f - m) -
    0.0006 * sin(2 * f + moon) +
    0.001 * sin(2 * f - moon) +
    0.0005 * sin(2 * moon + m);
  const deltaT = -0.000278 + 0.000265 * t + 0.000262 * t ** 2;
  return Math.floor(mean + correction - deltaT + 0.5 + ZONE_DAYS);
}

/** Twelfth of the ecliptic (0 = from the spring equinox) in which the sun stands at local midnight. */
function sunSector(dayNumber: number): number {
  const t = (dayNumber - 2451545.5 - ZONE_DAYS) / 36525;
  const m = 357.5291 + 35999.0503 * t - 0.0001559 * t ** 2 - 0.00000048 * t ** 3;
  const longitude =
    280.46645 +
    36000.76983 * t +
    0.0003032 * t ** 2 +
    (1.9146 - 0.004817 * t - 0.000014 * t ** 2) * sin(m) +
    (0.019993 - 0.000101 * t) * sin(2 * m) +
    0.00029 * sin(3 * m);
  return Math.floor((((longitude % 360) + 360) % 360) / 30);
}

const moonNumber = (dayNumber: number) => Math.floor((dayNumber - FIRST_MOON) / SYNODIC_DAYS);

/** First day of the eleventh month of a year: the moon in which the sun enters Capricorn (sector 9). */
function eleventhMonth(year: number): number {
  const k = moonNumber(julianDay(31, 12, year));
  const start = newMoonDay(k);
  return sunSector(start) >= 9 ? newMoonDay(k - 1) : start;
}

/** Months between an eleventh month and the leap month after it. */
function leapOffset(eleventh: number): number {
  const k = Math.floor((eleventh - FIRST_MOON) / SYNODIC_DAYS + 0.5);
  let before: number;
  let sector = sunSector(newMoonDay(k + 1));
  let offset = 1;
  do {
    before = sector;
    offset++;
    sector = sunSector(newMoonDay(k + offset));
  } while (sector !== before && offset < 14);
  return offset - 1;
}

export function lunarDate(day: number, month: number, year: number): LunarDate {
  const today = julianDay(day, month, year);
  const k = moonNumber(today);
  let monthStart = newMoonDay(k + 1);
  if (monthStart > today) monthStart = newMoonDay(k);
  let from = eleventhMonth(year);
  let to = from;
  let lunarYear = year;
  if (from >= monthStart) from = eleventhMonth(year - 1);
  else {
    lunarYear = year + 1;
    to = eleventhMonth(year + 1);
  }
  const months = Math.floor((monthStart - from) / 29);
  let lunarMonth = months + 11;
  let leap = false;
  if (to - from > 365) {
    const offset = leapOffset(from);
    if (months >= offset) {
      lunarMonth = months + 10;
      leap = months === offset;
    }
  }
  if (lunarMonth > 12) lunarMonth -= 12;
  if (lunarMonth >= 11 && months < 4) lunarYear -= 1;
  return { day: today - monthStart + 1, month: lunarMonth, year: lunarYear, leap };
}

const STEMS = ['Giáp', 'Ất', 'Bính', 'Đinh', 'Mậu', 'Kỷ', 'Canh', 'Tân', 'Nhâm', 'Quý'];
const BRANCHES = ['Tý', 'Sửu', 'Dần', 'Mão', 'Thìn', 'Tỵ', 'Ngọ', 'Mùi', 'Thân', 'Dậu', 'Tuất', 'Hợi'];
/** Name of a lunar year in the sexagenary cycle: 2026 = Bính Ngọ. */
export const yearName = (year: number): string => `${STEMS[(year + 6) % 10]} ${BRANCHES[(year + 8) % 12]}`;
