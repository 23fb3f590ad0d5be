import type { PdfDocument } from '../../../platform/pdf/pdf-document';

/** The colour of what stands behind the rest. */
export const FAINT = '#5c6570';

/** Spells an instant in the time zone of the certificate. */
export type Tell = (instant: string | Date) => string;

/** Begins a part of the certificate, on a new page unless some of it has room on this one. */
export function section(pdf: PdfDocument, title: string): void {
  pdf.keep(70);
  pdf.rule();
  pdf.text(title, { size: 11.5, weight: 'bold', gap: 4 });
}
