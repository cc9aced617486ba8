/**
 * The agent without a model: commands, drafts, wording in English and Turkish.
 *
 * <p>Start with {@link dev.earshot.chat.agent.rules.RulesAgent}. Understanding of text is in {@code matching}.
 */
package dev.earshot.chat.agent.rules;
