import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './app.css';
import './chat-content.css';
import './chat-reading.css';
import './organisation.css';
import './devanagari.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { startInLanguageOfBrowser } from '../lib/i18n/language';
import { Providers } from './providers';
import { router } from './router';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

const page = createRoot(root);
const show = () =>
  page.render(
    <StrictMode>
      <Providers>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>,
  );
// In the right language from the first word on; in English when a catalogue cannot be had.
void startInLanguageOfBrowser().then(show, show);
