/**
 * Which customer showed which signal, recognised in calls and counted as bitmaps.
 *
 * <p>Start with {@link dev.earshot.signal.SignalRecognition}. Audiences read from here; nothing of theirs comes in.
 */
package dev.earshot.signal;
