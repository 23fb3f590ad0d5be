import { writeFileSync } from 'node:fs';
import { drawCertificate } from '../../modules/approvals/certificate/draw-certificate';
import { fontFiles, runsOf } from '../../platform/pdf/fonts';
import { certificateRows } from '../support/certificate-rows';
import { pdfText } from '../support/pdf-text';

const AT = new Date('2026-11-24T06:00:00Z');

test('the same rows make the same bytes; another print time does not', async () => {
  const first = await drawCertificate(certificateRows(AT));
  const folder = process.env.PICTURES;
  if (folder) writeFileSync(`${folder}/certificate.pdf`, first);
  expect(first.subarray(0, 5).toString()).toBe('%PDF-');
  expect(first.equals(await drawCertificate(certificateRows(AT)))).toBe(true);
  const later = await drawCertificate(certificateRows(new Date('2026-11-24T06:01:00Z')));
  expect(first.equals(later)).toBe(false);
  expect(first.toString('latin1').match(/\/Type \/Page\n/g)!.length).toBeGreaterThan(1);
});

test('it says who signed for whom, what was cut, what was overridden, which files there are and what came before', async () => {
  const said = pdfText(await drawCertificate(certificateRows(AT))).replace(/\s+/g, ' ');
  for (const words of [
    ...["an admin's override", 'Flight: ₹90,000.00 of ₹1,00,000.00', 'Approved in part'],
    ...['-rechnung.pdf', '48213 bytes', `SHA-256 ${'5c'.repeat(32)}`],
    ...['Earlier: version 1, round 1', '7e'.repeat(32), 'Before the hotel was added'],
    ...['by a mailed link', 'Is the hotel in this?'],
  ]) {
    expect(said.replaceAll(' ', '')).toContain(words.replaceAll(' ', ''));
  }
});

test('each character goes to a font that has it, words of one script stay together', () => {
  const names = new Set(fontFiles().map(({ name }) => name));
  const runs = runsOf('Total ₹5: प्रिया शर्मा (Ł)', 'bold');
  expect(runs).toEqual([
    { font: 'latin-bold', text: 'Total ' },
    { font: 'latin-ext-bold', text: '₹' },
    { font: 'latin-bold', text: '5: ' },
    { font: 'devanagari-bold', text: 'प्रिया शर्मा ' },
    { font: 'latin-bold', text: '(' },
    { font: 'latin-ext-bold', text: 'Ł' },
    { font: 'latin-bold', text: ')' },
  ]);
  for (const { font } of runs) expect(names).toContain(font);
});

test('what no font has is spelled, not left out', () => {
  expect(runsOf('你\u202f→', 'regular')).toEqual([{ font: 'latin-regular', text: '[U+4F60] ->' }]);
});
