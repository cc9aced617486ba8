package dev.earshot.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** An admin's request whose body arrives in pieces, late, or not to its end. */
public final class Upload {
    private Upload() {}

    /** Sends the head of a request; the body is to be written into the socket. */
    public static Socket open(URI address, String path, String type, int length, String header) throws IOException {
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setTcpNoDelay(true);
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + Api.token("alice", "admin") + "\r\nContent-Type: " + type + "\r\nContent-Length: " + length + "\r\n"
                + header + "\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Sends this much of a body of which more was announced, and goes away. */
    public static void cut(URI address, String path, String type, String part) throws IOException {
        try (Socket socket = open(address, path, type, 10_000_000, "")) {
            OutputStream out = socket.getOutputStream();
            out.write(part.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }
}
