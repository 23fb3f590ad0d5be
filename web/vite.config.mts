import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = `http://127.0.0.1:${process.env.PORT ?? '3000'}`;

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  build: { outDir: '../dist/web', emptyOutDir: true, chunkSizeWarningLimit: 700 },
  server: {
    // The kinds' forms live beside web/, in approvals/.
    fs: { allow: ['..'] },
    proxy: {
      '/api': api,
      '/email-actions': api,
      '/temporal': api,
      '/socket.io': { target: api, ws: true },
    },
  },
});
