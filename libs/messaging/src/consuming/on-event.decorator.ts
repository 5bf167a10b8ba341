import type { EventDefinition } from '@capdev/contracts/core';
import type { Transaction } from '@capdev/persistence';
import { applyDecorators, Catch, Controller, type RpcExceptionFilter, UseFilters } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { type Observable, throwError } from 'rxjs';
import type { ReceivedEvent } from './received-event.js';

/** What `@OnEvent` leaves for the server that registers the handler. */
export interface HandlerExtras {
  readonly definition?: EventDefinition;
}

// Nest's own filter would log the error and replace it by "Internal server error"; the dispatcher needs the error itself.
@Catch()
class PassOn implements RpcExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}

/**
 * A class of event handlers. List it among the `controllers` of a module; it may inject what the module offers.
 * Pipes, guards and interceptors of Nest apply when they stand on it.
 *
 * @example
 * @EventConsumer()
 * export class CentreSuspendedConsumer {
 *   constructor(@Inject(Offerings) private readonly offerings: Offerings) {}
 *
 *   @OnEvent(accreditationSuspendedV1)
 *   async suspended(event: ReceivedEvent<AccreditationSuspendedV1>, tx: Transaction): Promise<void> {
 *     await this.offerings.flagOrganisedBy(event.data.centreId, tx);
 *   }
 * }
 */
export function EventConsumer(): ClassDecorator {
  return applyDecorators(Controller(), UseFilters(PassOn));
}

type EventHandler<Data extends object> = (event: ReceivedEvent<Data>, tx: Transaction) => unknown;

/**
 * Handles an event, in the transaction that also remembers having handled it: whatever the method does with `tx` takes
 * effect once, however often the event arrives. One handler per event type and service. It needs no `try`: an error of
 * kind `unavailable` is retried in place, any other puts the event among the dead letters.
 */
export function OnEvent<Data extends object>(definition: EventDefinition<Data>) {
  return <Handler extends EventHandler<Data>>(
    target: object,
    method: string,
    descriptor: TypedPropertyDescriptor<Handler>,
  ): void => {
    Payload()(target, method, 0);
    Ctx()(target, method, 1);
    EventPattern(definition.type, { definition })(target, method, descriptor as PropertyDescriptor);
  };
}
