import { createRoot } from 'react-dom/client';
import { App } from './App.jsx';
import './style.css';

// In dev mode Earshot's sandbox issues tokens; elsewhere your identity provider does.
async function token() {
  return import.meta.env.VITE_EARSHOT_TOKEN ?? (await fetch('/sandbox/token')).text();
}

// The address holds the conversation's id, so that a page that is loaded again goes on with it.
if (!location.hash) location.hash = crypto.randomUUID();
const id = location.hash.slice(1);

const headers = { Authorization: `Bearer ${await token()}` };
const earlier = await fetch(`/chat/ui/${id}/messages`, { headers });
const { data } = await earlier.json();

createRoot(document.getElementById('root')).render(<App id={id} headers={headers} messages={data} />);
