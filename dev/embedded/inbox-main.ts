import { parseArgs } from 'node:util';
import { startInbox } from './inbox';

/** The inbox as a process of its own. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      folder: { type: 'string', default: 'mail' },
      'smtp-port': { type: 'string', default: '1025' },
      'web-port': { type: 'string', default: '1080' },
      host: { type: 'string' },
    },
  });
  const inbox = await startInbox({
    folder: values.folder,
    smtpPort: Number(values['smtp-port']),
    webPort: Number(values['web-port']),
    host: values.host,
  });
  console.log(`The inbox receives at ${inbox.smtpUrl} and shows at ${inbox.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void inbox.stop().then(() => process.exit(0)));
  }
}

main().catch((error: Error) => {
  console.error(`The inbox cannot start: ${error.message}`);
  process.exit(1);
});
