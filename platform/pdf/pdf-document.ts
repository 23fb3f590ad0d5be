import PDFDocument from 'pdfkit';
import { fontFiles, runsOf, type Weight } from './fonts';

/** How a text looks. Sizes and places are in points, a 72nd of an inch. */
interface TextStyle {
  size?: number;
  weight?: Weight;
  /** As `#rrggbb`. */
  colour?: string;
  /** Fixed width, for hashes and ids: ASCII only. */
  code?: boolean;
  /** From the left edge of the text area. */
  indent?: number;
  /** What is left free below. */
  gap?: number;
}

/** A document under the pen: each call writes below the one before and goes to a new page when one is full. */
export interface PdfDocument {
  text(text: string, style?: TextStyle): void;
  /** A label on the left and its value beside it; a value without words is a dash. */
  row(label: string, value: string, style?: TextStyle): void;
  /** A thin line across. */
  rule(): void;
  /** Goes to a new page unless so much is left on this one. */
  keep(height: number): void;
  /** Words in white on a colour, at the right edge, level with what comes next. */
  badge(text: string, colour: string): void;
  /** The file. `footer` is written at the foot of each page, with its number. */
  finish(footer: string): Promise<Buffer>;
}

const MARGIN = 50;
const LABEL_WIDTH = 150;
/** Courier's letters stand higher on their line than those of the text beside it. */
const CODE_DROP = 3;
const INK = '#1a1d21';
const FAINT = '#5c6570';
const LINE = '#cfd4da';

/**
 * Begins an A4 document. The same calls with the same `at` make the same bytes.
 * @param about what the file says of itself; `at` is its date
 */
export function createPdf(about: { title: string; at: Date }): PdfDocument {
  const pdf = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    bufferPages: true,
    lang: 'en',
    displayTitle: true,
    info: { Title: about.title, Creator: 'NETRA', CreationDate: about.at },
  });
  for (const { name, bytes } of fontFiles()) pdf.registerFont(name, bytes);
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<Buffer>((resolve) => {
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
  });
  const width = pdf.page.width - 2 * MARGIN;
  const keep = (height: number) => {
    if (pdf.y + height > pdf.page.height - MARGIN) pdf.addPage();
  };
  return {
    keep,
    text(text, style = {}) {
      const indent = style.indent ?? 0;
      write(pdf, text, { x: MARGIN + indent, width: width - indent }, style);
      pdf.y += style.gap ?? 2;
    },
    row(label, value, style = {}) {
      keep(20);
      const { y } = pdf;
      const page = pageNumber(pdf);
      write(pdf, label, { x: MARGIN, width: LABEL_WIDTH - 8 }, { colour: FAINT });
      const below = pdf.y;
      pdf.y = y;
      write(pdf, value || '–', { x: MARGIN + LABEL_WIDTH, width: width - LABEL_WIDTH }, style);
      if (pageNumber(pdf) === page) pdf.y = Math.max(pdf.y, below);
      pdf.y += style.gap ?? 2;
    },
    rule() {
      pdf.moveTo(MARGIN, pdf.y + 4).lineTo(MARGIN + width, pdf.y + 4);
      pdf.lineWidth(0.6).stroke(LINE);
      pdf.y += 12;
    },
    badge: (text, colour) => drawBadge(pdf, text, colour),
    async finish(footer) {
      numberPages(pdf, footer);
      pdf.end();
      return ended;
    },
  };
}

type Pdf = PDFKit.PDFDocument;

function pageNumber(pdf: Pdf): number {
  return pdf.bufferedPageRange().count;
}

function write(
  pdf: Pdf,
  text: string,
  { x, width }: { x: number; width: number },
  style: TextStyle,
): void {
  const { size = 9.5, weight = 'regular', colour = INK, code = false } = style;
  pdf.fillColor(colour).fontSize(size);
  const runs = code ? [{ font: 'Courier', text }] : runsOf(text, weight);
  pdf.x = x;
  if (code) pdf.y += CODE_DROP;
  runs.forEach((run, index) => {
    const continued = index < runs.length - 1;
    pdf.font(run.font);
    if (index === 0) pdf.text(run.text, x, pdf.y, { width, continued });
    else pdf.text(run.text, { width, continued });
  });
  pdf.x = MARGIN;
}

function drawBadge(pdf: Pdf, text: string, colour: string): void {
  const { y } = pdf;
  const words = text.toUpperCase();
  pdf.font('latin-bold').fontSize(10);
  const width = pdf.widthOfString(words) + 20;
  const left = pdf.page.width - MARGIN - width;
  pdf.roundedRect(left, y, width, 22, 4).fill(colour);
  pdf.fillColor('#ffffff').text(words, left, y + 4, { width, align: 'center', lineBreak: false });
  pdf.x = MARGIN;
  pdf.y = y;
}

function numberPages(pdf: Pdf, footer: string): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    pdf.switchToPage(page);
    // Below the margin is where the foot is; the pen would otherwise turn the page.
    pdf.page.margins.bottom = 0;
    const y = pdf.page.height - MARGIN + 14;
    const width = pdf.page.width - 2 * MARGIN;
    pdf.font('latin-regular').fontSize(7.5).fillColor(FAINT);
    pdf.text(footer, MARGIN, y, { width: width - 80, lineBreak: false });
    pdf.text(`Page ${page - start + 1} of ${count}`, MARGIN, y, { width, align: 'right' });
  }
}
