// What an app writes against the generated types: it compiles only if they say what the document says.
import type { components, paths } from "./schema.js";

type Search = paths["/tools/search_items"]["post"];
type Arguments = Search["requestBody"]["content"]["application/json"];
type Answer = Search["responses"]["200"]["content"]["application/json"];

export const query: Arguments = { sessionId: "sess_1", query: "hiking backpack", filters: { maxPrice: 100 } };
// @ts-expect-error A search without a query is none.
export const wrong: Arguments = { sessionId: "sess_1" };
export const names = (answer: Answer): string[] => (answer.data.items ?? []).map((item) => item.name);
export const code = (problem: components["schemas"]["Problem"]): string => problem.code;
export type Rule = components["schemas"]["Rule"];
