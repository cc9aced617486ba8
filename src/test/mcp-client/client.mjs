// Lists and calls every tool with the official MCP client, as platforms and planners' assistants would. Arguments: url, API key, bearer token of a
// customer, bearer token of a planner.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const [url, key, token, plannerToken] = process.argv.slice(2);

async function everyTool(name, headers, use) {
  const client = new Client({ name: "earshot-test", version: "1" });
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
  const { tools } = await client.listTools();
  const called = new Set();
  async function call(tool, args) {
    // The client checks structuredContent by the tool's outputSchema.
    const result = await client.callTool({ name: tool, arguments: args });
    if (result.isError) throw new Error(`${tool}: ${result.content[0].text}`);
    called.add(tool);
    return result.structuredContent;
  }
  async function isRefused(tool, args, code) {
    const result = await client.callTool({ name: tool, arguments: args });
    if (!result.isError || JSON.parse(result.content[0].text).code !== code) {
      throw new Error(`${name}: ${tool} is not refused with ${code}`);
    }
  }
  await use(call, isRefused);
  const missed = tools.map((tool) => tool.name).filter((tool) => !called.has(tool));
  if (missed.length > 0) throw new Error(`${name}: never called ${missed}`);
  await client.close();
  console.log(`${name}: ${called.size} tools called`);
}

const visit = (name, customerId) => async (call, isRefused) => {
  const { sessionId } = await call("start_session", { entryPoint: "home" });
  const found = await call("search_items", { sessionId, query: "hiking backpack under 100" });
  const itemId = found.items[0].itemId;
  await call("view_item", { sessionId, itemId });
  await call("save_item", { sessionId, itemId, idempotencyKey: `${name}-save` });
  await call("identify_customer", { sessionId, customerId, profile: { name: "John" } });
  await call("complete_conversion", { sessionId, itemId, revenue: 89.9, currency: "USD" });
  const known = await call("get_customer_context", { sessionId });
  if (known.customer.customerId !== customerId) throw new Error(`${name}: not identified`);
  const documents = await call("search", { query: "hiking backpack" });
  await call("fetch", { id: documents.results[0].id });
  await isRefused("view_item", { sessionId, itemId: "no-such-item" }, "ITEM_NOT_FOUND");
  await isRefused("search_signals", { query: "hiking" }, "FORBIDDEN");
};

const planning = async (call, isRefused) => {
  const { signals } = await call("search_signals", { query: "hiking", limit: 3 });
  const rule = { all: [{ any: signals.map((signal) => signal.id) }] };
  const size = await call("estimate_audience", { rule });
  if (size.count > size.universe) throw new Error("planner: more than all");
  await call("get_adcp_capabilities", {});
  const coverage = await call("get_signals", { signal_spec: "people who love hiking", pagination: { max_results: 3 } });
  await call("activate_signal", {
    signal_agent_segment_id: coverage.signals[0].signal_agent_segment_id,
    destinations: [{ type: "platform", platform: "netmera" }],
    idempotency_key: "4f6f8d5e-6d4e-4f7c-9a51-2f1f6f0f0c11",
  });
  await isRefused("start_session", {}, "FORBIDDEN");
};

await everyTool("api-key", { "X-API-Key": key }, visit("api-key", "user_mcp_key"));
await everyTool("bearer", { Authorization: `Bearer ${token}` }, visit("bearer", "user_mcp_token"));
await everyTool("planner", { Authorization: `Bearer ${plannerToken}` }, planning);
