import { ACCESS, type Access, type Permission } from '#hub/contracts';
import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { Request } from 'express';
import type { Caller } from './caller.js';

/** The guard reads it, and the description of the interface tells it to whoever writes a program. */
const access = (wanted: Access) => applyDecorators(SetMetadata(ACCESS, wanted), ApiExtension('x-access', wanted));

/** Wants the permission for the whole commune. */
export const Allow = (permission: Permission) => access({ to: 'permitted', permission, everywhere: true });
/** Wants the permission in any scope: the handler takes `@Who()` and answers with what lies in it alone. */
export const AllowWithin = (permission: Permission) => access({ to: 'permitted', permission, everywhere: false });
export const SignedIn = () => access({ to: 'signed-in' });
export const Anybody = (why: string) => access({ to: 'anybody', why });

/** A request whose caller is known. */
export type CalledRequest = Request & { caller?: Caller };

/** The caller of this request. Only on routes that are not open to anybody. */
export const Who = createParamDecorator((_data: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<CalledRequest>();
  if (!caller) throw new Error('@Who on a route that strangers may call');
  return caller;
});
