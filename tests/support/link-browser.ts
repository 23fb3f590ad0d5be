import { SHORTEST_READING_MS } from '../../domain/mail/safety';
import type { LinkServer } from './mailed-links';

/** An answer as a browser gets it. */
export interface Page {
  status: number;
  html: string;
  headers: Headers;
}

/** What a browser does with the pages behind mailed links. */
export interface LinkBrowser {
  /** Calls a page; each call comes from an address of its own unless one is given. */
  call(method: string, token: string, options?: CallOptions): Promise<Page>;
  /** Opens the page and looks at it for as long as a person does at least. */
  read(token: string, options?: CallOptions): Promise<Page>;
  /** Opens the page, reads it and presses its button, as a person does. */
  press(token: string, comment?: string): Promise<Page>;
  decisionsOf(requestId: string): Promise<RecordedDecision[]>;
}

interface CallOptions {
  form?: Record<string, string> | string;
  from?: string;
  path?: string;
  headers?: Record<string, string>;
}

interface RecordedDecision {
  verdict: string;
  channel: string;
  comment: string | null;
  link: string;
}

/** The nonce in a page's form, or nothing. */
export const nonceOf = ({ html }: Page) => /name="nonce" value="([^"]+)"/.exec(html)?.[1] ?? '';

/** A browser that is signed in nowhere. */
export function browse(server: LinkServer): LinkBrowser {
  let last = 0;
  const call = async (method: string, token: string, options: CallOptions = {}) => {
    const { form } = options;
    last++;
    const own = `10.${last >> 16}.${(last >> 8) & 255}.${last & 255}`;
    const answer = await fetch(`${server.url}/email-actions/${token}${options.path ?? ''}`, {
      method,
      redirect: 'manual',
      headers: {
        'x-forwarded-for': options.from ?? own,
        ...options.headers,
        ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      body: typeof form === 'object' ? new URLSearchParams(form).toString() : form,
    });
    return { status: answer.status, html: await answer.text(), headers: answer.headers };
  };
  const read = async (token: string, options?: CallOptions) => {
    const page = await call('GET', token, options);
    await new Promise((resolve) => setTimeout(resolve, SHORTEST_READING_MS));
    return page;
  };
  return {
    call,
    read,
    async press(token, comment) {
      const nonce = nonceOf(await read(token));
      return call('POST', token, {
        form: { nonce, ...(comment === undefined ? {} : { comment }) },
      });
    },
    decisionsOf: (requestId) =>
      server.db.query<RecordedDecision>(
        `SELECT verdict, channel, comment, email_link_id AS link FROM approval_decision WHERE request_id = $1`,
        [requestId],
      ),
  };
}
