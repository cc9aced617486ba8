package dev.earshot.http.auth;

import java.util.Optional;

/**
 * The program that calls a tool.
 *
 * @param platform the AI platform it belongs to: whose API key it has, or the client that its token was issued to
 * @param customer the external id of the customer who signed in there and for whom alone it speaks, if there is one
 */
public record Caller(String platform, Optional<String> customer) {}
