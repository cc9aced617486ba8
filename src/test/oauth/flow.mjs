// What a client of MCP's official SDK does for a person: looks around without a token, signs in where a tool asks for it, goes on, renews its token
// after the provider's keys have changed. Arguments: the address of MCP, that of the provider, an item of the catalogue.
import { auth } from "@modelcontextprotocol/sdk/client/auth.js";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const [mcp, issuer, itemId] = process.argv.slice(2);
const CALLBACK = "http://localhost:1/callback";

function check(holds, what) {
  if (!holds) throw new Error(what);
  console.log(`ok: ${what}`);
}

/** A person's browser, as far as the provider's own pages need one: cookies, redirects and forms. */
class Browser {
  cookies = new Map();
  constructor(person) {
    this.person = person;
  }
  async open(address, init = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(address, { ...init, redirect: "manual", headers: { ...init.headers, cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [name, value] = set.split(";")[0].split(/=(.*)/s);
      this.cookies.set(name, value);
    }
    return response;
  }
  /** Logs in and consents; returns the code. */
  async authorize(address) {
    let response = await this.open(address);
    for (let step = 0; step < 20; step++) {
      const location = response.headers.get("location");
      if (location?.startsWith(CALLBACK)) return new URL(location).searchParams.get("code");
      if (location) {
        response = await this.open(new URL(location, issuer));
        continue;
      }
      const page = await response.text();
      const action = page.match(/<form[^>]*action="([^"]+)"/)?.[1];
      const prompt = page.match(/name="prompt" value="([^"]+)"/)?.[1];
      if (!action) throw new Error(`${response.status}: ${page}`);
      response = await this.open(new URL(action, issuer), {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ prompt, login: this.person, password: "any" }),
      });
    }
    throw new Error("The provider never came to an end");
  }
}

/** The SDK's own interface: what a client keeps between the steps of the flow. */
class Keeper {
  redirectUrl = CALLBACK;
  clientMetadata = {
    client_name: "Earshot's test",
    redirect_uris: [CALLBACK],
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    token_endpoint_auth_method: "none",
  };
  renewals = 0;
  constructor(person) {
    this.browser = new Browser(person);
  }
  clientInformation = () => this.client;
  saveClientInformation = (client) => (this.client = client);
  tokens = () => this.saved;
  saveTokens = (tokens) => {
    if (this.saved) this.renewals++;
    this.saved = tokens;
  };
  codeVerifier = () => this.verifier;
  saveCodeVerifier = (verifier) => (this.verifier = verifier);
  redirectToAuthorization = async (address) => {
    this.asked = address;
    this.code = await this.browser.authorize(address);
  };
}

async function connected(options, address = mcp) {
  const client = new Client({ name: "earshot-test", version: "1" });
  const transport = new StreamableHTTPClientTransport(new URL(address), options);
  await client.connect(transport);
  return client;
}

async function call(client, name, args) {
  const result = await client.callTool({ name, arguments: args });
  if (result.isError) throw new Error(`${name}: ${result.content[0].text}`);
  return result.structuredContent;
}

async function status(token) {
  const response = await fetch(mcp, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }),
  });
  await response.text();
  return response.status;
}

// Looks around without a token.
const visitor = await connected();
const { sessionId } = await call(visitor, "start_session", {});
await call(visitor, "search_items", { sessionId, query: "hiking backpack" });
await call(visitor, "view_item", { sessionId, itemId });
const refused = await visitor.callTool({ name: "save_item", arguments: { sessionId, itemId } });
const challenge = refused._meta["mcp/www_authenticate"][0];
check(refused.isError && challenge.startsWith("Bearer "), "a tool that needs a person answers with the challenge");
await visitor.close();

// Signs in, as the challenge says.
const paula = new Keeper("paula");
const metadata = new URL(challenge.match(/resource_metadata="([^"]+)"/)[1]);
const scope = challenge.match(/scope="([^"]+)"/)[1];
const first = await auth(paula, { serverUrl: mcp, resourceMetadataUrl: metadata, scope });
check(first === "REDIRECT" && paula.client.client_id, "the client is registered");
check(paula.asked.searchParams.get("code_challenge_method") === "S256", "the flow has PKCE");
check(paula.asked.searchParams.get("resource") === mcp, "the token is asked for this resource");
await auth(paula, { serverUrl: mcp, resourceMetadataUrl: metadata, scope, authorizationCode: paula.code });
const claims = JSON.parse(Buffer.from(paula.saved.access_token.split(".")[1], "base64url"));
check(claims.aud === mcp && claims.sub === "paula", "the token's audience is the resource alone");
check(paula.saved.refresh_token, "the token can be renewed");

// Goes on in the same session, as a customer.
const customer = await connected({ authProvider: paula });
await call(customer, "save_item", { sessionId, itemId });
check((await call(customer, "get_customer_context", { sessionId })).customer.customerId === "paula", "the visit is hers");

// Another client signs in before anything else, at the address that answers 401.
const mike = new Keeper("mike");
const signIn = `${mcp}?sign_in=required`;
await connected({ authProvider: mike }, signIn).then(
  () => Promise.reject(new Error("nobody signed in")),
  (error) => check(error.constructor.name === "UnauthorizedError", "the address for a sign-in leads to the provider"),
);
check(mike.asked.searchParams.get("resource") === mcp, "it asks for a token of the same resource");
await auth(mike, { serverUrl: signIn, authorizationCode: mike.code });
const another = await connected({ authProvider: mike }, signIn);
await call(another, "start_session", {});
check(mike.client.client_id !== paula.client.client_id, "from 401 to a call");
await another.close();
check((await status("stale")) === 401, "a token that is none is refused");

// The provider's keys change, twice.
for (const round of ["first", "second"]) {
  const retired = paula.saved.access_token;
  check((await status(retired)) === 200, `before the ${round} rotation her token is accepted`);
  await fetch(`${issuer}/rotate`, { method: "POST" });
  await auth(mike, { serverUrl: mcp });
  await until(async () => (await status(mike.saved.access_token)) === 200, `a token of the ${round} new key is accepted`);
  check((await status(retired)) === 401, `a token of the ${round} retired key is refused`);
  const renewals = paula.renewals;
  await call(customer, "get_customer_context", { sessionId });
  check(paula.renewals === renewals + 1, "the client renews its token and goes on");
}
const sign = async (claims) => {
  const body = JSON.stringify({ iss: issuer, sub: "mallory", aud: mcp, scope: "tools", ...claims });
  return (await fetch(`${issuer}/sign`, { method: "POST", body })).text();
};
check((await status(await sign({}))) === 200, "a token with all that is right is accepted");
check((await status(await sign({ iss: "https://elsewhere.example" }))) === 401, "one of another issuer is refused");
check((await status(await sign({ aud: "https://elsewhere.example/mcp" }))) === 401, "one for another resource is refused");
check((await status(await sign({ exp: 1 }))) === 401, "one that has expired is refused");

await call(customer, "complete_conversion", { sessionId, itemId, revenue: 89.9, currency: "USD" });
await customer.close();
console.log("the whole flow ran");

/** Waits for what comes by itself; the test's own deadline ends it. */
async function until(holds, what) {
  while (!(await holds())) await new Promise((next) => setTimeout(next, 250));
  console.log(`ok: ${what}`);
}
