import { useEffect, useRef, useState } from 'react';
import {
  declaredFormat,
  FILE_MAX_BYTES,
  FILES_PER_MESSAGE,
} from '../../../domain/files/file-types';
import type { ChatFileWire } from '../../../domain/wire/chat-files';
import { formatBytes } from '../../lib/text';
import { discardFile, uploadFile, type Uploading } from './file-api';

/** A file that is to go along with the next message. */
export interface Attachment {
  key: string;
  name: string;
  size: number;
  /** Up to 1. */
  share: number;
  problem: string | null;
  /** Once it has been uploaded. */
  file: ChatFileWire | null;
}

function problemOf(file: File, at: number): string | null {
  const declared = declaredFormat({ name: file.name, declaredType: file.type });
  if (at >= FILES_PER_MESSAGE) return `A message takes ${FILES_PER_MESSAGE} files at most.`;
  if ('problem' in declared) return declared.problem;
  if (file.size === 0) return 'It is empty.';
  if (file.size > FILE_MAX_BYTES) return `It is larger than ${formatBytes(FILE_MAX_BYTES)}.`;
  return null;
}

/** Files chosen for the next message of a conversation: each uploads at once, and what will not be taken is said at once. */
export function useAttachments(conversationId: string) {
  const [attachments, setAttachments] = useState<Attachment[]>([]);
  const uploads = useRef(new Map<string, Uploading>());
  useEffect(() => {
    const underWay = uploads.current;
    return () => underWay.forEach(({ cancel }) => cancel());
  }, []);
  const change = (key: string, next: Partial<Attachment>) =>
    setAttachments((all) => all.map((one) => (one.key === key ? { ...one, ...next } : one)));
  const start = (key: string, file: File) => {
    const upload = uploadFile(conversationId, file, (share) => change(key, { share }));
    uploads.current.set(key, upload);
    upload.done
      .then((kept) => change(key, { file: kept, share: 1 }))
      .catch((problem: Error) => change(key, { problem: problem.message }))
      .finally(() => uploads.current.delete(key));
  };
  const add = (files: File[]) => {
    const good = attachments.filter(({ problem }) => !problem).length;
    const added = files.map((file, at) => ({
      ...{ key: crypto.randomUUID(), name: file.name || 'pasted.png', size: file.size },
      ...{ share: 0, file: null, problem: problemOf(file, good + at) },
    }));
    setAttachments((all) => [...all, ...added]);
    added.forEach(({ key, problem }, at) => !problem && start(key, files[at] as File));
  };
  const remove = (key: string) => {
    uploads.current.get(key)?.cancel();
    const gone = attachments.find((one) => one.key === key);
    if (gone?.file) discardFile(conversationId, gone.file.id);
    setAttachments((all) => all.filter((one) => one.key !== key));
  };
  const good = attachments.filter(({ problem }) => !problem);
  return {
    attachments,
    add,
    remove,
    /** All of them have arrived, or there are none. */
    isReady: good.every(({ file }) => file !== null),
    files: good.flatMap(({ file }) => file ?? []),
    /** Forgets them: they have been handed over. */
    clear: () => setAttachments([]),
  };
}
