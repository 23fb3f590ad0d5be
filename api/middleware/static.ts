import fs from 'node:fs';
import path from 'node:path';
import compression from 'compression';
import express, { Router, type Response } from 'express';

const ROOT = path.resolve(__dirname, '../..');
const BUILT = path.join(ROOT, path.basename(ROOT) === 'dist' ? 'web' : 'dist/web');

/** Addresses that are not pages of the app: a wrong one is a 404 and not the app. */
const NOT_PAGES = /^\/(api|temporal|socket\.io|email-actions|assets)(\/|$)/;

/** The web app: files with a fingerprint in their name are kept for a year, the page that names them never. */
export function webApp(folder = BUILT): Router {
  const router = Router();
  const page = path.join(folder, 'index.html');
  router.use(compression());
  router.use(express.static(folder, { index: false, setHeaders: howLongToKeep }));
  router.get('/{*any}', (request, response, next) => {
    const isPage = !NOT_PAGES.test(request.path) && request.accepts('html');
    if (!isPage || !fs.existsSync(page)) {
      next();
      return;
    }
    response.set('Cache-Control', 'no-cache').sendFile(page);
  });
  return router;
}

function howLongToKeep(response: Response, file: string): void {
  const fingerprinted = file.includes(`${path.sep}assets${path.sep}`);
  response.set('Cache-Control', fingerprinted ? 'public, max-age=31536000, immutable' : 'no-cache');
}
