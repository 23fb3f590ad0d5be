import type { PushSubscriptionList, PushSubscriptionWire } from '../../../domain/wire/push';
import { api } from '../../lib/api';

const WORKER = '/push-worker.js';

/** Whether this browser can take pushes at all: not without https, and not in every private window. */
export function canTakePushes(): boolean {
  return 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
}

/** This browser's own subscription, if it has one. */
export async function ownSubscription(): Promise<PushSubscription | null> {
  if (!canTakePushes()) return null;
  const registration = await navigator.serviceWorker.getRegistration(WORKER);
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/**
 * Asks the person, then the browser, and tells the server.
 * @throws Error with a sentence to show when either says no
 */
export async function takePushes(publicKey: string): Promise<void> {
  if ((await Notification.requestPermission()) !== 'granted') {
    throw new Error('The browser does not allow it. Its settings for this site say why.');
  }
  await navigator.serviceWorker.register(WORKER);
  const registration = await navigator.serviceWorker.ready;
  await (await registration.pushManager.getSubscription())?.unsubscribe();
  const subscription = await registration.pushManager
    .subscribe({ userVisibleOnly: true, applicationServerKey: publicKey })
    .catch(() => {
      throw new Error('The browser could not reach its push service. Try again later.');
    });
  await tellServer(subscription);
}

/** Takes it back, here and on the server. */
export async function refusePushes(): Promise<void> {
  const subscription = await ownSubscription();
  if (!subscription) return;
  const { items } = await api.get<PushSubscriptionList>('/push-subscriptions');
  const known = items.find(({ endpoint }) => endpoint === subscription.endpoint);
  await subscription.unsubscribe();
  if (known) await api.delete(`/push-subscriptions/${known.id}`);
}

/** A browser that took pushes in an earlier session goes on to in this one. Nothing is asked, and nothing is shown. */
export async function renewPush(): Promise<void> {
  try {
    const subscription = await ownSubscription();
    if (subscription && Notification.permission === 'granted') await tellServer(subscription);
  } catch {
    // The next start of the app tries again.
  }
}

function tellServer(subscription: PushSubscription): Promise<PushSubscriptionWire> {
  const { endpoint, keys } = subscription.toJSON();
  return api.post<PushSubscriptionWire>('/push-subscriptions', { endpoint, keys });
}
