import { AccessPolicy } from '@capdev/access';
import { Inject, Module } from '@nestjs/common';
import { BusController } from './bus.controller.js';
import { DeadLettersController } from './dead-letters.controller.js';

/**
 * The routes by which operators mend what the bus could not do: `/bus/dead-letters`, `/bus/events`, `/bus/refused`,
 * `/bus/replays`. Import it beside `MessagingModule` and `AccessModule`, and give the permission `bus:operate` to a role.
 */
@Module({ controllers: [DeadLettersController, BusController] })
export class BusOperationsModule {
  // Without the access library nothing would stand before these routes: then the service must not start.
  constructor(@Inject(AccessPolicy) _policy: AccessPolicy) {}
}
