package dev.earshot.faults;

import static org.awaitility.Awaitility.await;

import dev.earshot.testing.Api;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Customers that send one numbered query after the other, each waiting for the answer to the last, whatever happens to
 * the application. It keeps account of the answers.
 */
final class Load implements AutoCloseable {
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ExecutorService customers;
    private final Supplier<String> url;
    private final int most;
    private final Duration pause;
    private final Map<String, List<Integer>> answered = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile boolean over;

    private Load(Supplier<String> url, int customers, int most, Duration pause) {
        this.url = url;
        this.most = most;
        this.pause = pause;
        this.customers = Executors.newFixedThreadPool(customers);
    }

    /**
     * Starts so many customers at once.
     *
     * @param url where to ask next: a replica's address
     * @param most how many questions in all; they stop at {@link #stop()} too
     */
    static Load of(Supplier<String> url, int customers, int most) {
        return start(new Load(url, customers, most, Duration.ZERO), customers);
    }

    /** The same without a bound, and with a pause after each question, so that they ask so many a second together. */
    static Load paced(Supplier<String> url, int customers, int perSecond) {
        Duration pause = Duration.ofSeconds(1).multipliedBy(customers).dividedBy(perSecond);
        return start(new Load(url, customers, Integer.MAX_VALUE, pause), customers);
    }

    private static Load start(Load load, int customers) {
        String run = Long.toString(System.nanoTime(), 36);
        for (int i = 0; i < customers; i++) {
            String customer = "load_" + run + "_" + i;
            load.answered.put(customer, new ArrayList<>());
            load.customers.execute(() -> load.live(customer));
        }
        load.customers.shutdown();
        return load;
    }

    private void live(String customer) {
        String session = null;
        for (int n = 0; !over && asked.getAndIncrement() < most; n++) {
            LockSupport.parkNanos(pause.toNanos());
            try {
                session = session != null ? session : start(customer);
                HttpResponse<String> answer = post(
                        "search_items",
                        new JsonObject().put("sessionId", session).put("query", "question " + n));
                if (answer.statusCode() == 200) {
                    answered.get(customer).add(n);
                    answers.incrementAndGet();
                } else {
                    unanswered.incrementAndGet();
                    breathe();
                }
            } catch (IOException e) {
                unanswered.incrementAndGet();
                breathe();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private String start(String customer) throws IOException, InterruptedException {
        HttpResponse<String> answer = post("start_session", new JsonObject().put("customerId", customer));
        if (answer.statusCode() != 200) {
            throw new IOException("No session: " + answer.statusCode());
        }
        return new JsonObject(answer.body()).getJsonObject("data").getString("sessionId");
    }

    private HttpResponse<String> post(String tool, JsonObject arguments) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url.get() + "/tools/" + tool))
                .header("X-API-Key", Api.CHATGPT_KEY)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(10))
                .POST(BodyPublishers.ofString(arguments.encode()))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    /** A pause, so that callers don't hammer a stopped application. */
    private static void breathe() {
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }

    /** Waits until so many more questions have been answered than now. */
    void awaitAnswers(int more) {
        int enough = answeredCount() + more;
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> answeredCount() >= enough);
    }

    /** Waits until all questions have been asked. */
    void finish(Duration atMost) {
        try {
            if (!customers.awaitTermination(atMost.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("The load did not end");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops asking and waits for the last answers. */
    void stop() {
        over = true;
        finish(Duration.ofSeconds(30));
    }

    @Override
    public void close() {
        stop();
    }

    /** The numbers of the questions that were answered, by customer. */
    Map<String, List<Integer>> answered() {
        return answered;
    }

    int answeredCount() {
        return answers.get();
    }

    int unansweredCount() {
        return unanswered.get();
    }
}
