/**
 * Stand-ins for Netmera, Insightarc and the token issuer, and an embedded Postgres; dev mode, tests and the demo only.
 *
 * <p>Start with {@link dev.earshot.sandbox.SandboxMain}. Never in the production build; may import everything, and
 * nothing imports it.
 */
package dev.earshot.sandbox;
