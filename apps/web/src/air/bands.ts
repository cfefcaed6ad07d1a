import { bandOf as bandIn, type AqiBand, type AqiTable } from '#hub/air-quality';
import table from '../../../../reference/vn-aqi.json';

export const aqiTable: AqiTable = table;
export const bandOf = (index: number): AqiBand => bandIn(aqiTable, index);
export const { sensitiveGroups } = table;
