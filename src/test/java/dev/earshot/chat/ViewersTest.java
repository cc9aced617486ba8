package dev.earshot.chat;

import static dev.earshot.testing.Api.planner;
import static org.awaitility.Awaitility.await;

import dev.earshot.testing.Api;
import dev.earshot.testing.Management;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Viewer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(UnhurriedAgent.class)
@WithTestResource(Surroundings.class)
class ViewersTest {
    private static final String BRIEF = "People in California who bought hiking gear";

    @TestHTTPResource("/")
    URI root;

    private String origin() {
        return root.toString().replaceAll("/$", "");
    }

    private static String conversation() {
        return Api.conversation(planner("vic"));
    }

    private static void awaitViewers(int count) {
        await().until(() -> Management.metrics().contains("\nearshot_chat_viewers " + count + ".0"));
    }

    @BeforeEach
    void alone() {
        awaitViewers(0);
    }

    @Test
    void viewers_are_counted_until_they_leave_or_have_seen_all() {
        String conversation = conversation();
        Viewer asks = Viewer.asks(origin(), "vic", conversation, BRIEF);
        await().until(() -> !asks.ids().isEmpty());
        Viewer follows =
                Viewer.resumes(origin(), "vic", conversation, asks.ids().get(0));
        awaitViewers(2);
        follows.leave();
        awaitViewers(1);
        asks.awaitEnd();
        awaitViewers(0);
    }

    @Test
    void a_viewer_who_left_before_the_first_event_is_not_kept() throws IOException {
        List<String> conversations =
                IntStream.range(0, 9).mapToObj(i -> conversation()).toList();
        for (String conversation : conversations) {
            try (Socket hasty = new Socket(root.getHost(), root.getPort())) {
                hasty.getOutputStream().write(request(conversation).getBytes(StandardCharsets.US_ASCII));
            }
        }
        // Each was read, and a reply is made for it.
        conversations.forEach(conversation -> await().until(() -> !planner("vic")
                .get("/chat/conversations/" + conversation)
                .jsonPath()
                .getList("data.messages")
                .isEmpty()));
        Viewer patient = Viewer.asks(origin(), "vic", conversation(), BRIEF);
        await().until(() -> !patient.ids().isEmpty());
        awaitViewers(1);
        patient.awaitEnd();
        awaitViewers(0);
    }

    private static String request(String conversation) {
        return "GET /chat/conversations/" + conversation + "/stream?content=hiking HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: Bearer " + Api.token("vic", "planner") + "\r\n\r\n";
    }
}
