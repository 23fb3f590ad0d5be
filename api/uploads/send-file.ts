import type { Response } from 'express';
import { isPicture, mediaTypeOf } from '../../domain/files/file-types';
import { pdfCouldAct } from '../../platform/files/pdf-actions';

const SEALED = "default-src 'none'; sandbox";
const VIEWED =
  "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/** A file that is sent to a browser. */
interface ServedFile {
  name: string;
  type: string;
  sha256: string;
}

/** To be saved, never to be shown in a page of ours: whatever it holds runs nowhere. */
export function sendFile(response: Response, file: ServedFile, content: Buffer): string {
  response.attachment(file.name);
  return send(response, file, content);
}

/**
 * To be looked at in a page of ours. Pictures are shown in a sandbox that loads and runs nothing. A PDF that could do
 * nothing but be shown goes to the browser's own viewer, which no sandbox lets through. Anything else stays an attachment.
 */
export function showFile(response: Response, file: ServedFile, content: Buffer): string {
  response.attachment(file.name);
  const isPdf = file.type === mediaTypeOf('pdf') && !pdfCouldAct(content);
  if (isPdf || isPicture(file.type)) {
    const offered = response.get('Content-Disposition') ?? '';
    response.set('Content-Disposition', offered.replace(/^attachment/, 'inline'));
  }
  return send(response, file, content, isPdf ? VIEWED : SEALED);
}

function send(response: Response, file: ServedFile, content: Buffer, policy = SEALED): string {
  response.set({
    'Content-Type': file.type,
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': policy,
    'Cross-Origin-Resource-Policy': 'same-origin',
    Digest: `sha-256=${Buffer.from(file.sha256, 'hex').toString('base64')}`,
  });
  response.end(content);
  return '';
}
