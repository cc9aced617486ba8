/**
 * Tools that call an HTTP backend of one's own: the file that describes them, requests, answers, and the client.
 *
 * <p>Start with {@link dev.earshot.tool.backend.OwnTools}, then {@link dev.earshot.tool.backend.client.BackendClient}.
 * Sessions and the record of calls stay outside.
 */
package dev.earshot.tool.backend;
