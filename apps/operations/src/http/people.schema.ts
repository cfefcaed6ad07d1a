import {
  grantSchema,
  LANGUAGES,
  type Me,
  permissionSchema,
  personSchema,
  roleSchema,
  scopeSchema,
} from '#hub/contracts';
import type { AuditEntry, KnownPerson, Machine, Session } from '#hub/registry';
import { z } from 'zod';

/** What REST answers about people and their sessions, for its description. */
const ms = z.int().describe('milliseconds since 1970');
const granted = z.object({ scope: scopeSchema, permissions: z.array(permissionSchema) });

export const meAnswer = z.discriminatedUnion('state', [
  z.object({ state: z.literal('stranger'), setup: z.boolean().describe('nobody administers the hub yet') }),
  z.object({
    state: z.literal('signed-in'),
    id: z.string(),
    kind: z.enum(['person', 'wall', 'program']),
    name: z.string(),
    login: z.string().optional(),
    language: z.enum(LANGUAGES),
    roles: z.array(grantSchema),
    granted: z.array(granted),
    session: z.string(),
    totp: z.boolean(),
    actingBy: z.string().optional(),
  }),
]) satisfies z.ZodType<Me>;

const session = z.object({
  id: z.string(),
  kind: z.enum(['browser', 'phone', 'wall', 'program']),
  label: z.string(),
  address: z.string(),
  created: ms,
  lastSeen: ms,
}) satisfies z.ZodType<Session>;
export const sessionsAnswer = z.object({ sessions: z.array(session.extend({ current: z.boolean() })) });
export const sessionsOfAnswer = z.object({ sessions: z.array(session) });
export const totpAnswer = z.object({ secret: z.string(), uri: z.string() });

export const personAnswer = z.object({
  ...personSchema.shape,
  login: z.string().optional(),
  version: z.int(),
  created: ms,
  password: z.boolean(),
  totp: z.boolean(),
  sessions: z.int(),
  invited: z.object({ expires: ms }).optional(),
}) satisfies z.ZodType<KnownPerson>;
export const peopleAnswer = z.object({ people: z.array(personAnswer), total: z.int() });
export const rolesAnswer = z.object({ roles: z.array(roleSchema) });
export const invitationAnswer = z.object({ url: z.string(), token: z.string(), expires: ms });
export const invitationLookAnswer = z.object({
  name: z.string(),
  purpose: z.enum(['phone', 'password']),
  login: z.string().optional(),
  expires: ms,
});

const machine = z.object({
  id: z.string(),
  kind: z.enum(['wall', 'program']),
  name: z.string(),
  created: ms,
  lastSeen: ms.optional(),
  address: z.string().optional(),
}) satisfies z.ZodType<Machine>;
export const machineAnswer = machine;
const waiting = z.object({ code: z.string(), label: z.string(), address: z.string(), since: ms });
export const wallsAnswer = z.object({ walls: z.array(machine), waiting: z.array(waiting) });
export const pairingAnswer = z.object({ code: z.string(), poll: z.string(), expires: ms });
export const pairingStateAnswer = z.object({ state: z.enum(['waiting', 'paired', 'expired']) });
export const programAnswer = z.object({ program: machine, token: z.string() });
export const programsAnswer = z.object({ programs: z.array(machine) });

export const auditEntryAnswer = z.object({
  seq: z.int(),
  at: ms,
  by: z.string(),
  byName: z.string().optional(),
  targetName: z.string().optional(),
  actingForName: z.string().optional(),
  actingFor: z.string().optional(),
  address: z.string().optional(),
  action: z.string(),
  target: z.string().optional(),
  detail: z.record(z.string(), z.unknown()).optional(),
  previous: z.string(),
  hash: z.string(),
}) satisfies z.ZodType<AuditEntry>;
export const auditAnswer = z.object({ entries: z.array(auditEntryAnswer), total: z.int() });
export const chainAnswer = z.union([
  z.object({ intact: z.literal(true), entries: z.int(), head: z.string() }),
  z.object({ intact: z.literal(false), brokenAt: z.int() }),
]);
