/**
 * Answers to what planners ask or say besides changing the draft: help, counts, reasons, lists, comparisons.
 *
 * <p>Start with {@link dev.earshot.chat.agent.answer.DialogueAnswers}. Nothing here changes a draft or an audience.
 */
package dev.earshot.chat.agent.answer;
