import { useAttachments } from './use-attachments';
import { useCommands } from './use-commands';
import { useNaming } from './use-naming';
import { useOutbox } from './use-outbox';

/** What becomes of what was written: a command that is run, or a message with its files and the people it names. */
export function useSending(input: {
  conversationId: string;
  /** The message that is answered to. */
  threadOf?: number;
  text: string;
  write: (text: string) => void;
}) {
  const { conversationId, threadOf, text, write } = input;
  const { outbox } = useOutbox(conversationId);
  const naming = useNaming();
  const commands = useCommands({ text, write });
  const attached = useAttachments(conversationId);
  const { files, isReady } = attached;
  const canSend = isReady && (text.trim() !== '' || files.length > 0);
  const send = () => {
    if (!canSend) return;
    const said = commands.run();
    if (said === 'refused') return;
    if (said === 'done') return write('');
    const { ids, everybody } = naming.named(said.send);
    naming.ask({ everybody }, () => {
      outbox.add({
        ...{ conversationId, clientId: crypto.randomUUID(), text: said.send, threadOf, files },
        ...(ids.length > 0 ? { mentions: ids } : {}),
        ...(everybody ? { mentionsAll: true } : {}),
      });
      attached.clear();
      write('');
    });
  };
  return { attached, commands, naming, canSend, send };
}
