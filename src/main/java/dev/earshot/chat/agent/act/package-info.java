/**
 * What a planner does by saying something: greets, asks, orders, describes an audience. Read before anything is
 * matched.
 *
 * <p>Start with {@link dev.earshot.chat.agent.act.ActReader}. It only reads: what an act leads to is in {@code rules}.
 */
package dev.earshot.chat.agent.act;
