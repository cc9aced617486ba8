package dev.earshot.bench.viewer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One viewer's stream, and what was seen of it. Times are those of {@link System#nanoTime}; 0 means not yet. */
final class OpenStream {
    private static final String EVENT = "data: ";
    private static final String ACCEPTED = "HTTP/1.1 200 ";

    private final byte[] request;
    private final long due;
    private final StreamDialect dialect;
    private SocketChannel channel;
    private long asked;
    private long firstEvent;
    private long end;
    private boolean done;
    private boolean accepted;
    private int events;
    private String tail = "";

    OpenStream(byte[] request, long due, StreamDialect dialect) {
        this.request = request;
        this.due = due;
        this.dialect = dialect;
    }

    /** The same request again, as soon as this one has ended. */
    OpenStream again() {
        return new OpenStream(request, end, dialect);
    }

    void open(InetSocketAddress server, Selector selector) throws IOException {
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(server);
        channel.register(selector, SelectionKey.OP_CONNECT, this);
    }

    boolean connected() throws IOException {
        if (!channel.finishConnect()) {
            return false;
        }
        asked = System.nanoTime();
        channel.write(ByteBuffer.wrap(request));
        return true;
    }

    /** Whether more may come. */
    boolean read(ByteBuffer buffer) throws IOException {
        buffer.clear();
        int count = channel.read(buffer);
        if (count < 0) {
            return false;
        }
        String text = tail + new String(buffer.array(), 0, count, StandardCharsets.UTF_8);
        accepted = accepted || end == 0 && text.startsWith(ACCEPTED);
        long now = System.nanoTime();
        int cut = text.lastIndexOf('\n') + 1;
        for (String line : text.substring(0, cut).split("\n")) {
            if (line.startsWith(EVENT)) {
                events++;
                firstEvent = firstEvent == 0 ? now : firstEvent;
                done = done || dialect.isLast(line);
            }
        }
        tail = text.substring(cut);
        end = now;
        return !done;
    }

    void close() throws IOException {
        channel.close();
    }

    boolean isDue() {
        return due <= System.nanoTime();
    }

    /** Whether the server streams and has not hung up; a refused one may stay connected, too. */
    boolean isOpen() {
        return accepted && channel.isOpen();
    }

    boolean isWhole() {
        return done;
    }

    boolean hasBegun() {
        return firstEvent > 0;
    }

    int events() {
        return events;
    }

    long ended() {
        return end;
    }

    long millisToFirstEvent() {
        return (firstEvent - asked) / 1_000_000;
    }

    long millisToEnd() {
        return (end - asked) / 1_000_000;
    }
}
