import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Asked {
  messages: { role: string; content: string }[];
}

const WORDS = 'This is what the table shows.'.split(/(?= )/);

/**
 * A model on this machine that does what it is told: a question that is a call in JSON is called; to everything else, and
 * to what a call gave, it says one sentence word by word.
 */
export async function startModel(): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { messages } = JSON.parse(Buffer.concat(parts).toString()) as Asked;
      const last = messages.at(-1);
      const send = (part: object) => response.write(`data: ${JSON.stringify(part)}\n\n`);
      const tell = (delta: object, finish_reason: string | null = null) =>
        send({ choices: [{ index: 0, delta, finish_reason }] });
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const isCall = last?.role === 'user' && last.content.startsWith('{');
      if (isCall)
        tell({ tool_calls: [{ index: 0, id: 'a', type: 'function', ...called(last.content) }] });
      else for (const content of WORDS) tell({ content });
      tell({}, isCall ? 'tool_calls' : 'stop');
      send({ choices: [], usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } });
      response.end('data: [DONE]\n\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function called(text: string) {
  const { name, args } = JSON.parse(text) as { name: string; args: object };
  return { function: { name, arguments: JSON.stringify(args) } };
}
