package dev.earshot.chat;

import static dev.earshot.testing.Api.planner;

import dev.earshot.testing.Api;
import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;

/** Conversations whose replies are streamed. */
abstract class Streamed {
    static final String BRIEF = "I want to target people in California who bought hiking gear recently.";

    @Inject
    Pool pool;

    @TestHTTPResource("/")
    String root;

    String origin() {
        return root.substring(0, root.length() - 1);
    }

    static String conversationOf(String planner) {
        return Api.conversation(planner(planner));
    }
}
