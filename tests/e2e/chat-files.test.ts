import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { barriers, expectNoBarriers, picture, WCAG } from '../support/barriers';
import { comesToBe } from '../support/browser';
import { browserSuite } from '../support/browser-suite';
import type { Persona } from '../support/company';
import { GOOD_FILES } from '../support/hostile-files';
import { readEverything } from '../support/read-everything';

jest.setTimeout(180_000);

const suite = browserSuite();
const { open } = suite;
beforeAll(async () => {
  await readEverything(suite.people);
});

const good = (name: string) => {
  const { type, content } = GOOD_FILES.find((file) => file.name === name)!;
  return { name, mimeType: type, buffer: content };
};

async function startedBy(persona: Persona, other: Persona): Promise<string> {
  const { id: otherId } = (await (await suite.people.as(other)).get('/me')).body as { id: string };
  const wanted = { kind: 'direct', memberIds: [otherId] };
  return (
    (await (await suite.people.as(persona)).post('/conversations', wanted)).body as { id: string }
  ).id;
}

const log = (page: Page) => page.getByRole('log', { name: 'Messages' });
const attached = (page: Page) => page.getByRole('list', { name: 'Attached' });
const attach = (page: Page, ...files: ReturnType<typeof good>[]) =>
  page.locator('input[type="file"]').setInputFiles(files);

/** A file as a drag or the clipboard hands it over. */
async function hand(page: Page, event: 'drop' | 'paste', name: string): Promise<void> {
  const { mimeType, buffer } = good(name);
  const given = JSON.stringify({ event, name, type: mimeType, content: buffer.toString('base64') });
  await page.evaluate(`
    const given = ${given};
    const bytes = Uint8Array.from(atob(given.content), (letter) => letter.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], given.name, { type: given.type }));
    const how = { bubbles: true, cancelable: true };
    document.querySelector('textarea[aria-label="Message"]').dispatchEvent(
      given.event === 'drop'
        ? new DragEvent('drop', { ...how, dataTransfer: data })
        : new ClipboardEvent('paste', { ...how, clipboardData: data }),
    );`);
}

test('files are attached, refused, taken away, sent, looked at and saved', async () => {
  const id = await startedBy('sales.rep', 'sales.manager');
  const rep = await open('sales.rep', `/chat/${id}`);
  const manager = await open('sales.manager', `/chat/${id}`);
  await log(rep).getByText('No messages yet').waitFor();

  await attach(rep, good('photo.png'), { ...good('photo.png'), name: 'run.exe' });
  await rep.getByRole('alert').getByText('Files ending in .exe are not taken').waitFor();
  await rep.getByRole('button', { name: 'Remove run.exe' }).click();
  // What only the content gives away is said by the server, beside the file it is about.
  await attach(rep, { ...good('photo.png'), name: 'wrong.pdf', mimeType: 'application/pdf' });
  await rep.getByRole('alert').getByText('Its content is not a PDF').waitFor();
  expect(await barriers(rep, WCAG)).toEqual([]);
  await rep.getByRole('button', { name: 'Remove wrong.pdf' }).click();
  await hand(rep, 'drop', 'receipt.pdf');
  await hand(rep, 'paste', 'dot.gif');
  await attached(rep).getByRole('button', { name: 'Remove dot.gif' }).waitFor();
  await attached(rep).getByRole('button', { name: 'Remove receipt.pdf' }).waitFor();
  await rep.getByRole('button', { name: 'Send' }).click();
  await attached(rep).waitFor({ state: 'detached' });

  const thumbnail = log(manager).getByRole('img', { name: 'photo.png' });
  await thumbnail.waitFor();
  // Rejects if it is no picture, or none that may be shown.
  await thumbnail.evaluate('(image) => image.decode()');
  await log(manager).getByRole('button', { name: 'Open photo.png' }).focus();
  await manager.keyboard.press('Enter');
  const dialog = manager.getByRole('dialog');
  await dialog.getByRole('img', { name: 'photo.png' }).waitFor();
  expect(await barriers(manager, WCAG)).toEqual([]);
  await picture(manager, 'chat-lightbox');
  await manager.keyboard.press('ArrowRight');
  await dialog.getByText('2 of 3').waitFor();
  const frame = dialog.locator('iframe[title="receipt.pdf"]');
  await frame.waitFor();
  expect(await frame.getAttribute('src')).toMatch(/\/preview$/);
  await manager.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });

  const saving = manager.waitForEvent('download');
  await log(manager).getByRole('link', { name: 'receipt.pdf' }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('receipt.pdf');
  expect(readFileSync(await saved.path())).toEqual(good('receipt.pdf').buffer);

  await manager.getByRole('button', { name: 'Files', exact: true }).click();
  await dialog.getByRole('link', { name: 'dot.gif' }).waitFor();
  expect(await barriers(manager, WCAG)).toEqual([]);
  await manager.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await expectNoBarriers(manager, 'chat-files');
});

test('an upload shows how far it is and can be stopped', async () => {
  const id = await startedBy('consultant', 'consultant2');
  const page = await open('consultant', `/chat/${id}`);
  // The network is slow from here on.
  await page.route('**/files', () => undefined);
  await attach(page, good('photo.png'));
  await page.getByLabel('Uploading photo.png').waitFor({ state: 'attached' });
  await page.getByLabel('Message', { exact: true }).fill('look');
  await comesToBe(() => page.getByRole('button', { name: 'Send' }).isDisabled(), true);
  await page.getByRole('button', { name: 'Cancel photo.png' }).click();
  await attached(page).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Send' }).click();
  await log(page).getByText('look', { exact: true }).waitFor();
});

test('what was written is found by a part of a word and leads to its place', async () => {
  const id = await startedBy('hr', 'finance');
  const hr = await suite.people.as('hr');
  for (const text of ['Nothing of note', 'My <i>Résumé</i> about the invoices', 'Later']) {
    await hr.post(`/conversations/${id}/messages`, { clientId: text, text });
  }
  const page = await open('finance', '/chat');
  await page.getByRole('link', { name: 'Search' }).click();
  await page.getByText('Write what to look for').waitFor();
  await page.getByRole('searchbox', { name: 'Search messages' }).fill('resume voic');
  const results = page.getByRole('region', { name: 'Results' });
  await results.getByRole('link').waitFor();
  expect(await results.locator('mark').allInnerTexts()).toEqual(['Résumé', 'voic']);
  expect(await results.innerText()).toContain('My <i>Résumé</i> about the invoices');
  await page.waitForURL(/\/chat\/search\?q=resume(\+|%20)voic/);
  await expectNoBarriers(page, 'chat-search');
  // The address alone asks the same.
  await page.reload();
  await results.getByRole('link').waitFor();
  await page.getByLabel('With files').click();
  await page.getByText('Nothing found').waitFor();
  await page.getByLabel('With files').click();
  await results.getByRole('link').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(new RegExp(`/chat/${id}\\?message=2$`));
  await log(page).getByText('about the invoices').waitFor();

  const outsider = await open('sales.rep', '/chat/search?q=resume');
  await outsider.getByText('Nothing found').waitFor();
});
