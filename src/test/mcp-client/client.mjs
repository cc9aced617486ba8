// Lists and calls every tool with the official MCP client, as a platform would. Arguments: url, API key, bearer token.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const [url, key, token] = process.argv.slice(2);

async function visit(name, headers, customerId) {
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
  const { sessionId } = await call("start_session", { entryPoint: "home" });
  const found = await call("search_items", { sessionId, query: "hiking backpack under 100" });
  const itemId = found.items[0].itemId;
  await call("view_item", { sessionId, itemId });
  await call("save_item", { sessionId, itemId, idempotencyKey: `${name}-save` });
  await call("identify_customer", { sessionId, customerId, profile: { name: "John" } });
  await call("complete_conversion", { sessionId, itemId, revenue: 89.9, currency: "USD" });
  const known = await call("get_customer_context", { sessionId });
  if (known.customer.customerId !== customerId) throw new Error(`${name}: not identified`);
  const wrong = await client.callTool({ name: "view_item", arguments: { sessionId, itemId: "no-such-item" } });
  if (!wrong.isError || JSON.parse(wrong.content[0].text).code !== "ITEM_NOT_FOUND") {
    throw new Error(`${name}: a mistake is no isError result`);
  }
  const missed = tools.map((tool) => tool.name).filter((tool) => !called.has(tool));
  if (missed.length > 0) throw new Error(`${name}: never called ${missed}`);
  await client.close();
  console.log(`${name}: ${called.size} tools called`);
}

await visit("api-key", { "X-API-Key": key }, "user_mcp_key");
await visit("bearer", { Authorization: `Bearer ${token}` }, "user_mcp_token");
