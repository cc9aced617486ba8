import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Opens many streams at once and says how many replies came whole and how soon. See docs/benchmarks.md for how to run
 * it.
 *
 * <p>Four shapes: {@code runs}, every viewer has a conversation and asks in it, all at once; {@code steady}, the same,
 * but they begin one after the other and ask again and again for half a minute; {@code one}, all viewers follow the
 * same reply; {@code idle}, all wait for more than a minute for a reply that says nothing.
 */
public class Viewers {
    private static final String PROMPT = "Women in California or Oregon who bought hiking gear and love camping, but not students";

    private static final int IDLE_SECONDS = 80;
    private static final long STEADY_NANOS = 30_000_000_000L;
    /** As long as a reply takes, so that at any moment some begin and some end. */
    private static final long SPREAD_NANOS = 4_000_000_000L;

    /**
     * What a server that has just been started can accept; else connections are refused and tried again, ever more
     * rarely.
     */
    private static final long IDLE_NANOS = 2_000_000L;

    private static final class Viewer {
        SocketChannel channel;
        final byte[] request;
        final long due;
        long asked;
        long firstEvent;
        long end;
        boolean done;
        int events;
        String tail = "";

        Viewer(byte[] request, long due) {
            this.request = request;
            this.due = due;
        }

        void open(InetSocketAddress server, Selector selector) throws IOException {
            channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.connect(server);
            channel.register(selector, SelectionKey.OP_CONNECT, this);
        }
    }

    public static void main(String[] args) throws Exception {
        String origin = args[0];
        String token = args[1];
        int viewers = Integer.parseInt(args[2]);
        String shape = args[3];
        long pid = args.length > 4 ? Long.parseLong(args[4]) : -1;
        URI at = URI.create(origin);
        boolean steady = shape.equals("steady");
        boolean each = steady || shape.equals("runs");
        List<String> conversations = conversations(origin, token, each ? viewers : 1);
        List<byte[]> requests = new ArrayList<>();
        boolean idle = shape.equals("idle");
        String follow = each ? null : start(origin, token, conversations.get(0), idle);
        for (int i = 0; i < viewers; i++) {
            requests.add(
                    follow == null
                            ? request(at, token, conversations.get(i), null)
                            : request(at, token, conversations.get(0), follow + "/0"));
        }
        System.out.printf("before: %d MB resident%n", resident(pid));
        long between = steady ? SPREAD_NANOS / viewers : idle ? IDLE_NANOS : 0;
        List<Viewer> watched = watch(at, requests, pid, steady, idle ? IDLE_SECONDS : 120, between);
        if (idle) {
            long open = watched.stream().filter(viewer -> viewer.end > 0 && viewer.channel.isOpen()).count();
            System.out.printf("open: %d of %d%n", open, viewers);
        } else {
            report(watched);
        }
    }

    private static List<String> conversations(String origin, String token, int count) throws Exception {
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String body = http.send(
                            HttpRequest.newBuilder(URI.create(origin + "/chat/conversations"))
                                    .header("Authorization", "Bearer " + token)
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            ids.add(body.replaceAll("(?s).*\"id\":\"(conv_[^\"]+)\".*", "$1"));
        }
        return ids;
    }

    /**
     * Begins a reply and leaves it running; its message's id is in the first event, and in the conversation as long as
     * there is none.
     */
    private static String start(String origin, String token, String conversation, boolean silent) throws Exception {
        var answer = HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(URI.create(origin + "/chat/conversations/" + conversation + "/stream"))
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"content\":\"" + PROMPT + "\"}"))
                                .build(),
                        BodyHandlers.ofLines());
        if (silent) {
            return streaming(origin, token, conversation);
        }
        String id = answer.get().body().filter(line -> line.startsWith("id: ")).findFirst().orElseThrow();
        return id.substring(4, id.indexOf('/'));
    }

    private static String streaming(String origin, String token, String conversation) throws Exception {
        Pattern message = Pattern.compile("\"(msg_[a-z0-9]+)\",\"conversationId\":\"[^\"]*\",\"role\":\"agent\"");
        while (true) {
            String body = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(origin + "/chat/conversations/" + conversation))
                                    .header("Authorization", "Bearer " + token)
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            Matcher found = message.matcher(body);
            if (found.find()) {
                return found.group(1);
            }
            LockSupport.parkNanos(100_000_000);
        }
    }

    private static byte[] request(URI at, String token, String conversation, String lastEventId) {
        String body = "{\"content\":\"" + PROMPT + "\"}";
        String head = (lastEventId == null ? "POST" : "GET") + " /chat/conversations/" + conversation + "/stream HTTP/1.1\r\n"
                + "Host: " + at.getHost() + "\r\nAuthorization: Bearer " + token + "\r\n"
                + (lastEventId == null
                        ? "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body
                        : "Last-Event-ID: " + lastEventId + "\r\n\r\n");
        return head.getBytes(StandardCharsets.US_ASCII);
    }

    private static List<Viewer> watch(URI at, List<byte[]> requests, long pid, boolean steady, int seconds, long between)
            throws IOException {
        Selector selector = Selector.open();
        InetSocketAddress server = new InetSocketAddress(at.getHost(), at.getPort());
        List<Viewer> viewers = new ArrayList<>();
        Deque<Viewer> due = new ArrayDeque<>();
        long start = System.nanoTime();
        for (byte[] request : requests) {
            due.add(new Viewer(request, start + due.size() * between));
        }
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        int open = 0;
        long peak = 0;
        long looked = 0;
        long deadline = System.nanoTime() + seconds * 1_000_000_000L;
        while (open + due.size() > 0 && System.nanoTime() < deadline) {
            while (!due.isEmpty() && due.peek().due <= System.nanoTime()) {
                Viewer viewer = due.poll();
                viewer.open(server, selector);
                viewers.add(viewer);
                open++;
            }
            selector.select(due.isEmpty() ? 200 : 2);
            if (System.nanoTime() - looked > 200_000_000L) {
                looked = System.nanoTime();
                peak = Math.max(peak, resident(pid));
            }
            for (SelectionKey key : selector.selectedKeys()) {
                Viewer viewer = (Viewer) key.attachment();
                if (key.isConnectable() && viewer.channel.finishConnect()) {
                    viewer.asked = System.nanoTime();
                    viewer.channel.write(ByteBuffer.wrap(viewer.request));
                    key.interestOps(SelectionKey.OP_READ);
                } else if (key.isReadable() && !read(viewer, buffer)) {
                    key.cancel();
                    viewer.channel.close();
                    open--;
                    if (steady && viewer.end - start < STEADY_NANOS) {
                        due.addFirst(new Viewer(viewer.request, viewer.end));
                    }
                }
            }
            selector.selectedKeys().clear();
        }
        System.out.printf("peak: %d MB resident%n", peak);
        return viewers;
    }

    private static boolean read(Viewer viewer, ByteBuffer buffer) throws IOException {
        buffer.clear();
        int count = viewer.channel.read(buffer);
        if (count < 0) {
            return false;
        }
        String text = viewer.tail + new String(buffer.array(), 0, count, StandardCharsets.UTF_8);
        long now = System.nanoTime();
        int cut = text.lastIndexOf('\n') + 1;
        for (String line : text.substring(0, cut).split("\n")) {
            if (line.startsWith("data: ")) {
                viewer.events++;
                viewer.firstEvent = viewer.firstEvent == 0 ? now : viewer.firstEvent;
                viewer.done = viewer.done || line.contains("\"done\":true");
            }
        }
        viewer.tail = text.substring(cut);
        viewer.end = now;
        return !viewer.done;
    }

    private static void report(List<Viewer> viewers) {
        long whole = viewers.stream().filter(viewer -> viewer.done).count();
        long events = viewers.stream().mapToLong(viewer -> viewer.events).sum();
        System.out.printf("replies: %d of %d whole, %d events%n", whole, viewers.size(), events);
        long[] first = viewers.stream()
                .filter(viewer -> viewer.firstEvent > 0)
                .mapToLong(viewer -> (viewer.firstEvent - viewer.asked) / 1_000_000)
                .sorted()
                .toArray();
        long[] last = viewers.stream()
                .filter(viewer -> viewer.done)
                .mapToLong(viewer -> (viewer.end - viewer.asked) / 1_000_000)
                .sorted()
                .toArray();
        System.out.printf("first event: p50 %d ms, p99 %d ms%n", at(first, 0.5), at(first, 0.99));
        System.out.printf("whole reply: p50 %d ms, p99 %d ms%n", at(last, 0.5), at(last, 0.99));
        int[] counts = viewers.stream().mapToInt(viewer -> viewer.events).distinct().sorted().toArray();
        System.out.printf("events a reply: %s%n", Arrays.toString(Arrays.copyOf(counts, Math.min(counts.length, 10))));
    }

    private static long at(long[] sorted, double share) {
        return sorted.length == 0 ? -1 : sorted[(int) Math.min(sorted.length - 1, Math.round(share * sorted.length))];
    }

    /** Megabytes that the server has in memory, where /proc tells it. */
    private static long resident(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        if (!Files.exists(status)) {
            return -1;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(-1);
    }
}
