package dev.earshot.taxonomy;

import static dev.earshot.testing.Api.admin;
import static dev.earshot.testing.Api.planner;
import static org.awaitility.Awaitility.await;

import dev.earshot.postgres.PgNotifications;
import dev.earshot.testing.database.Rows;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.restassured.path.json.JsonPath;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** The taxonomy that replicas keep in memory, and signals that are imported into it. */
abstract class ImportedTaxonomy {
    static final Path IAB =
            Path.of(System.getProperty("earshot.test.iab", "../shared/data/iab_audience_taxonomy_1.1.tsv"));

    @Inject
    SignalRows rows;

    @Inject
    Pool pool;

    @Inject
    PgNotifications notifications;

    @Inject
    Event<TaxonomyIndex> read;

    @Inject
    Vertx vertx;

    @TestHTTPResource("/")
    URI address;

    static JsonPath imported(String type, String query, String body) {
        return admin().contentType(type)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/admin/taxonomy/import" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Whether a request that waits for the index is still that request when it comes. */
    CompletableFuture<Boolean> waitFor(SignalTaxonomy started) {
        CompletableFuture<Boolean> isMine = new CompletableFuture<>();
        Context mine = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(mine, true);
        mine.runOnContext(nothing -> {
            ManagedContext request = Arc.container().requestContext();
            request.activate();
            started.index()
                    .subscribe()
                    .with(
                            index -> isMine.complete(Vertx.currentContext() == mine && request.isActive()),
                            isMine::completeExceptionally);
        });
        return isMine;
    }

    static String signal(String id, String... path) {
        return new JsonObject()
                .put("id", id)
                .put("name", path[path.length - 1])
                .put("type", "interest")
                .put("path", List.of(path))
                .encode();
    }

    static void awaitStatus(String signal, int status) {
        await().untilAsserted(() ->
                planner("ann").get("/taxonomy/signals/{id}", signal).then().statusCode(status));
    }

    void keep(SqlClient client, String id) {
        Signal signal = new Signal(id, id, SignalType.INTEREST, List.of("Interests", id), List.of());
        rows.keep(client, List.of(signal), "import", "imp_" + id).await().indefinitely();
    }

    long alive() {
        return Rows.number(pool, "select count(*) from signal where retired_at is null");
    }

    long version() {
        return rows.version().await().indefinitely();
    }

    static String starter() {
        return StarterTaxonomy.load().stream()
                .map(signal -> new JsonObject()
                        .put("id", signal.id())
                        .put("name", signal.name())
                        .put("type", signal.type().wireName())
                        .put("path", signal.path())
                        .put("keywords", signal.keywords())
                        .encode())
                .collect(Collectors.joining("\n"));
    }
}
