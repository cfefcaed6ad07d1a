import { z } from 'zod';
import { idSchema } from './devices.js';

/** What somebody may do. Which role may what is data: reference/roles.json. */
export const PERMISSIONS = [
  /** The commune's name and map. */
  'commune.read',
  'commune.write',
  /** Devices and gateways, where they stand and how they are; measurements. */
  'devices.read',
  'readings.read',
  /** Packets as they came, refusals, dead letters, credentials' state. */
  'devices.inspect',
  /** Register, change, retire; secrets; profiles and gateways. */
  'devices.write',
  /** Put a device in the field: claim it, place it, take it into maintenance. */
  'devices.install',
  'devices.maintain',
  /** Let a device in that asked for it. */
  'devices.approve',
  /** Hamlets, sites, blocks, plots, canals, structures. */
  'registry.read',
  'registry.write',
  /** Say that a waste-water source was looked at or sampled: whoever does it need not be allowed to redraw the commune. */
  'sources.write',
  /** The owner's own name for a plot. */
  'plots.name',
  /** What was done about water on a plot, and what is advised. */
  'farm.answer',
  /** The day's turns of a block. */
  'farm.keep',
  'alerts.read',
  /** Take, say something, mark false, resolve. */
  'alerts.acknowledge',
  /** Give to somebody, put aside. */
  'alerts.manage',
  /** Who is on duty when, and swaps of shifts. */
  'roster.read',
  'roster.write',
  /** Public messages: write them, see what became of them, stop them, and air what was approved beforehand. */
  'broadcasts.write',
  /** Say that a public message, or a text for later, may be aired. */
  'broadcasts.approve',
  'rules.read',
  /** Limits, times and places of rules, and trying them on the past. */
  'rules.write',
  /** Events as they happen. */
  'live.watch',
  'cameras.watch',
  'commands.read',
  'commands.request',
  'commands.approve',
  /** Names and telephone numbers: each look is written down. */
  'people.read',
  'people.write',
  /** Give a villager's phone its way in. */
  'people.invite',
  /** Do for a household what it could do itself. */
  'people.act-for',
  'walls.pair',
  'audit.read',
  /** State of the hub, figures for supervisors. */
  'hub.inspect',
  'hub.manage',
] as const;
export const permissionSchema = z.enum(PERMISSIONS);
export type Permission = z.infer<typeof permissionSchema>;

export const SCOPE_KINDS = ['commune', 'hamlet', 'block', 'plot', 'camera-group'] as const;
export const scopeSchema = z.object({ kind: z.enum(SCOPE_KINDS), id: z.string().min(1).max(120) });
/** Where a grant holds: a commune by its code, a hamlet, block or plot by its id, a group of cameras by its name. */
export type Scope = z.infer<typeof scopeSchema>;
export type ScopeKind = Scope['kind'];

/** Where a thing is, as far as is known: a grant holds for it when its scope is one of these. */
export interface Place {
  commune: string;
  hamlet?: string | undefined;
  block?: string | undefined;
  plot?: string | undefined;
  cameraGroup?: string | undefined;
}

/** How somebody of a role comes in. */
export const SIGN_INS = ['password', 'invitation', 'pairing', 'token'] as const;
export const roleSchema = z.object({
  id: idSchema,
  vi: z.string(),
  en: z.string(),
  signIn: z.enum(SIGN_INS),
  /** Kinds of scope it may be given for. */
  scopes: z.array(z.enum(SCOPE_KINDS)).min(1),
  permissions: z.array(permissionSchema),
  /** Has a say in its own affairs alone: a village head may let it in, and act for it. */
  household: z.boolean().optional(),
});
export type Role = z.infer<typeof roleSchema>;

export const grantSchema = z.object({ role: idSchema, scope: scopeSchema });
export type Grant = z.infer<typeof grantSchema>;
/** A role's permissions in one scope. */
export interface Granted {
  scope: Scope;
  permissions: readonly Permission[];
}

/** Whether somebody with these grants has no more to say than a household has. */
export const isHousehold = (roles: readonly Role[], grants: readonly Grant[]): boolean =>
  grants.every((grant) => roles.some(({ id, household }) => id === grant.role && household === true));

/** As the id of a commune's scope: whatever commune the hub serves. The first administrator is there before its code is. */
export const ANY_COMMUNE = '*';

/** Whether a grant's scope takes in a place. */
export function covers(scope: Scope, place: Place): boolean {
  switch (scope.kind) {
    case 'commune':
      return scope.id === ANY_COMMUNE || place.commune === scope.id;
    case 'hamlet':
      return place.hamlet === scope.id;
    case 'block':
      return place.block === scope.id;
    case 'plot':
      return place.plot === scope.id;
    case 'camera-group':
      return place.cameraGroup === scope.id;
  }
}

export const IDENTITY_KINDS = ['person', 'wall', 'program'] as const;
export type IdentityKind = (typeof IDENTITY_KINDS)[number];

export const LANGUAGES = ['vi', 'en'] as const;

/** A person as others with the right to see it do. */
export const personSchema = z.object({
  id: idSchema,
  name: z.string().trim().min(1).max(120),
  /** What staff type in to sign in; villagers have none. */
  login: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9][a-z0-9._-]{1,62}$/, 'chữ thường không dấu, số, ".", "-" và "_", dài 2–63 ký tự')
    .optional(),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[\d .-]{8,20}$/, 'số điện thoại gồm 8–15 chữ số')
    .optional(),
  /** Id of the hamlet he or she lives in. */
  hamlet: idSchema.optional(),
  language: z.enum(LANGUAGES).default('vi'),
  grants: z.array(grantSchema).max(50),
  /** Signed out everywhere and let in nowhere. */
  disabled: z.boolean().default(false),
});
export type Person = z.infer<typeof personSchema>;

/** What a route asks of whoever calls it. A route that says nothing is answered to nobody. */
export type Access =
  /** Open to strangers; why is said where it stands. */
  | { to: 'anybody'; why: string }
  /** Whoever is signed in, whatever the role: their own affairs. */
  | { to: 'signed-in' }
  /** `everywhere`: for the whole commune. Else some scope is enough, and the handler narrows its answer to it. */
  | { to: 'permitted'; permission: Permission; everywhere: boolean };
/** Key of a route's metadata under which its `Access` stands. */
export const ACCESS = 'access';

/** Who asks, as the pages know it. */
export type Me =
  | { state: 'stranger' /** Nobody administers the hub yet: the set-up link is what is asked for. */; setup: boolean }
  | {
      state: 'signed-in';
      id: string;
      kind: IdentityKind;
      name: string;
      login?: string;
      language: (typeof LANGUAGES)[number];
      roles: Grant[];
      granted: Granted[];
      /** Of the session. */
      session: string;
      totp: boolean;
      /** Id of the village head who acts for this household. */
      actingBy?: string;
    };
