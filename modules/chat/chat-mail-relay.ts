import type { Config } from '../../platform/config/config';
import type { Logger } from '../../platform/logger/logger';
import { mailUnread, type ChatMailDeps } from './use-cases/mail-unread';

const LOOK_EVERY_MS = 15_000;

/** Looks four times a minute who has left messages unread for long enough to be mailed about them. */
export function startChatMailRelay(
  deps: ChatMailDeps & { config: Pick<Config, 'CHAT_MAIL_MINUTES'>; logger: Logger },
): { stop(): Promise<void> } {
  let running: Promise<unknown> | undefined;
  const look = () => {
    running ??= mailUnread(deps, { minutes: deps.config.CHAT_MAIL_MINUTES })
      .catch((error: unknown) => deps.logger.warn({ err: error }, 'chat mail: round failed'))
      .finally(() => (running = undefined));
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  look();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
