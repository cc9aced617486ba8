/**
 * Imports as streams of lines: NDJSON and CSV in, one answer a line out.
 *
 * <p>Start with {@link dev.earshot.http.upload.ImportRun}. What a line means is the importing feature's affair.
 */
package dev.earshot.http.upload;
