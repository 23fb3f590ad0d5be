import { cutFacts } from '../../../domain/approvals/partial-approval';
import { parseMoney } from '../../../domain/money/money';
import type { Approval, DecisionWire } from '../../../domain/wire/approvals';
import type { PdfDocument } from '../../../platform/pdf/pdf-document';
import type { SignedRound } from './earlier-rounds';
import { FAINT, type Tell } from './layout';

const VERDICTS = { approve: 'Approved', reject: 'Rejected' } as const;
const CHANNELS: Record<DecisionWire['channel'], string> = {
  app: 'in the app',
  email: 'by a mailed link',
};
const INDENT = 14;

type Signed = Pick<SignedRound, 'steps' | 'decisions' | 'lines'>;

/** Draws the steps of a round with who signed them, for whom, how and with which words. */
export function drawSignatures(pdf: PdfDocument, signed: Signed, tell: Tell): void {
  for (const step of signed.steps) {
    const signatures = signed.decisions.filter((decision) => decision.step === step.key);
    pdf.keep(50);
    pdf.text(`${step.name}: ${step.status}`, { weight: 'bold', gap: 1 });
    if (signatures.length === 0) drawUnsigned(pdf, step);
    for (const signature of signatures)
      drawSignature(pdf, { signature, lines: signed.lines, tell });
  }
}

function drawUnsigned(pdf: PdfDocument, { approvers }: Signed['steps'][number]): void {
  const people = approvers.map(({ name }) => name).join(', ');
  const asked = people ? `Asked: ${people}. ` : '';
  pdf.text(`${asked}Nobody signed.`, { indent: INDENT, gap: 6 });
}

function drawSignature(
  pdf: PdfDocument,
  parts: { signature: DecisionWire; lines: Signed['lines']; tell: Tell },
): void {
  const { signature, lines, tell } = parts;
  const cuts = cutsOf(signature, lines).map(({ label, value }) => `${label}: ${value}`);
  for (const text of [sentenceOf(signature), ...cuts]) pdf.text(text, { indent: INDENT, gap: 0 });
  const said = [
    ...(signature.comment ? [`“${signature.comment}”`] : []),
    ...(signature.files ?? []).map(({ name }) => `File: ${name}`),
  ];
  pdf.text(tell(signature.at), {
    ...{ indent: INDENT, colour: FAINT, size: 9, gap: said.length > 0 ? 0 : 6 },
  });
  for (const [index, text] of said.entries()) {
    pdf.text(text, { indent: INDENT, gap: index === said.length - 1 ? 6 : 0 });
  }
}

/** "Approved by A for B, in the app, as an admin's override". */
function sentenceOf({ by, onBehalfOf, verdict, channel, override }: DecisionWire): string {
  const who = onBehalfOf ? `${by.name} for ${onBehalfOf.name}` : by.name;
  const past = override ? ", as an admin's override" : '';
  return `${VERDICTS[verdict]} by ${who}, ${CHANNELS[channel]}${past}`;
}

function cutsOf(
  { lines: approved }: DecisionWire,
  lines: Pick<Approval['lines'][number], 'key' | 'label' | 'amount'>[],
) {
  if (!approved) return [];
  const amountOf = (key: string) => approved.find((line) => line.key === key)?.amount;
  return cutFacts(
    lines.map((line) => ({ ...line, left: parseMoney(amountOf(line.key) ?? line.amount) })),
  );
}
