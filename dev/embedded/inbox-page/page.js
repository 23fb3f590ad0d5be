// The inbox's page: a list that keeps itself up to date, and the mail that the address names.
const byId = (id) => document.getElementById(id);
const views = [...document.querySelectorAll('[data-view]')];
let mails = [];

const chosenId = () => window.location.hash.slice(1);
const matching = () => {
  const words = byId('search').value.trim().toLowerCase();
  return mails.filter(({ to, subject, text }) =>
    `${to} ${subject} ${text}`.toLowerCase().includes(words),
  );
};

function element(tag, text) {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

function listEntry(mail) {
  const link = element('a', '');
  link.href = `#${mail.id}`;
  if (mail.id === chosenId()) link.setAttribute('aria-current', 'true');
  link.append(
    element('strong', mail.subject || '(no subject)'),
    element('span', mail.to),
    element('span', new Date(mail.date).toLocaleString()),
  );
  const entry = element('li', '');
  entry.append(link);
  return entry;
}

function showList() {
  const focused = document.activeElement?.closest?.('#list a')?.getAttribute('href');
  const shown = matching();
  byId('list').replaceChildren(...shown.map(listEntry));
  byId('empty').hidden = mails.length > 0;
  byId('none').hidden = mails.length === 0 || shown.length > 0;
  byId('clear').disabled = mails.length === 0;
  byId('count').textContent = shown.length === 1 ? '1 mail' : `${shown.length} mails`;
  document.title = `(${mails.length}) NETRA mail inbox`;
  if (focused) byId('list').querySelector(`a[href="${focused}"]`)?.focus();
}

function showMail() {
  const mail = mails.find(({ id }) => id === chosenId());
  byId('mail').hidden = !mail;
  document.body.classList.toggle('reading', Boolean(mail));
  if (!mail || byId('mail').dataset.id === mail.id) return;
  byId('mail').dataset.id = mail.id;
  byId('subject').textContent = mail.subject || '(no subject)';
  byId('from').textContent = mail.from;
  byId('to').textContent = mail.to;
  byId('date').textContent = new Date(mail.date).toLocaleString();
  byId('source').href = `api/mails/${mail.id}/source`;
  byId('html').src = `api/mails/${mail.id}/html`;
  byId('text').textContent = mail.text;
  byId('links').replaceChildren(...mail.links.map(linkEntry));
}

function linkEntry(url) {
  const link = element('a', url);
  link.href = url;
  link.target = '_blank';
  link.rel = 'noreferrer';
  const entry = element('li', '');
  entry.append(link);
  return entry;
}

function chooseView(view) {
  for (const button of views) {
    const chosen = button.dataset.view === view;
    button.setAttribute('aria-pressed', String(chosen));
    byId(button.dataset.view).hidden = !chosen;
  }
}

function step(by) {
  const shown = matching();
  const at = shown.findIndex(({ id }) => id === chosenId());
  const next = shown[Math.min(Math.max(at + by, 0), shown.length - 1)];
  if (!next) return;
  window.location.hash = next.id;
  byId('list').querySelector(`a[href="#${next.id}"]`)?.focus();
}

async function load() {
  const answer = await fetch('api/mails');
  mails = (await answer.json()).items;
  showList();
  showMail();
}

const STEPS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target === byId('search')) return;
  if (event.key === '/') byId('search').focus();
  else if (event.key === 'Escape') window.location.hash = '';
  else if (STEPS[event.key] && !event.target.closest('#text')) step(STEPS[event.key]);
  else return;
  event.preventDefault();
});
window.addEventListener('hashchange', () => {
  showList();
  showMail();
});
for (const button of views) {
  button.addEventListener('click', () => chooseView(button.dataset.view));
}
byId('search').addEventListener('input', showList);
byId('clear').addEventListener('click', async () => {
  if (window.confirm('Delete all mails?')) await fetch('api/mails', { method: 'DELETE' });
});
new EventSource('api/events').onmessage = load;
