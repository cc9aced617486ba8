/**
 * Runs: a prompt is stored, a reply is made and logged, replicas hold leases on what they make.
 *
 * <p>Start with {@link dev.earshot.chat.run.PromptIntake}. A viewer is not needed for a run; its format is unknown
 * here.
 */
package dev.earshot.chat.run;
