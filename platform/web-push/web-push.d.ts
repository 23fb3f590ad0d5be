/** The part of the package that is used: it encrypts and signs; the request itself is made by `push-sender`. */
declare module 'web-push' {
  /** A pair of keys, base64url: 65 bytes and 32. */
  export function generateVAPIDKeys(): { publicKey: string; privateKey: string };
  /** What to send to a push service. */
  export function generateRequestDetails(
    subscription: { endpoint: string; keys: { p256dh: string; auth: string } },
    payload: string,
    options: {
      vapidDetails: { subject: string; publicKey: string; privateKey: string };
      TTL: number;
      urgency: 'low' | 'normal' | 'high';
      topic?: string;
    },
  ): { method: string; endpoint: string; headers: Record<string, string | number>; body: Buffer };
}
