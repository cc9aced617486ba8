import '@copilotkit/react-core/v2/styles.css';
import { createRoot } from 'react-dom/client';
import { App } from './App.jsx';
import { EarshotAgent } from './agent.js';
import './style.css';

// In dev mode Earshot's sandbox issues tokens; elsewhere your identity provider does.
async function token() {
  return import.meta.env.VITE_EARSHOT_TOKEN ?? (await fetch('/sandbox/token')).text();
}

// The address holds the conversation's id, so that a page that is loaded again goes on with it.
if (!location.hash) location.hash = crypto.randomUUID();
const threadId = location.hash.slice(1);

const agent = new EarshotAgent({ url: '/chat/ag-ui', headers: { Authorization: `Bearer ${await token()}` }, threadId });

createRoot(document.getElementById('root')).render(<App agent={agent} threadId={threadId} />);
