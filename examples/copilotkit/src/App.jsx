import { CopilotChat, CopilotKitProvider, useAgent } from '@copilotkit/react-core/v2';
import { useState } from 'react';

const LABELS = {
  chatInputPlaceholder: 'Describe the people you want to reach',
  welcomeMessageText: 'Which audience do you want to reach?',
};

export function App({ agent, threadId }) {
  const [problem, setProblem] = useState();
  return (
    <CopilotKitProvider
      agents__unsafe_dev_only={{ earshot: agent }}
      agentId="earshot"
      enableInspector={false}
      onError={({ error }) => setProblem(error.message)}
    >
      <main>
        <section aria-label="Chat">
          {problem && <p role="alert">{problem}</p>}
          <CopilotChat threadId={threadId} labels={LABELS} />
        </section>
        <Audience />
      </main>
    </CopilotKitProvider>
  );
}

/** The state that Earshot shares: the draft, its size, and the signals that the last reply proposes. */
function Audience() {
  const { agent } = useAgent();
  const { draft, size, signals = [] } = agent.state;
  if (!draft) {
    return <aside aria-label="Audience">No audience yet.</aside>;
  }
  const names = new Map(signals.map(({ id, name }) => [id, name]));
  const nameOf = (one) => names.get(one.signal ?? one) ?? one.signal ?? eventsOf(one) ?? one;
  // Earshot takes the edited draft over with the next prompt, and then counts anew.
  const edit = (change) => agent.setState({ ...agent.state, draft: { ...draft, ...change }, size: undefined });
  const without = (list, i) => list.filter((_, other) => other !== i);
  return (
    <aside aria-label="Audience">
      <p>
        {size === undefined ? (
          'Counted with the next reply'
        ) : (
          <>
            <strong>{size.toLocaleString()}</strong> customers
          </>
        )}
      </p>
      <h2>Draft</h2>
      <ul aria-label="Draft">
        {draft.all.map((group, i) => (
          <Criterion
            key={i}
            text={group.any.map(nameOf).join(' or ')}
            remove={() => edit({ all: without(draft.all, i) })}
          />
        ))}
        {draft.none.map((one, i) => (
          <Criterion
            key={`none-${i}`}
            text={`not ${nameOf(one)}`}
            remove={() => edit({ none: without(draft.none, i) })}
          />
        ))}
      </ul>
      <h2>Proposed signals</h2>
      <ul aria-label="Proposed signals">
        {signals.map(({ id, name, reach }) => (
          <li key={id}>
            {name} <small>{reach?.toLocaleString()}</small>
          </li>
        ))}
      </ul>
    </aside>
  );
}

function Criterion({ text, remove }) {
  return (
    <li>
      {text}{' '}
      <button type="button" onClick={remove} aria-label={`Remove ${text}`}>
        ×
      </button>
    </li>
  );
}

/** A criterion about an event, or events in a sequence; undefined for one about a signal. */
function eventsOf({ event, sequence }) {
  return event ?? sequence?.map((step) => step.event ?? `no ${step.not.event}`).join(', then ');
}
