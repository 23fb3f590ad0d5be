import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a model was asked. */
interface ModelRequest {
  model: string;
  messages: { role: string; content: string | null }[];
  tools?: { function: { name: string } }[];
}

/** How the server takes one request. @param raw its body, to the letter */
export type Script = (
  request: ModelRequest,
  response: ServerResponse,
  raw: string,
) => void | Promise<void>;

/** A call as a model writes it: the arguments are text. */
export interface WrittenCall {
  name: string;
  args: string;
}

/** A server that speaks Chat Completions, and says what it is told to. */
export interface ModelServer {
  url: string;
  requests: ModelRequest[];
  /** Requests whose connection was closed before their answer was whole. */
  aborted: number;
  /** What is answered from now on, one script for each request; the last one goes on. */
  script(...scripts: Script[]): void;
  stop(): Promise<void>;
}

const chunk = (response: ServerResponse, part: object) =>
  response.write(
    `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', ...part })}\n\n`,
  );

const begin = (response: ServerResponse) =>
  response.writeHead(200, { 'content-type': 'text/event-stream' });

const usageOf = ({ input, output }: { input: number; output: number }) => ({
  ...{ prompt_tokens: input, completion_tokens: output, total_tokens: input + output },
});

const end = (response: ServerResponse, reason: string, use: { input: number; output: number }) => {
  chunk(response, { choices: [{ index: 0, delta: {}, finish_reason: reason }] });
  chunk(response, { choices: [], usage: usageOf(use) });
  response.end('data: [DONE]\n\n');
};

const delta = (response: ServerResponse, part: object) =>
  chunk(response, { choices: [{ index: 0, delta: part, finish_reason: null }] });

/** Says words, each in a part of its own. */
export const says =
  (words: string[], use = { input: 0, output: 0 }): Script =>
  (_request, response) => {
    begin(response);
    for (const content of words) delta(response, { content });
    end(response, 'stop', use);
  };

/** Says words, then stands still until the connection is closed. */
export const saysThenHangs =
  (words: string[]): Script =>
  (_request, response) => {
    begin(response);
    for (const content of words) delta(response, { content });
  };

/** Says a word again and again, until the connection is closed. */
export const saysOn =
  (word: string, everyMs: number): Script =>
  (_request, response) => {
    begin(response);
    const timer = setInterval(() => delta(response, { content: word }), everyMs);
    response.once('close', () => clearInterval(timer));
  };

/** Says words, and comes to its end only when it may. */
export const saysWhen =
  (words: string[], may: Promise<void>): Script =>
  async (_request, response) => {
    begin(response);
    for (const content of words) delta(response, { content });
    await may;
    end(response, 'stop', { input: 0, output: 0 });
  };

/** Says words and how many tokens they took so far, then breaks off. */
export const countsAndBreaksOff =
  (words: string[], use: { input: number; output: number }): Script =>
  (_request, response) => {
    begin(response);
    for (const content of words) delta(response, { content });
    chunk(response, { choices: [], usage: usageOf(use) });
    setImmediate(() => response.destroy());
  };

/** Calls a tool; the arguments come in two parts. */
export const calls =
  (name: string, args: object | string, use = { input: 0, output: 0 }): Script =>
  (_request, response) => {
    begin(response);
    const text = typeof args === 'string' ? args : JSON.stringify(args);
    const at = Math.ceil(text.length / 2);
    const call = { index: 0, id: 'call-a', type: 'function' };
    delta(response, {
      tool_calls: [{ ...call, function: { name, arguments: text.slice(0, at) } }],
    });
    delta(response, { tool_calls: [{ index: 0, function: { arguments: text.slice(at) } }] });
    end(response, 'tool_calls', use);
  };

/** Calls several tools at once. */
export const callsAll =
  (all: WrittenCall[], use = { input: 0, output: 0 }): Script =>
  (_request, response) => {
    begin(response);
    for (const [index, { name, args }] of all.entries()) {
      const call = { index, id: `call-${index}`, type: 'function' };
      delta(response, { tool_calls: [{ ...call, function: { name, arguments: args } }] });
    }
    end(response, 'tool_calls', use);
  };

/** Fails by a status, which is not worth another try. */
export const fails =
  (status: number): Script =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'x-should-retry': 'false' });
    response.end(JSON.stringify({ error: { message: 'no' } }));
  };

/** Sends what is no JSON. */
export const saysNonsense: Script = (_request, response) => {
  begin(response);
  response.end('data: {"choices": [\n\n');
};

/** Breaks off in the middle. */
export const breaksOff =
  (words: string[]): Script =>
  (_request, response) => {
    begin(response);
    for (const content of words) delta(response, { content });
    setImmediate(() => response.destroy());
  };

/** Ends the stream without having come to an end. */
export const endsEarly =
  (words: string[]): Script =>
  (_request, response) => {
    begin(response);
    for (const content of words) delta(response, { content });
    response.end();
  };

/** Starts a model of the calling suite's own. */
export async function startModelServer(): Promise<ModelServer> {
  let scripts: Script[] = [];
  const open = createServer((request, response) => {
    void bodyOf(request).then(async (raw) => {
      const body = JSON.parse(raw) as ModelRequest;
      model.requests.push(body);
      response.once('close', () => (model.aborted += response.writableEnded ? 0 : 1));
      const script = scripts.length > 1 ? scripts.shift()! : scripts[0]!;
      await script(body, response, raw);
    });
  });
  await new Promise<void>((resolve) => open.listen(0, '127.0.0.1', resolve));
  const model: ModelServer = {
    url: `http://127.0.0.1:${(open.address() as AddressInfo).port}/v1`,
    requests: [],
    aborted: 0,
    script: (...next) => {
      scripts = next;
      model.requests = [];
      model.aborted = 0;
    },
    stop: () => {
      open.closeAllConnections();
      return new Promise((resolve) => void open.close(() => resolve()));
    },
  };
  return model;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
