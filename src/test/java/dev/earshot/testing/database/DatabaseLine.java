package dev.earshot.testing.database;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An application's connection to Postgres, which can fail as connections do: cut, broken after a commit and before its
 * answer, or silent without an error.
 */
public final class DatabaseLine implements AutoCloseable {
    private static final String SETTING = "EARSHOT_DB";
    /** What Postgres says last, when it has committed what it was asked. */
    private static final Buffer READY = Buffer.buffer(new byte[] {'Z', 0, 0, 0, 5, 'I'});

    private final Vertx vertx = Vertx.vertx();
    private final NetClient client = vertx.createNetClient();
    private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
    private final Set<NetSocket> silent = ConcurrentHashMap.newKeySet();
    /** A part of the statement whose answer will be lost, until it is. */
    private final AtomicReference<String> unlucky = new AtomicReference<>();

    private final URI database;
    private final NetServer server;
    private volatile boolean cut;

    /** To the database of these settings. */
    public DatabaseLine(Map<String, String> settings) {
        database = URI.create(settings.get(SETTING));
        server = await(vertx.createNetServer().connectHandler(this::take).listen(0));
    }

    /** The same settings, for an application on this line. */
    public Map<String, String> settings(Map<String, String> settings) {
        Map<String, String> onThisLine = new HashMap<>(settings);
        onThisLine.put(
                SETTING, database.toString().replace(database.getAuthority(), "localhost:" + server.actualPort()));
        return onThisLine;
    }

    /** Nothing passes from now on. */
    public void cut() {
        cut = true;
        open.forEach(NetSocket::close);
    }

    public void mend() {
        cut = false;
    }

    /**
     * From now on nothing passes on the connections that are open, in either direction, and none is closed. New ones
     * work. Says how many.
     */
    public int fallSilent() {
        silent.addAll(open);
        return silent.size();
    }

    /** The next statement that is given these words is carried out, and its connection breaks before the answer. */
    public void loseAnswerTo(String words) {
        unlucky.set(words);
    }

    public boolean hasLostAnswer() {
        return unlucky.get() == null;
    }

    private void take(NetSocket app) {
        if (cut) {
            app.close();
            return;
        }
        app.pause();
        client.connect(database.getPort(), database.getHost())
                .onSuccess(postgres -> join(app, postgres))
                .onFailure(e -> app.close());
    }

    private void join(NetSocket app, NetSocket postgres) {
        AtomicBoolean breaks = new AtomicBoolean();
        app.handler(request -> {
            if (silent.contains(app)) {
                return;
            }
            breaks.compareAndSet(false, isUnlucky(request));
            postgres.write(request);
        });
        postgres.handler(answer -> {
            if (silent.contains(app)) {
                return;
            }
            if (!breaks.get()) {
                app.write(answer);
            } else if (isWhole(answer)) {
                unlucky.set(null);
                app.close();
            }
        });
        app.closeHandler(gone -> {
            open.remove(app);
            if (!silent.contains(app)) {
                postgres.close();
            }
        });
        postgres.closeHandler(gone -> app.close());
        open.add(app);
        app.resume();
    }

    private boolean isUnlucky(Buffer request) {
        String words = unlucky.get();
        return words != null && request.toString().contains(words);
    }

    private static boolean isWhole(Buffer answer) {
        int ready = answer.length() - READY.length();
        return ready >= 0 && answer.slice(ready, answer.length()).equals(READY);
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
