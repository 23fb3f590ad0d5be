import { createElement, type ComponentType } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { compile } from 'html-to-text';
import type { MailPreview } from '../../domain/wire/admin';
import { mailPropsSchemas, type MailTemplateName } from './template-props';
import type { MailContext } from './templates/layout';
import { mailTemplates } from './templates/registry';
import { BrandContext, PLAIN_BRAND, wordsIn, type MailBrand } from './templates/brand';
import type { MailWords } from './templates/words';

/** Whether a stored template name is one that still exists. */
export function isMailTemplate(name: string): name is MailTemplateName {
  return Object.hasOwn(mailTemplates, name);
}

/** One header line: what would start another one becomes a space. */
export function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are exactly what must not stay
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
}

const LONGEST_SUBJECT = 180;
// Mail programs lay out by this document type; without one some fall back to quirks.
const DOCTYPE =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">';

// Compiled once: the selectors cost more than the conversion of one mail.
const plainText = compile({
  wordwrap: false,
  selectors: [
    { selector: 'img', format: 'skip' },
    // The line that mail programs show beside the subject repeats the mail's own words.
    { selector: '[data-skip-in-text=true]', format: 'skip' },
    { selector: 'a', options: { linkBrackets: false, hideLinkHrefIfSameAsText: true } },
    ...['td', 'th'].map((selector) => ({
      selector,
      format: 'block',
      options: { leadingLineBreaks: 1, trailingLineBreaks: 1 },
    })),
    { selector: 'table.facts', format: 'dataTable', options: { colSpacing: 2 } },
    {
      selector: 'table.rows',
      format: 'dataTable',
      options: { colSpacing: 2, uppercaseHeaderCells: false },
    },
    { selector: 'h1', options: { uppercase: false } },
  ],
});

/**
 * Renders a mail in both its parts.
 * @param mail.props as stored; checked against the template's schema
 * @throws Error for an unknown template, ZodError for props that do not fit
 */
export function renderMail(
  mail: { template: string; props: unknown },
  context: MailContext,
  brand: MailBrand = PLAIN_BRAND,
): MailPreview {
  if (!isMailTemplate(mail.template)) throw new Error('no such mail template');
  const props = mailPropsSchemas[mail.template].parse(mail.props);
  // The schema of the same name made these props; the compiler cannot follow that through the union.
  const template = mailTemplates[mail.template] as unknown as {
    subject(props: unknown, words: MailWords): string;
    component: ComponentType<{ props: unknown; context: MailContext }>;
  };
  const body = createElement(template.component, { props, context });
  const branded = createElement(BrandContext.Provider, { value: brand }, body);
  const html = DOCTYPE + renderToStaticMarkup(branded);
  const subject = oneLine(template.subject(props, wordsIn(brand.language)));
  return { subject: subject.slice(0, LONGEST_SUBJECT), html, text: plainText(html) };
}
