import type { Config } from '../../platform/config/config';
import type { Logger } from '../../platform/logger/logger';
import { startInbound } from '../../platform/mailer/inbound';
import { createReplyAddresses } from '../../platform/tokens/reply-address';
import { takeReply, type ReplyDeps } from './use-cases/take-reply';

/** The door that answers to approval mails come through. */
export interface ReplyDoor {
  /** Where it listens; undefined while it is closed. */
  port?: number;
  stop(): Promise<void>;
}

/** Listens on `INBOUND_SMTP_PORT`; without it there is no door. */
export async function startReplyDoor(deps: {
  config: Config;
  logger: Logger;
  approvals: ReplyDeps['approvals'];
}): Promise<ReplyDoor> {
  const { config, logger, approvals } = deps;
  if (config.INBOUND_SMTP_PORT === undefined) return { stop: () => Promise.resolve() };
  const addresses = createReplyAddresses(config);
  const inbound = await startInbound({
    port: config.INBOUND_SMTP_PORT,
    host: config.HOST,
    clock: approvals.clock,
    logger,
    accepts: (address) => addresses.read(address) !== null,
    async deliver({ recipient, ...mail }) {
      const linkId = addresses.read(recipient);
      if (linkId === null) return;
      const reply = { ...mail, linkId };
      const became = await takeReply({ approvals, trusted: config.INBOUND_TRUST }, reply);
      logger.info({ linkId, became }, 'a reply was taken');
    },
  });
  logger.info({ port: inbound.port }, 'takes replies');
  return inbound;
}
