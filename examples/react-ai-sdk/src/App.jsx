import { useChat } from '@ai-sdk/react';
import { DefaultChatTransport } from 'ai';
import { useMemo, useState } from 'react';

const textOf = (message) => message.parts.filter((part) => part.type === 'text').map((part) => part.text);

/** The data parts of a type, whichever replies they came with. */
const all = (messages, type) =>
  messages
    .flatMap((message) => message.parts)
    .filter((part) => part.type === type)
    .map((part) => part.data);

export function App({ id, headers, messages: earlier }) {
  const transport = useMemo(() => new DefaultChatTransport({ api: '/chat/ui', headers }), [headers]);
  const { messages, sendMessage, regenerate, status, error } = useChat({
    id,
    messages: earlier,
    transport,
    resume: true, // Goes on with a reply that is being made, after a reload.
  });
  const [prompt, setPrompt] = useState('');
  const busy = status === 'submitted' || status === 'streaming';

  const send = (event) => {
    event.preventDefault();
    if (!busy && prompt.trim()) {
      sendMessage({ text: prompt });
      setPrompt('');
    }
  };
  // The hook's own stop() only hangs up; the reply would go on, as it does when a tab is closed.
  const stop = () => fetch(`/chat/ui/${id}/stop`, { method: 'POST', headers });

  return (
    <main>
      <section aria-label="Chat">
        <ol aria-live="polite">
          {messages.map((message) => (
            <li key={message.id} className={message.role}>
              {textOf(message).map((text, i) => (
                <p key={i}>{text}</p>
              ))}
            </li>
          ))}
        </ol>
        {error && <p role="alert">{detailOf(error)}</p>}
        <form onSubmit={send}>
          <input
            aria-label="Brief"
            placeholder="Describe the people you want to reach"
            value={prompt}
            onChange={(event) => setPrompt(event.target.value)}
          />
          {busy ? (
            <button type="button" onClick={stop}>
              Stop
            </button>
          ) : (
            <button>Send</button>
          )}
          {!busy && messages.at(-1)?.role === 'assistant' && (
            <button type="button" onClick={() => regenerate()}>
              Another reply
            </button>
          )}
        </form>
      </section>
      <Audience signals={all(messages, 'data-signals')} draft={all(messages, 'data-draft').at(-1)} />
    </main>
  );
}

/** Earshot answers errors as JSON with a sentence for people. */
function detailOf(error) {
  try {
    return JSON.parse(error.message).detail;
  } catch {
    return error.message || 'The chat is not available.';
  }
}

function Audience({ signals, draft }) {
  if (!draft) {
    return <aside aria-label="Audience">No audience yet.</aside>;
  }
  const names = new Map(signals.flatMap((made) => made.signals).map((signal) => [signal.id, signal.name]));
  const size = signals.at(-1)?.totalReach;
  const criterion = (one) => names.get(one.signal ?? one) ?? one.signal ?? eventsOf(one) ?? one;
  return (
    <aside aria-label="Audience">
      {size !== undefined && (
        <p>
          <strong>{size.toLocaleString()}</strong> customers
        </p>
      )}
      <ul>
        {draft.all.map((group, i) => (
          <li key={i}>{group.any.map(criterion).join(' or ')}</li>
        ))}
        {draft.none.map((one, i) => (
          <li key={`none-${i}`}>not {criterion(one)}</li>
        ))}
      </ul>
    </aside>
  );
}

/** A criterion about an event, or events in a sequence; undefined for one about a signal. */
function eventsOf({ event, sequence }) {
  return event ?? sequence?.map((step) => step.event ?? `no ${step.not.event}`).join(', then ');
}
