// An identity provider that binds tokens to a resource (RFC 8707) and registers clients by itself (RFC 7591): oidc-provider with its own pages for
// login and consent. Argument: its port. POST /rotate replaces its keys; POST /sign signs the
// claims of its body, whatever they are.
import { createServer } from "node:http";
import { generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { Provider } from "oidc-provider";

const port = Number(process.argv[2]);
const issuer = `http://localhost:${port}`;
let key;
let serve;

/** Where clients, sessions and grants are kept, whatever the keys. */
const kept = new Map();
class Adapter {
  constructor(model) {
    this.model = model;
  }
  async upsert(id, payload) {
    kept.set(`${this.model} ${id}`, payload);
  }
  async find(id) {
    return kept.get(`${this.model} ${id}`);
  }
  async findByUid(uid) {
    return this.#first((payload) => payload.uid === uid);
  }
  async findByUserCode(code) {
    return this.#first((payload) => payload.userCode === code);
  }
  async consume(id) {
    kept.get(`${this.model} ${id}`).consumed = Math.floor(Date.now() / 1000);
  }
  async destroy(id) {
    kept.delete(`${this.model} ${id}`);
  }
  async revokeByGrantId(grantId) {
    for (const [name, payload] of kept) if (payload.grantId === grantId) kept.delete(name);
  }
  #first(fits) {
    for (const [name, payload] of kept) if (name.startsWith(`${this.model} `) && fits(payload)) return payload;
  }
}

function rotate() {
  key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  key.kid = randomUUID();
  const provider = new Provider(issuer, {
    adapter: Adapter,
    jwks: { keys: [{ ...key.export({ format: "jwk" }), kid: key.kid, use: "sig", alg: "RS256" }] },
    cookies: { keys: ["of-the-test"] },
    scopes: ["openid", "offline_access", "tools"],
    // Clients of MCP ask for the scopes of the resource, which offline_access is none of.
    issueRefreshToken: (_, client) => client.grantTypeAllowed("refresh_token"),
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    features: {
      registration: { enabled: true },
      resourceIndicators: {
        enabled: true,
        useGrantedResource: () => true,
        getResourceServerInfo: (_, resource) => ({
          scope: "tools",
          audience: resource,
          accessTokenFormat: "jwt",
          jwt: { sign: { alg: "RS256" } },
        }),
      },
    },
  });
  serve = provider.callback();
}

function signed(claims) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const now = Math.floor(Date.now() / 1000);
  const text = `${part({ alg: "RS256", kid: key.kid, typ: "at+jwt" })}.${part({ iat: now, exp: now + 600, ...claims })}`;
  return `${text}.${sign("sha256", Buffer.from(text), key).toString("base64url")}`;
}

rotate();
createServer(async (request, response) => {
  const url = new URL(request.url, issuer);
  if (request.method === "POST" && url.pathname === "/rotate") {
    rotate();
    response.end();
  } else if (request.method === "POST" && url.pathname === "/sign") {
    const parts = [];
    for await (const part of request) parts.push(part);
    response.end(signed(JSON.parse(Buffer.concat(parts))));
  } else {
    serve(request, response);
  }
}).listen(port, () => console.log(`listening at ${issuer}`));
