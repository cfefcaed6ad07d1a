import type { Deed } from '../../incidents/deed.js';

/** Something that somebody did about an incident: it waits to be sent, was sent, or the hub said no. */
export interface DeedJob {
  key: string;
  person: string;
  incident: string;
  /** Deeds are sent in this order. */
  order: number;
  /** Without its photo, which lies beside it. */
  deed: Deed;
  hasPhoto: boolean;
  /** When it was pressed, the phone's time. */
  doneAt: number;
  /** Not sent before: until then it can be taken back. */
  notBefore?: number;
  state: 'queued' | 'sent' | 'refused';
  /** The hub's words, where it said no. */
  message?: string;
}
/** Held while somebody sends: the page, or its service worker. */
export const SENDING = 'hub-security-outbox';
/** Where the service worker tells open pages that something has changed. */
export const NEWS = 'hub-security';
/** The store of this page on the phone. */
export const STORE = 'hub-security';
