import type { HubClient } from '../../live/hub-client.js';

/** What the page hears of the hub by itself, without asking. */
export type Hub = Pick<HubClient, 'live' | 'link' | 'now' | 'heardAt' | 'onReconnect' | 'stop'>;
