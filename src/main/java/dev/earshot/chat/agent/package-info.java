/**
 * What an agent is: a request in, parts of a reply out.
 *
 * <p>Start with {@link dev.earshot.chat.agent.Agent}. No implementation comes in.
 */
package dev.earshot.chat.agent;
