package dev.earshot.bench.viewer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** All streams on one thread. */
final class ViewerLoop {
    private static final long STEADY_NANOS = 30_000_000_000L;
    private static final long LOOK_NANOS = 200_000_000L;

    private final InetSocketAddress server;
    private final StreamDialect dialect;
    private final ServerMemory memory;
    private final boolean steady;
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    private final Deque<OpenStream> due = new ArrayDeque<>();
    private final List<OpenStream> opened = new ArrayList<>();
    private int open;

    /** @param steady whether a stream that ends begins again, for half a minute */
    ViewerLoop(URI server, StreamDialect dialect, ServerMemory memory, boolean steady) {
        this.server = new InetSocketAddress(server.getHost(), server.getPort());
        this.dialect = dialect;
        this.memory = memory;
        this.steady = steady;
    }

    /** @param between nanoseconds from one stream's beginning to the next one's */
    List<OpenStream> watch(List<byte[]> requests, int seconds, long between) throws IOException {
        Selector selector = Selector.open();
        long start = System.nanoTime();
        for (byte[] request : requests) {
            due.add(new OpenStream(request, start + due.size() * between, dialect));
        }
        long peak = 0;
        long looked = 0;
        while (open + due.size() > 0 && System.nanoTime() - start < seconds * 1_000_000_000L) {
            while (!due.isEmpty() && due.peek().isDue()) {
                OpenStream stream = due.poll();
                stream.open(server, selector);
                opened.add(stream);
                open++;
            }
            selector.select(due.isEmpty() ? 200 : 2);
            if (System.nanoTime() - looked > LOOK_NANOS) {
                looked = System.nanoTime();
                peak = Math.max(peak, memory.megabytes());
            }
            for (SelectionKey key : selector.selectedKeys()) {
                serve(key, start);
            }
            selector.selectedKeys().clear();
        }
        System.out.printf("peak: %d MB resident%n", peak);
        return opened;
    }

    private void serve(SelectionKey key, long start) throws IOException {
        OpenStream stream = (OpenStream) key.attachment();
        if (key.isConnectable()) {
            if (stream.connected()) {
                key.interestOps(SelectionKey.OP_READ);
            }
        } else if (key.isReadable() && !stream.read(buffer)) {
            key.cancel();
            stream.close();
            open--;
            if (steady && stream.ended() - start < STEADY_NANOS) {
                due.addFirst(stream.again());
            }
        }
    }
}
