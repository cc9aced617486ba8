// Compiles all schemas of tools.json with ajv in strict mode, as strict clients do: [{name, schema}…].
import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";

const schemas = JSON.parse(readFileSync("tools.json", "utf8"));
const refused = [];
for (const { name, schema } of schemas) {
  try {
    new Ajv2020({ strict: true, allErrors: true }).compile(schema);
  } catch (error) {
    refused.push(`${name}: ${error.message}`);
  }
}
if (refused.length > 0) {
  console.error(refused.join("\n"));
  process.exit(1);
}
console.log(`${schemas.length} schemas compiled`);
