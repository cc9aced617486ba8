package dev.earshot.http.auth;

import java.util.Optional;

/**
 * The program that calls a tool.
 *
 * @param platform its AI platform: the holder of its API key, or the client that its token was issued to
 * @param customer the external id of the signed-in customer for whom alone it speaks, if there is one
 */
public record Caller(String platform, Optional<String> customer) {}
