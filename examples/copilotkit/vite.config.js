import { defineConfig } from 'vite';
import react from '@vitejs/plugin-react';

// Earshot answers below the page's own origin, so no foreign origin has to be allowed there. It must see the page's host.
const earshot = { target: process.env.EARSHOT_URL ?? 'http://localhost:8080', changeOrigin: false };

export default defineConfig({
  plugins: [react()],
  server: { proxy: { '/chat': earshot, '/sandbox': earshot } },
});
