import type { Registry } from '#hub/registry';
import type { Clock } from '#hub/service-kit';
import type { NotifierConfig } from '../notifier.config.js';
import { CallChannel } from './call.channel.js';
import type { Channel } from './channel.js';
import { Channels } from './channels.js';
import { Modem, type Report } from './modem/modem.js';
import { EmailChannel } from './email.channel.js';
import { LoudspeakerChannel } from './loudspeaker.channel.js';
import { PushChannel } from './push.channel.js';
import { SmsChannel } from './sms.channel.js';
import { WebhookChannel } from './webhook.channel.js';
import { ZaloChannel } from './zalo.channel.js';
import { ZaloTokens } from './zalo-tokens.js';

export interface SetUp {
  config: NotifierConfig;
  registry: Registry;
  clock: Clock;
  /** Where people and providers reach the hub. */
  publicUrl?: string | undefined;
  /** What a channel learns of a message after it was sent. */
  report: Report;
}

const NOBODY = 'mailto:hub@example.invalid';
const HERE = 'http://localhost';

/** The ways that the settings name. Push needs nobody: its keys are the hub's own. */
export function channelsOf(setUp: SetUp): Channels {
  const { config, registry, publicUrl } = setUp;
  const secure = publicUrl?.startsWith('https://') ? publicUrl : undefined;
  const channels: (Channel | undefined)[] = [
    new PushChannel(registry, config.PUSH_CONTACT ?? secure ?? NOBODY),
    sms(setUp),
    call(setUp),
    config.SMTP_URL && config.SMTP_FROM
      ? new EmailChannel(registry, config.SMTP_URL, config.SMTP_FROM, publicUrl ?? HERE)
      : undefined,
    config.WEBHOOK_URL && config.WEBHOOK_SECRET
      ? new WebhookChannel(config.WEBHOOK_URL, config.WEBHOOK_SECRET)
      : undefined,
    zalo(setUp),
    loudspeaker(setUp),
  ];
  return new Channels(channels.filter((channel) => channel !== undefined));
}

function sms({ config, registry, report }: SetUp): Channel | undefined {
  const { SMS_URL: url, SMS_METHOD: method, SMS_AUTHORIZATION: authorization, SMS_TYPE: type } = config;
  const { SMS_MODEM: path, SMS_MODEM_BAUD: baud, SMS_BODY: body, SMS_SUCCESS: success } = config;
  const modem = path ? new Modem({ path, baud }, report) : undefined;
  if (url)
    return new SmsChannel(registry, {
      gateway: { url, method, authorization, type, body, success },
      ...(modem && { modem }),
    });
  return modem && new SmsChannel(registry, { modem });
}

function call({ config, registry, publicUrl = HERE }: SetUp): Channel | undefined {
  const { CALL_URL: url, CALL_METHOD: method, CALL_AUTHORIZATION: authorization, CALL_TYPE: type } = config;
  if (!url) return undefined;
  const template = { url, method, authorization, type, body: config.CALL_BODY, success: config.CALL_SUCCESS };
  return new CallChannel(registry, template, publicUrl);
}

function loudspeaker({ config, registry, publicUrl = HERE }: SetUp): Channel | undefined {
  const { LOUDSPEAKER_URL: url, LOUDSPEAKER_METHOD: method, LOUDSPEAKER_AUTHORIZATION: authorization } = config;
  const { LOUDSPEAKER_TYPE: type, LOUDSPEAKER_BODY: body, LOUDSPEAKER_SUCCESS: success } = config;
  const {
    LOUDSPEAKER_STOP_URL: stopUrl,
    LOUDSPEAKER_STOP_METHOD,
    LOUDSPEAKER_STOP_BODY,
    LOUDSPEAKER_STOP_SUCCESS,
  } = config;
  if (!url) return undefined;
  const say = { url, method, authorization, type, body, success };
  const stop = stopUrl && {
    ...{ ...say, url: stopUrl, method: LOUDSPEAKER_STOP_METHOD, body: LOUDSPEAKER_STOP_BODY },
    success: LOUDSPEAKER_STOP_SUCCESS,
  };
  return new LoudspeakerChannel(registry, say, stop || undefined, publicUrl);
}

function zalo({ config, registry, clock }: SetUp): Channel | undefined {
  const { ZALO_APP_ID: appId, ZALO_SECRET_KEY: secretKey, ZALO_TEMPLATE: template } = config;
  const { ZALO_REFRESH_TOKEN: refreshToken, ZALO_OAUTH_URL: oauthUrl, ZALO_URL: url } = config;
  if (!appId || !secretKey || !template || !refreshToken) return undefined;
  const tokens = new ZaloTokens(registry.sealed, { oauthUrl, appId, secretKey, refreshToken });
  return new ZaloChannel(registry, tokens, clock, { url, template });
}
