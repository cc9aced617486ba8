// The host around this card: JSON-RPC 2.0 in messages between windows, as MCP Apps (2026-01-26) says.
const host = (() => {
  const PROTOCOL = "2026-01-26";
  const LONGEST_MILLIS = 30_000;
  const METHOD_NOT_FOUND = -32601;
  const answered = new Set(["ping", "ui/resource-teardown"]);
  const waiting = new Map();
  const listeners = new Map();
  let requests = 0;
  let height = 0;

  // The host's origin is unknown: each host has its own sandbox.
  const post = (message) => window.parent.postMessage({ jsonrpc: "2.0", ...message }, "*");

  function request(method, params) {
    requests += 1;
    const id = requests;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => settle({ id, error: { message: "timeout" } }), LONGEST_MILLIS);
      waiting.set(id, { resolve, reject, timer });
      post({ id, method, params });
    });
  }

  function settle({ id, result, error }) {
    const call = waiting.get(id);
    if (!call) return;
    waiting.delete(id);
    clearTimeout(call.timer);
    if (error) call.reject(new Error(String(error.message)));
    else call.resolve(result ?? {});
  }

  function answer({ id, method }) {
    if (answered.has(method)) post({ id, result: {} });
    else post({ id, error: { code: METHOD_NOT_FOUND, message: "Method not found" } });
  }

  window.addEventListener("message", ({ source, data }) => {
    if (source !== window.parent || data?.jsonrpc !== "2.0") return;
    if (data.method === undefined) settle(data);
    else if (data.id === undefined) listeners.get(data.method)?.(data.params ?? {});
    else answer(data);
  });

  function tellHeight() {
    const now = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (now === height) return;
    height = now;
    post({ method: "ui/notifications/size-changed", params: { height } });
  }

  return {
    request,
    /** Listens to a notification of the host. */
    on: (method, listener) => listeners.set(method, listener),
    /** Resolves with what the host is and can do. */
    async connect() {
      const found = await request("ui/initialize", {
        protocolVersion: PROTOCOL,
        appInfo: { name: "earshot", version: "1" },
        appCapabilities: { availableDisplayModes: ["inline"] },
      });
      post({ method: "ui/notifications/initialized" });
      new ResizeObserver(tellHeight).observe(document.documentElement);
      return found;
    },
  };
})();
