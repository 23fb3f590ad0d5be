import pg from 'pg';

/**
 * A connection that may be lost at any moment. What it carries fails, which is where that is handled; it also
 * raises an event, which unheard would end the process. A pool listens only between uses, and a server that dies may
 * say so in the same packet as that it is ready: before anybody who asked for the connection can listen.
 */
export class HeardClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
