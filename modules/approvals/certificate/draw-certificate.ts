import { formatInstant } from '../../../domain/dates/format-instant';
import type { Approval } from '../../../domain/wire/approvals';
import { createPdf, type PdfDocument } from '../../../platform/pdf/pdf-document';
import type { Certificate, TrailEntry } from './read-certificate';

/** Level with the right-hand column. */
const TRAIL_INDENT = 150;
const FAINT = '#5c6570';
const COLOURS: Record<string, string> = { approved: '#1f7a3d', rejected: '#b3261e' };
const OTHER_COLOUR = '#5c6570';
const VERDICTS = { approve: 'Approved', reject: 'Rejected' } as const;
const CHANNELS: Record<string, string> = { app: 'in the app', email: 'by a mailed link' };

type Tell = (instant: string | Date) => string;

/** Draws a certificate as a PDF. The same rows printed at the same time make the same bytes. */
export function drawCertificate(certificate: Certificate): Promise<Buffer> {
  const { approval, zone, printedAt } = certificate;
  const tell: Tell = (instant) => formatInstant(new Date(instant), zone);
  const pdf = createPdf({ title: `Approval certificate: ${approval.title}`, at: printedAt });
  drawHeading(pdf, certificate);
  drawRequest(pdf, certificate, tell);
  drawFacts(pdf, approval);
  for (const [index, step] of approval.steps.entries()) {
    if (index === 0) section(pdf, 'Signatures');
    drawStep(pdf, { step, approval, tell });
  }
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

function section(pdf: PdfDocument, title: string): void {
  pdf.keep(70);
  pdf.rule();
  pdf.text(title, { size: 11.5, weight: 'bold', gap: 4 });
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

function drawFacts(pdf: PdfDocument, { facts }: Certificate['approval']): void {
  if (facts.length === 0) return;
  section(pdf, 'What was asked');
  for (const { label, value } of facts) pdf.row(label, value);
}

function drawStep(
  pdf: PdfDocument,
  parts: {
    step: Approval['steps'][number];
    approval: Pick<Approval, 'decisions'>;
    tell: Tell;
  },
): void {
  const { step, approval, tell } = parts;
  const signatures = approval.decisions.filter((decision) => decision.step === step.key);
  pdf.keep(50);
  pdf.text(`${step.name}: ${step.status}`, { weight: 'bold', gap: 1 });
  if (signatures.length === 0) {
    const people = step.approvers.map(({ name }) => name).join(', ');
    pdf.text(people ? `Asked: ${people}. Nobody signed.` : 'Nobody signed.', {
      indent: 14,
      gap: 6,
    });
  }
  for (const signature of signatures) drawSignature(pdf, signature, tell);
}

function drawSignature(
  pdf: PdfDocument,
  decision: Approval['decisions'][number],
  tell: Tell,
): void {
  const { by, onBehalfOf, verdict, channel, at, comment } = decision;
  const who = onBehalfOf ? `${by.name} for ${onBehalfOf.name}` : by.name;
  pdf.text(`${VERDICTS[verdict]} by ${who}, ${CHANNELS[channel] ?? channel}`, {
    indent: 14,
    gap: 0,
  });
  pdf.text(tell(at), { indent: 14, colour: FAINT, size: 9, gap: comment ? 0 : 6 });
  if (comment) pdf.text(`“${comment}”`, { indent: 14, gap: 6 });
}

function drawEntry(pdf: PdfDocument, entry: TrailEntry, tell: Tell): void {
  const { at, text, actor, comment, seal } = entry;
  pdf.keep(44);
  pdf.row(tell(at), actor ? `${text} – ${actor.name}` : text, { gap: 0 });
  if (comment) pdf.text(`“${comment}”`, { indent: TRAIL_INDENT, gap: 0 });
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
