package dev.earshot.chat.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.chat.MessageStatus;
import dev.earshot.chat.run.ReplyEvents;
import dev.earshot.chat.run.StreamFrame;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A reply on a real connection, of which the kernel buffers little. */
class StreamConnectionTest {
    private static final String MESSAGE = "msg_1";
    private static final Pattern ID = Pattern.compile("id: " + MESSAGE + "/(\\d+)\n");
    private static final String FRAME = StreamFrame.chunk("x".repeat(5_000));
    private static final int FRAMES = 400;
    private static final int IN_THE_KERNEL = 4 * 1024;
    /**
     * More than a connection takes before it is full (64 KB), with what the kernel holds at both ends; a tenth of the
     * reply.
     */
    private static final long FULL = 200_000;

    private static final int PATIENCE_MILLIS = 10_000;

    private final Vertx vertx = Vertx.vertx();
    private final ReplyEvents reply = new ReplyEvents(MESSAGE);
    private final Promise<HttpServerResponse> shown = Promise.promise();
    private Context thread;
    private HttpServer server;

    @BeforeEach
    void listen() {
        server = await(vertx.createHttpServer(new HttpServerOptions().setSendBufferSize(IN_THE_KERNEL))
                .requestHandler(this::show)
                .listen(0));
    }

    private void show(HttpServerRequest request) {
        thread = vertx.getOrCreateContext();
        new StreamConnection(
                        StreamRequest.begin(MESSAGE, EarshotFormat.fromTheStart(MESSAGE)), request.response(), thread)
                .begin(reply);
        shown.complete(request.response());
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void a_viewer_who_does_not_read_is_not_buffered_for_and_gets_all_there_is_when_they_do() throws IOException {
        try (Socket lazy = new Socket()) {
            lazy.setReceiveBufferSize(IN_THE_KERNEL);
            lazy.setSoTimeout(PATIENCE_MILLIS);
            lazy.connect(new InetSocketAddress("localhost", server.actualPort()));
            lazy.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            HttpServerResponse connection = await(shown.future());

            for (int n = 0; n < FRAMES; n++) {
                reply.add(FRAME);
                awaitShown();
            }
            assertThat(connection.bytesWritten()).isBetween((long) FRAME.length(), FULL);

            reply.add(StreamFrame.end(MESSAGE, MessageStatus.COMPLETE));
            lazy.setReceiveBufferSize(FRAME.length() * FRAMES);
            assertThat(numbers(lazy.getInputStream().readAllBytes()))
                    .isEqualTo(IntStream.rangeClosed(0, FRAMES + 1).boxed().toList());
        }
    }

    /** Waits until the viewers' notifications so far are handled: all of it happens on one thread, in order. */
    private void awaitShown() {
        Promise<Void> turn = Promise.promise();
        thread.runOnContext(now -> turn.complete());
        await(turn.future());
    }

    private static List<Integer> numbers(byte[] stream) {
        return ID.matcher(new String(stream, StandardCharsets.UTF_8))
                .results()
                .map(id -> Integer.valueOf(id.group(1)))
                .toList();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .join();
    }
}
