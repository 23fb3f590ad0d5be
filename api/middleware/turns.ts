import type { RequestHandler } from 'express';

/**
 * Lets one request begin per turn of the event loop. Node accepts one new connection per turn: without this, fifty
 * people who arrive together wait until those who came first have been served many times over.
 */
export function oneEachTurn(): RequestHandler {
  const waiting: (() => void)[] = [];
  const begin = () => {
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(begin);
  };
  return (_request, _response, next) => {
    if (waiting.push(next) === 1) setImmediate(begin);
  };
}
