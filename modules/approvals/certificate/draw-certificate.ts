import { formatInstant } from '../../../domain/dates/format-instant';
import { cutFacts } from '../../../domain/approvals/partial-approval';
import { parseMoney } from '../../../domain/money/money';
import { createPdf, type PdfDocument } from '../../../platform/pdf/pdf-document';
import { drawSignatures } from './draw-signatures';
import type { SignedRound } from './earlier-rounds';
import { FAINT, section, type Tell } from './layout';
import type { Certificate, TrailEntry } from './read-certificate';

/** Level with the right-hand column. */
const TRAIL_INDENT = 150;
const COLOURS: Record<string, string> = { approved: '#1f7a3d', rejected: '#b3261e' };
const OTHER_COLOUR = '#5c6570';

/** Draws a certificate as a PDF. The same rows printed at the same time make the same bytes. */
export function drawCertificate(certificate: Certificate): Promise<Buffer> {
  const { approval, zone, printedAt } = certificate;
  const tell: Tell = (instant) => formatInstant(new Date(instant), zone);
  const pdf = createPdf({ title: `Approval certificate: ${approval.title}`, at: printedAt });
  drawHeading(pdf, certificate);
  drawRequest(pdf, certificate, tell);
  drawFacts(pdf, approval);
  if (approval.steps.length > 0) section(pdf, 'Signatures');
  drawSignatures(pdf, approval, tell);
  drawFiles(pdf, approval, tell);
  for (const round of certificate.earlier) drawEarlier(pdf, round, tell);
  section(pdf, 'History and audit trail');
  for (const entry of certificate.trail) drawEntry(pdf, entry, tell);
  drawProof(pdf, certificate, tell);
  return pdf.finish(`${approval.id} · printed ${tell(printedAt)}`);
}

function drawHeading(pdf: PdfDocument, { approval }: Certificate): void {
  pdf.badge(approval.status, COLOURS[approval.status] ?? OTHER_COLOUR);
  pdf.text('NETRA', { size: 9, weight: 'bold', colour: FAINT, gap: 0 });
  pdf.text('Approval certificate', { size: 20, weight: 'bold', gap: 6 });
  pdf.text(approval.kindLabel, { size: 10, colour: FAINT, gap: 0 });
  pdf.text(approval.title, { size: 13, weight: 'bold', gap: 4 });
}

function drawRequest(pdf: PdfDocument, certificate: Certificate, tell: Tell): void {
  const { approval, department, contentHash, zone } = certificate;
  section(pdf, 'Request');
  pdf.row('Requested by', approval.requester.name + (department ? `, ${department}` : ''));
  pdf.row('Submitted', tell(approval.submittedAt));
  pdf.row('Closed', approval.closedAt ? `${tell(approval.closedAt)}, ${approval.status}` : '');
  pdf.row('Policy version', String(approval.policyVersion));
  pdf.row('Version, round', `${approval.version}, ${approval.round}`);
  pdf.row('Request id', approval.id, { code: true });
  pdf.row('Workflow', approval.workflowId, { code: true, size: 8 });
  pdf.row('SHA-256 of content', contentHash, { code: true, size: 8 });
  pdf.row('Times', `as in ${zone}, the requester's time zone`);
}

function drawFacts(pdf: PdfDocument, { facts, lines }: Certificate['approval']): void {
  if (facts.length === 0) return;
  section(pdf, 'What was asked');
  const cut = cutFacts(lines.map((line) => ({ ...line, left: parseMoney(line.left) })));
  for (const { label, value } of [...facts, ...cut]) pdf.row(label, value);
}

/** What was uploaded, whenever: the hashes say whether a file is the one that was there. */
function drawFiles(pdf: PdfDocument, { files }: Certificate['approval'], tell: Tell): void {
  if (files.length > 0) section(pdf, 'Files');
  for (const { name, size, sha256, by, at } of files) {
    pdf.keep(44);
    pdf.row(tell(at), `${name}, ${size} bytes – ${by.name}`, { gap: 0 });
    pdf.text(`SHA-256 ${sha256}`, {
      ...{ indent: TRAIL_INDENT, code: true, size: 7, colour: FAINT, gap: 5 },
    });
  }
}

/** What an earlier version asked for, and who signed it before it was changed. */
function drawEarlier(pdf: PdfDocument, signed: SignedRound, tell: Tell): void {
  section(pdf, `Earlier: version ${signed.version}, round ${signed.round}`);
  pdf.row('Replaced', tell(signed.replacedAt));
  pdf.row('Policy version', String(signed.policyVersion));
  pdf.row('SHA-256 of content', signed.contentHash, { code: true, size: 8 });
  for (const { label, value } of signed.facts) pdf.row(label, value);
  drawSignatures(pdf, signed, tell);
}

function drawEntry(pdf: PdfDocument, entry: TrailEntry, tell: Tell): void {
  const { at, text, actor, comment, files, seal } = entry;
  pdf.keep(44);
  pdf.row(tell(at), actor ? `${text} – ${actor.name}` : text, { gap: 0 });
  if (comment) pdf.text(`“${comment}”`, { indent: TRAIL_INDENT, gap: 0 });
  for (const { name } of files ?? []) pdf.text(`File: ${name}`, { indent: TRAIL_INDENT, gap: 0 });
  const proof = seal ? `${seal.position} ${seal.hash}` : 'not sealed yet: print again in a minute';
  pdf.text(proof, { indent: TRAIL_INDENT, code: true, size: 7, colour: FAINT, gap: 5 });
}

function drawProof(pdf: PdfDocument, { head, printedAt }: Certificate, tell: Tell): void {
  section(pdf, 'Proof');
  pdf.row('Printed', tell(printedAt));
  pdf.row(
    'Head of the chain',
    head ? `position ${head.position}, sealed ${tell(head.sealedAt)}` : '',
  );
  if (head) pdf.row('Its SHA-256', head.hash, { code: true, size: 8 });
  pdf.text(
    'Below each line of the history stand its position and hash in the audit chain. Each hash covers the row and the ' +
      'hash before it, so that no row can be changed, left out or put in without changing every hash after it. ' +
      '“npm run audit:verify” walks the chain and compares it with the heads that are kept outside the database.',
    { size: 8.5, colour: FAINT },
  );
}
