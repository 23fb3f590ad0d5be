import type { RequestHandler, Response } from 'express';
import type { Clock } from '../../platform/clock/clock';

interface Locals {
  receivedAt: Date;
}

/** Notes when a request arrived, before anything else: a decision counts by this instant. */
export function stampReceipt(clock: Clock): RequestHandler {
  return (_request, response, next) => {
    (response.locals as Locals).receivedAt = clock.now();
    next();
  };
}

/** When the request behind this response arrived. */
export function receivedAtOf(response: Response): Date {
  return (response.locals as Locals).receivedAt;
}
