import type { Grant } from '#hub/contracts';
import type { ReactNode } from 'react';
import { wordsIn } from '../../i18n/lang.js';
import { useCommandWords } from '../commands/words.js';
import { Grants } from '../people/grant-words.js';

const useWords = wordsIn(
  {
    session: 'phiên',
    fields: 'sửa mục',
    changed: 'sửa',
    grants: 'vai trò',
    rows: 'số dòng',
    left: 'bỏ qua',
    added: 'thêm mới',
    people: (n: number) => `${n} người`,
    boxes: (n: number) => `${n} hộp`,
    searched: 'có tìm kiếm',
    kinds: { browser: 'trình duyệt', phone: 'điện thoại', wall: 'màn hình lớn', program: 'chương trình' },
    purposes: { phone: 'gắn điện thoại', password: 'đặt mật khẩu' },
    count: 'số tem',
    profile: 'loại',
    device: 'thiết bị',
    code: 'tem',
    name: 'tên',
    role: 'vai trò',
    state: 'tình trạng',
  },
  {
    session: 'session',
    fields: 'changed',
    changed: 'changed',
    grants: 'roles',
    rows: 'rows',
    left: 'left out',
    added: 'added',
    people: (n: number) => `${n} ${n === 1 ? 'person' : 'people'}`,
    boxes: (n: number) => `${n} ${n === 1 ? 'box' : 'boxes'}`,
    searched: 'by a search',
    kinds: { browser: 'browser', phone: 'phone', wall: 'wall display', program: 'program' },
    purposes: { phone: 'for a phone', password: 'for a password' },
    count: 'labels',
    profile: 'profile',
    device: 'device',
    code: 'label',
    name: 'name',
    role: 'role',
    state: 'state',
  },
);

/** What the log keeps beside an action, in words; what nobody gave words as it is. */
export function DetailWords({ detail }: { detail: Readonly<Record<string, unknown>> }) {
  const t = useWords();
  const { states } = useCommandWords();
  return (
    <ul className="audit-detail">
      {Object.entries(detail).map(([key, value]) => (
        <li key={key}>{key === 'state' && isKey(value, states) ? states[value] : partOf(key, value, t)}</li>
      ))}
    </ul>
  );
}

function partOf(key: string, value: unknown, t: ReturnType<typeof useWords>): ReactNode {
  if (key === 'people' && Array.isArray(value)) return t.people(value.length);
  if (key === 'boxes' && Array.isArray(value)) return t.boxes(value.length);
  if (key === 'grants' && Array.isArray(value)) return <Grants grants={value as Grant[]} />;
  if (key === 'searched') return t.searched;
  if (key === 'kind' && isKey(value, t.kinds)) return t.kinds[value];
  if (key === 'purpose' && isKey(value, t.purposes)) return t.purposes[value];
  const label = isKey(key, t) ? t[key] : key;
  const text = Array.isArray(value) && value.every((one) => typeof one === 'string') ? value.join(', ') : value;
  return `${typeof label === 'string' ? label : key}: ${typeof text === 'object' ? JSON.stringify(text) : String(text)}`;
}

const isKey = <T extends object>(key: unknown, of: T): key is keyof T =>
  typeof key === 'string' && Object.hasOwn(of, key);
