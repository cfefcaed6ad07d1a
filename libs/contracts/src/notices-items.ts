import type { RequestRefused } from './alerts.js';
import type { BroadcastChange } from './broadcasts.js';
import type {
  EscalationChange,
  FarmNotice,
  NoticeAttempt,
  NoticeChange,
  NoticeDue,
  NoticeReceipt,
  NotifierStart,
  TestBell,
} from './notices.js';

/** Items of the `notices` stream: what is told, and what the notifier hears of time, providers and phones. */
export type NoticesItem =
  | NoticeChange
  | EscalationChange
  | BroadcastChange
  | RequestRefused
  | NoticeReceipt
  | NoticeAttempt
  | NoticeDue
  | NotifierStart
  | TestBell
  | FarmNotice;
