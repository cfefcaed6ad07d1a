import { type Algorithm, hash, verify } from '@node-rs/argon2';
import { searchable } from '#hub/registry';
import { ApiError, invalidInput } from '../http/errors.js';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. `2` names argon2id; the enum cannot be had at run time. */
const COST = { algorithm: 2 as Algorithm, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const AT_ONCE = 2;
const MOST_WAITING = 32;
const SHORTEST = 12;
const LONGEST = 128;

/** Of no account: an unknown name must take as long as a known one. */
const NOBODYS = '$argon2id$v=19$m=19456,t=2,p=1$hN5U31KsgYxtswZhbN+1Og$966ri8EtZx2rxp7cs34xTAMYwD4cKwlCOnkraKOKYzU';

let running = 0;
const waiting: (() => void)[] = [];

/** Hashing is made to be slow and to take memory: a flood of it must not take the machine. @throws ApiError 503 */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= MOST_WAITING)
      throw new ApiError(503, { error: 'busy', message: 'Quá nhiều người đăng nhập cùng lúc, thử lại sau ít giây' });
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  running++;
  try {
    return await work();
  } finally {
    running--;
    waiting.shift()?.();
  }
}

/** As it is kept: argon2id in PHC form. */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password.normalize('NFC'), COST));

/** Whether it is the one that was hashed; takes its time for nobody's, too. */
export async function isPassword(password: string, hashed: string | null | undefined): Promise<boolean> {
  const right = await inTurn(() => verify(hashed ?? NOBODYS, password.normalize('NFC')));
  return right && typeof hashed === 'string';
}

/** Length is what counts; of the rest only what everybody would try first is refused. @throws ApiError 400 */
export function checkPassword(password: string, words: readonly string[]): void {
  const problem = problemOf(password, words);
  if (problem) throw invalidInput([{ path: ['password'], message: problem }]);
}

const COMMON = ['matkhau', 'password', 'quantri', 'admin', 'vietnam', 'qwerty', 'abcdef', 'iloveyou'];
const RUNS = [
  '01234567890123456789',
  '98765432109876543210',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
];

function problemOf(password: string, words: readonly string[]): string | undefined {
  if (password.length < SHORTEST) return `ít nhất ${SHORTEST} ký tự; một câu dễ nhớ là tốt nhất`;
  if (password.length > LONGEST) return `nhiều nhất ${LONGEST} ký tự`;
  // what is left when all that anybody would guess is taken out
  let rest = searchable(password).replace(/\s/g, '');
  for (const word of guessable(words)) rest = rest.replaceAll(word, '');
  if (new Set(rest).size < 5 || RUNS.some((run) => run.includes(rest))) return 'quá dễ đoán; hãy dùng một câu dài hơn';
  return undefined;
}

/** A name as a whole and each part of it, the longest first: what is left of a shorter one must not hide a longer. */
function guessable(words: readonly string[]): string[] {
  const own = words.flatMap((word) => [searchable(word).replace(/\s/g, ''), ...searchable(word).split(' ')]);
  return [...COMMON, ...own].filter((word) => word.length >= 3).sort((a, b) => b.length - a.length);
}
