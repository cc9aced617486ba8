package dev.earshot.bench.viewer;

import java.nio.charset.StandardCharsets;

/** A request as it goes over the wire, so that ten thousand viewers need no client of their own. */
record HttpText(String method, String path, String header, String body) {

    static HttpText get(String path) {
        return new HttpText("GET", path, "", "");
    }

    static HttpText post(String path, String body) {
        return new HttpText("POST", path, "Content-Type: application/json\r\n", body);
    }

    HttpText with(String line) {
        return new HttpText(method, path, header + line + "\r\n", body);
    }

    byte[] bytes(String host, String token) {
        String length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
        return (method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + token + "\r\n"
                        + header + length + "\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
