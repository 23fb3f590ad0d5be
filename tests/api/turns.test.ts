import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import express from 'express';
import { oneEachTurn } from '../../api/middleware/turns';

const PEOPLE = 50;

/** A crowd in a thread of its own: each person asks again as soon as they are answered, until all were answered once. */
const CROWD = `
  const http = require('node:http');
  const { parentPort, workerData } = require('node:worker_threads');
  const { port, people } = workerData;
  const agent = new http.Agent({ keepAlive: true, maxSockets: people });
  let answers = 0;
  const served = new Set();
  const ask = (person) => http.get({ port, agent }, (answer) => {
    answer.resume();
    answer.once('end', () => {
      answers++;
      served.add(person);
      if (served.size < people) return ask(person);
      parentPort.postMessage(answers);
    });
  });
  for (let person = 0; person < people; person++) ask(person);
`;

async function answersUntilAllWereServed(): Promise<number> {
  const app = express();
  app.use(oneEachTurn());
  app.get('/', (_request, response) => {
    for (const end = performance.now() + 2; performance.now() < end;);
    response.end('done');
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const crowd = new Worker(CROWD, { eval: true, workerData: { port, people: PEOPLE } });
  const [answers] = (await once(crowd, 'message')) as [number];
  await crowd.terminate();
  server.closeAllConnections();
  server.close();
  return answers;
}

test('fifty who arrive together are each served before the first have been served over and over', async () => {
  expect(await answersUntilAllWereServed()).toBeLessThan(3 * PEOPLE);
});
