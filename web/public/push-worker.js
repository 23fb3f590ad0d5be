// What the browser runs when a push comes while no page of NETRA is open: it shows the title, and opens the page.

const worker = globalThis;

/** A path of this app, whatever the push says. */
function pathOf(link) {
  const isPath = typeof link === 'string' && /^\/(?![/\\])/.test(link);
  return isPath ? link : '/notifications';
}

worker.addEventListener('install', () => worker.skipWaiting());
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener('push', (event) => {
  let push = {};
  try {
    push = event.data.json();
  } catch {
    // Browsers want something to be shown for every push, readable or not.
  }
  const options = { tag: push.tag, icon: '/icon.svg', data: { path: pathOf(push.link) } };
  event.waitUntil(worker.registration.showNotification(push.title || 'NETRA', options));
});

async function open(path) {
  const pages = await worker.clients.matchAll({ type: 'window' });
  const page = pages.find((candidate) => candidate.visibilityState === 'visible') ?? pages[0];
  if (!page) return worker.clients.openWindow(path);
  await page.focus();
  return page.navigate(path);
}

worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data.path));
});
