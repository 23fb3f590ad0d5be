import { useInfiniteQuery } from '@tanstack/react-query';
import type { ChatFileList, ChatFileWire } from '../../../domain/wire/chat-files';
import type { Problem } from '../../../domain/wire/common';
import { api, ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';

/** Where a file of a conversation is taken from, or looked at. */
export function fileAddress(conversationId: string, fileId: string, preview = ''): string {
  return `/api/v1/conversations/${conversationId}/files/${fileId}${preview}`;
}

/** The files of a conversation, the newest first. */
export function useConversationFiles(conversationId: string) {
  return useInfiniteQuery<ChatFileList, ApiProblem>({
    queryKey: keys.conversationFiles(conversationId),
    initialPageParam: undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    queryFn: ({ pageParam, signal }) =>
      api.get<ChatFileList>(
        `/conversations/${conversationId}/files`,
        { cursor: pageParam as string | undefined },
        signal,
      ),
  });
}

/** Takes back a file that is not sent; one that is gone already does not matter. */
export function discardFile(conversationId: string, fileId: string): void {
  api.delete(`/conversations/${conversationId}/files/${fileId}`).catch(() => undefined);
}

/** An upload that is under way. */
export interface Uploading {
  done: Promise<ChatFileWire>;
  cancel: () => void;
}

/** Uploads one file; `onProgress` hears the share that has left, up to 1. (fetch tells nobody how far it is.) */
export function uploadFile(
  conversationId: string,
  file: File,
  onProgress: (share: number) => void,
): Uploading {
  const request = new XMLHttpRequest();
  const form = new FormData();
  // What is pasted has no name of its own.
  form.append('file', file, file.name || 'pasted.png');
  const done = new Promise<ChatFileWire>((resolve, reject) => {
    const offline = 'NETRA cannot be reached. Check your connection and try again.';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onerror = () => reject(new ApiProblem(0, null, offline));
    request.onload = () => {
      const answer = read(request.responseText);
      if (request.status === 201) resolve((answer as { items: [ChatFileWire] }).items[0]);
      else reject(new ApiProblem(request.status, answer as Problem | null, 'Not uploaded.'));
    };
  });
  request.open('POST', `/api/v1/conversations/${conversationId}/files`);
  request.send(form);
  return { done, cancel: () => request.abort() };
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
