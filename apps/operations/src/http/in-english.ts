import type { ErrorBody } from './errors.js';

/** What is said no to, and what to do next. By the name that programs rely on; what has none, by its status. */
const WORDS: Readonly<Record<string, string>> = {
  'signed-out': 'Sign in first. Whoever comes in by an invitation asks the village head for a new one',
  'wrong-credentials': 'Login or password is wrong: type them again, or ask an administrator for a reset link',
  'code-needed': 'Type the 6-digit code that your authenticator app shows',
  'wrong-code': 'The code is wrong or was used: wait for the next one, and see whether the phone’s clock is right',
  'invitation-spent': 'This invitation was used, withdrawn or is too old: ask for a new one',
  'wrong-token': 'This set-up link is wrong, or of an earlier start: use the newest one that the hub printed',
  'already-set-up': 'The hub has an administrator already: sign in',
  'not-a-household': 'Village heads invite households only: ask an administrator to invite this person',
  forbidden: 'Your account may not do this, or not here: ask an administrator if it should',
  'not-found': 'It is not here: it was removed, or lies outside of what is yours to see. Look at the list again',
  'changed-meanwhile': 'Somebody else changed it first: look at it as it is now, then change it again',
  'in-use': 'Something else still refers to it: change that first',
  'id-taken': 'This id is taken: choose another',
  'login-taken': 'This login is taken: choose another',
  'name-taken': 'This name is taken: choose another',
  'address-taken': 'Another device of this gateway has this address: choose another',
  'already-claimed': 'This label belongs to a device already: look at the label again, or take another',
  'unknown-code': 'No label has this code: read it again from the label',
  'unknown-profile': 'There is no such kind of device: choose one of the list',
  'unknown-command': 'This device does not take that command: choose one of its own',
  'last-administrator': 'This is the last administrator: make somebody else one first',
  'key-taken': 'This key was used for another command: send it with a new one',
  'same-person': 'Whoever gave the command cannot approve it: a second person must',
  over: 'This command is over: give a new one',
  expired: 'Its time is over: make or ask for a new one',
  'unreadable-file': 'The file cannot be read: save it again as CSV, XLSX or GeoJSON and choose it once more',
  'empty-file': 'No file was chosen, or it is empty: choose another',
  'too-large': 'What was sent is too large: send less at once, or a smaller picture',
  'too-many-points': 'That are too many points: choose a shorter time, or add every=',
  'not-json': 'What was sent cannot be read: it must be JSON',
  'no-answer': 'The hub took the request and has not answered yet: look again in a moment',
  busy: 'Too much at once: try again in a few seconds',
  'store-unavailable': 'Measurements cannot be read just now: try again later',
  'log-unavailable': 'The hub cannot write just now: its disk may be full; tell whoever looks after it',
  'registry-unavailable': 'The register cannot be read or written just now: try again; nothing was changed',
  internal: 'The hub has made a mistake, and wrote it down: tell whoever looks after it',
};

const BY_STATUS: Readonly<Record<number, string>> = {
  400: 'This is not right yet: look at it again',
  401: WORDS['signed-out']!,
  403: WORDS['forbidden']!,
  404: WORDS['not-found']!,
  409: 'This is not possible now: look at how things are, then try again',
  410: WORDS['expired']!,
  413: WORDS['too-large']!,
  422: 'This cannot be done so: look at it again',
};

/** An answer's words for readers of English. What is said of single fields stays as it is. */
export function inEnglish(status: number, { error, fields, retryAfterS }: ErrorBody): string {
  if (status === 429) return `Too many tries: wait ${retryAfterS ?? 60} seconds, then try again`;
  if (error === 'invalid-input' && fields?.length)
    return `Not right yet, look at it again: ${[...new Set(fields.map(({ field }) => field || 'all of it'))].join(', ')}`;
  return WORDS[error] ?? BY_STATUS[status] ?? 'The hub did not take it: try again later';
}
