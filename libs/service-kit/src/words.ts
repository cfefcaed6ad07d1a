import type { z } from 'zod';

const KINDS: Readonly<Record<string, string>> = {
  string: 'chữ',
  number: 'một số',
  int: 'một số nguyên',
  boolean: 'true hoặc false',
  array: 'một danh sách',
  tuple: 'một danh sách',
  object: 'một đối tượng',
  record: 'một đối tượng',
};
const SIZES: Readonly<Record<string, string>> = { string: ' ký tự', array: ' mục', set: ' mục' };

type Issue = z.core.$ZodRawIssue;

/** What is wrong with a value, for whoever typed it. Schemas with a message of their own keep it. */
export function words(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined || issue.input === null) return 'còn thiếu';
      return `phải là ${KINDS[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `chọn một trong: ${issue.values.join(', ')}`;
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return 'không được để trống';
      return `${issue.inclusive === false ? 'phải lớn hơn' : 'ít nhất'} ${shown(issue.minimum)}${sizeOf(issue)}`;
    case 'too_big':
      return `${issue.inclusive === false ? 'phải nhỏ hơn' : 'nhiều nhất'} ${shown(issue.maximum)}${sizeOf(issue)}`;
    case 'unrecognized_keys':
      return `không có mục ${issue.keys.map((key: string) => `"${key}"`).join(', ')}`;
    default:
      return 'không đúng dạng';
  }
}

const sizeOf = ({ origin }: { origin?: unknown }): string => SIZES[String(origin)] ?? '';
const shown = (limit: number | bigint): string => String(limit).replace('.', ',');
