/** How a new password stands against somebody who guesses. */
export type Strength =
  | { level: 'empty' }
  /** The hub refuses it. */
  | { level: 'short'; missing: number }
  /** Long enough, and among the first that are tried. */
  | { level: 'guessable' }
  | { level: 'enough' }
  | { level: 'strong' };

export const SHORTEST_PASSWORD = 12;
/** What is left without what anybody would guess: from here on, guessing takes longer than a password lives. */
const STRONG = 16;

const FIRST_TRIED = ['matkhau', 'password', 'quantri', 'admin', 'vietnam', 'qwerty', 'iloveyou', 'xinchao'];
const ROWS = ['0123456789', '9876543210', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** `known`: what everybody knows of its owner, such as name and login. Length is what counts; no kind of sign is asked for. */
export function strengthOf(password: string, known: readonly string[] = []): Strength {
  if (password.length === 0) return { level: 'empty' };
  if (password.length < SHORTEST_PASSWORD) return { level: 'short', missing: SHORTEST_PASSWORD - password.length };
  const rest = unguessed(plain(password), known.map(plain));
  if (rest.length < 6 || new Set(rest).size < 5) return { level: 'guessable' };
  return { level: rest.length >= STRONG && new Set(rest).size >= 8 ? 'strong' : 'enough' };
}

/** Letters without marks, no spaces: "Mật khẩu" is tried as "matkhau". */
const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/đ/g, 'd').replace(/\s/g, '');

function unguessed(text: string, known: readonly string[]): string {
  let rest = text;
  for (const word of [...FIRST_TRIED, ...known]) if (word.length >= 3) rest = rest.replaceAll(word, '');
  // runs along a row, and one sign again and again, count as one sign
  return rest.replace(/(.)\1+/gu, '$1').replace(/[0-9a-z]{3,}/g, (part) => shorten(part));
}

function shorten(part: string): string {
  let kept = '';
  for (let i = 0; i < part.length; i++) {
    const run = part.slice(Math.max(0, i - 2), i + 1);
    if (run.length < 3 || !ROWS.some((row) => row.includes(run))) kept += part[i];
  }
  return kept;
}
