import type { UploadKind } from './upload-field';

/** What goes with a leave that needs a document. */
export const DOCUMENTS: UploadKind = { path: '/leave-documents', noun: 'document' };
