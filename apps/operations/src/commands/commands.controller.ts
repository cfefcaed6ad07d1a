import {
  type Command,
  type CommandKind,
  type CommandPack,
  commandSchema,
  type Device,
  type Permission,
  type Place,
} from '#hub/contracts';
import { type CommandEvent, type DeviceDirectory, DIRECTORY, REGISTRY, type Registry } from '#hub/registry';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AllowWithin, Who } from '../access/allow.js';
import { type Caller, forbidden } from '../access/caller.js';
import { commandAnswer, commandKindsAnswer, commandsAnswer, doersAnswer } from '../http/answers.schema.js';
import { notFound } from '../http/errors.js';
import { checked, commandFilterSchema, type NewCommand, newCommandSchema, saidSchema } from './command.input.js';
import { Names } from '../people/names.js';
import { CommandDesk } from './command-desk.js';
import { checkDoer, doersAt } from './doer.js';
import { kindsFor } from './pack/kinds.js';
import { COMMAND_PACK } from './pack/load-pack.js';

@ApiTags('commands')
@Controller('api')
export class CommandsController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(DIRECTORY) private readonly directory: DeviceDirectory,
    @Inject(COMMAND_PACK) private readonly pack: CommandPack,
    private readonly desk: CommandDesk,
    private readonly names: Names,
  ) {}

  @Get('devices/:id/commands')
  @AllowWithin('commands.read')
  @ApiOkResponse({ standardSchema: commandKindsAnswer })
  @ApiOperation({ summary: 'What a device can be told to do' })
  kinds(@Who() who: Caller, @Param('id') id: string): { commands: CommandKind[] } {
    const profile = this.directory.profile(this.#device(who, 'commands.read', id).profile);
    return { commands: profile ? kindsFor(this.pack, profile) : [] };
  }

  @Get('devices/:id/doers')
  @AllowWithin('commands.request')
  @ApiOkResponse({ standardSchema: doersAnswer })
  @ApiOperation({ summary: 'Whom a task there may be given to: id and name alone. The look is written down' })
  async doers(@Who() who: Caller, @Param('id') id: string): Promise<{ doers: { id: string; name: string }[] }> {
    const place = this.directory.placeOf(this.#device(who, 'commands.request', id));
    const doers = await doersAt(this.registry, place);
    await this.names.noteLooks(
      who,
      doers.map((doer) => doer.id),
    );
    return { doers };
  }

  @Get('commands')
  @AllowWithin('commands.read')
  @ApiOkResponse({ standardSchema: commandsAnswer })
  @ApiOperation({ summary: 'Commands, newest first, with the names of those who asked' })
  async list(
    @Who() who: Caller,
    @Query({ schema: commandFilterSchema }) filter: z.infer<typeof commandFilterSchema>,
  ): Promise<{ commands: Command[]; total: number; names: Record<string, string> }> {
    const all = [...this.directory.devices()];
    const own = who.within('commands.read', all, (device) => this.directory.placeOf(device));
    const within = { devices: own.map(({ id }) => id), person: who.id };
    const found = await this.registry.commands.find(own.length === all.length ? filter : { ...filter, within });
    return {
      ...found,
      names: await this.names.of(
        who,
        found.commands.map(({ by }) => by),
      ),
    };
  }

  @Get('commands/:id')
  @AllowWithin('commands.read')
  @ApiOkResponse({ standardSchema: commandAnswer })
  @ApiOperation({ summary: 'One command with everything that happened to it' })
  async get(
    @Who() who: Caller,
    @Param('id') id: string,
  ): Promise<{ command: Command; events: CommandEvent[]; names: Record<string, string> }> {
    const command = await this.#command(who, id);
    const events = (await this.registry.commands.get(id))?.events ?? [];
    const { by, approval, byHand, handled, ending } = command;
    const ids = [by, approval?.by, byHand?.person, handled?.by, ending?.by, ...events.map((event) => event.by)];
    return { command, events, names: await this.names.of(who, ids) };
  }

  @Post('commands')
  @AllowWithin('commands.request')
  @ApiCreatedResponse({ standardSchema: commandSchema })
  @ApiOperation({
    summary: 'Tells a device, or a person, to do something; 409 with the reason where it may not be now',
  })
  async ask(@Who() who: Caller, @Body({ schema: newCommandSchema }) wish: NewCommand): Promise<Command> {
    const device = this.#device(who, 'commands.request', wish.device);
    if (wish.confirm) this.#device(who, 'readings.read', wish.confirm.device);
    const { expiresInMs, confirm } = checked(wish, device, this.pack, this.directory);
    const { key, name, args, byHand } = wish;
    if (byHand?.person !== undefined) await checkDoer(this.registry, byHand.person, this.directory.placeOf(device));
    const about = { key, device: device.id, name, args, expiresInMs };
    return this.desk.ask(who.id, { ...about, ...(byHand && { byHand }), ...(confirm && { confirm }) });
  }

  @Post('commands/:id/approve')
  @AllowWithin('commands.approve')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: commandSchema })
  @ApiOperation({ summary: 'A second person says yes' })
  async approve(
    @Who() who: Caller,
    @Param('id') id: string,
    @Body({ schema: saidSchema }) { note }: z.infer<typeof saidSchema>,
  ): Promise<Command> {
    who.must('commands.approve', this.#placeOf(await this.#command(who, id)));
    return this.desk.say(who.id, id, 'approve', note);
  }

  @Post('commands/:id/refuse')
  @AllowWithin('commands.request')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: commandSchema })
  @ApiOperation({ summary: 'A second person says no; or the person of a task says that it cannot be done' })
  async refuse(
    @Who() who: Caller,
    @Param('id') id: string,
    @Body({ schema: saidSchema }) { note }: z.infer<typeof saidSchema>,
  ): Promise<Command> {
    const command = await this.#command(who, id);
    if (command.state === 'task') this.#mustBeDoer(who, command);
    else who.must('commands.approve', this.#placeOf(command));
    return this.desk.say(who.id, id, 'refuse', note);
  }

  @Post('commands/:id/done')
  @AllowWithin('commands.request')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: commandSchema })
  @ApiOperation({ summary: 'A task was done by hand; the reading that was named must show it' })
  async done(
    @Who() who: Caller,
    @Param('id') id: string,
    @Body({ schema: saidSchema }) { note }: z.infer<typeof saidSchema>,
  ): Promise<Command> {
    this.#mustBeDoer(who, await this.#command(who, id));
    return this.desk.say(who.id, id, 'done', note);
  }

  @Post('commands/:id/cancel')
  @AllowWithin('commands.request')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: commandSchema })
  @ApiOperation({ summary: 'Takes a command back that has not left yet' })
  async cancel(
    @Who() who: Caller,
    @Param('id') id: string,
    @Body({ schema: saidSchema }) { note }: z.infer<typeof saidSchema>,
  ): Promise<Command> {
    const command = await this.#command(who, id);
    if (command.by !== who.id) who.must('commands.approve', this.#placeOf(command));
    return this.desk.say(who.id, id, 'cancel', note);
  }

  /** The command, where it is the caller's to see. */
  async #command(who: Caller, id: string): Promise<Command> {
    const command = await this.desk.find(id);
    const theirs = command && (who.can('commands.read', this.#placeOf(command)) || command.byHand?.person === who.id);
    if (!theirs) throw notFound('Không có lệnh này');
    return command;
  }

  #device(who: Caller, permission: Permission, id: string): Device {
    const device = this.directory.device(id);
    if (!device || !who.can(permission, this.directory.placeOf(device))) throw notFound(`Không có thiết bị "${id}"`);
    return device;
  }

  /** Where its device is; that of one that is no more is known of its commune alone. */
  #placeOf({ device: id, commune }: Command): Place {
    const device = this.directory.device(id);
    return device ? this.directory.placeOf(device) : { commune };
  }

  #mustBeDoer(who: Caller, command: Command): void {
    const person = command.byHand?.person;
    if (person !== undefined && person !== who.id) throw forbidden();
    if (person === undefined) who.must('commands.request', this.#placeOf(command));
  }
}
