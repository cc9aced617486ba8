/**
 * A program that watches many streams of the chat at once; {@link dev.earshot.bench.StreamBench} runs it beside the
 * server, in a process of its own.
 *
 * <p>Start with {@link dev.earshot.bench.viewer.Viewers}. It knows the protocols from outside, and nothing of Earshot.
 */
package dev.earshot.bench.viewer;
