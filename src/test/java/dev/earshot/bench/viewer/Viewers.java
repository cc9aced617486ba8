package dev.earshot.bench.viewer;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Opens many streams at once and says how many replies came whole and how soon.
 *
 * <pre>java -cp target/test-classes dev.earshot.bench.viewer.Viewers ORIGIN TOKEN VIEWERS SHAPE FORMAT [PID]</pre>
 *
 * <p>Four shapes: {@code runs}, every viewer has a conversation and asks in it, all at once; {@code steady}, the same,
 * but they begin one after the other and ask again and again for half a minute; {@code one}, all viewers follow the
 * same reply; {@code idle}, all wait for more than a minute for a reply that says nothing. In OpenAI's format replies
 * can't be followed, so {@code one} and {@code idle} make a reply for each.
 */
public final class Viewers {
    private static final int IDLE_SECONDS = 110;
    private static final int PATIENCE_SECONDS = 120;

    /** As long as a reply takes, so that at any moment some begin and some end. */
    private static final long SPREAD_NANOS = 4_000_000_000L;

    /** A server that has just been started refuses connections that come faster; then they are tried again, rarely. */
    private static final long IDLE_NANOS = 4_000_000L;

    private Viewers() {}

    public static void main(String[] args) throws Exception {
        URI server = URI.create(args[0]);
        ChatCalls calls = new ChatCalls(server, args[1]);
        int viewers = Integer.parseInt(args[2]);
        String shape = args[3];
        StreamDialect dialect = StreamDialect.valueOf(args[4]);
        ServerMemory memory = new ServerMemory(args.length > 5 ? Long.parseLong(args[5]) : -1);
        boolean steady = shape.equals("steady");
        boolean idle = shape.equals("idle");
        List<byte[]> requests = steady || shape.equals("runs") || !dialect.follows()
                ? asking(calls, dialect, viewers)
                : following(calls, dialect, viewers, idle);
        System.out.printf("before: %d MB resident%n", memory.megabytes());
        long between = steady ? SPREAD_NANOS / viewers : idle ? IDLE_NANOS : 0;
        ViewerLoop loop = new ViewerLoop(server, dialect, memory, steady);
        List<OpenStream> streams = loop.watch(requests, idle ? IDLE_SECONDS : PATIENCE_SECONDS, between);
        if (idle) {
            long open = streams.stream().filter(OpenStream::isOpen).count();
            System.out.printf("open: %d of %d%n", open, viewers);
        } else {
            ViewerReport.print(streams);
        }
        // The reply that all follow is read by a thread of its own, which may have to wait.
        System.exit(0);
    }

    private static List<byte[]> asking(ChatCalls calls, StreamDialect dialect, int viewers) {
        return IntStream.range(0, viewers)
                .mapToObj(i -> calls.raw(dialect.ask(calls.newConversation())))
                .toList();
    }

    private static List<byte[]> following(ChatCalls calls, StreamDialect dialect, int viewers, boolean silent) {
        String conversation = calls.newConversation();
        String reply = calls.begin(conversation, silent);
        byte[] request = calls.raw(dialect.follow(conversation, reply));
        return IntStream.range(0, viewers).mapToObj(i -> request).toList();
    }
}
