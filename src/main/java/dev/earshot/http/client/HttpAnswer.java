package dev.earshot.http.client;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/** An answer that was read to its end, whatever its status. */
public record HttpAnswer(int status, MultiMap headers, Buffer body) {}
