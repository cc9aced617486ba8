package dev.earshot.tool.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.earshot.http.auth.Caller;
import dev.earshot.testing.SettableClock;
import dev.earshot.testing.Surroundings;
import dev.earshot.tool.call.ToolCall;
import dev.earshot.tool.call.ToolConfig;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How long a call holds its key. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class IdempotencyStoreTest {
    @Inject
    Pool pool;

    @Inject
    SettableClock clock;

    @Test
    void a_call_that_may_take_minutes_holds_its_key_for_longer_than_that() {
        IdempotencyStore store = new IdempotencyStore(pool, clock, withTimeLimit("2m"));
        IdempotencyKey key = IdempotencyKey.given(UUID.randomUUID().toString(), call(), Duration.ofHours(1), true);
        String first = claim(store, key);

        clock.advance(Duration.ofMinutes(4));
        assertThatThrownBy(() -> claim(store, key)).hasMessageContaining("is being answered");

        clock.advance(Duration.ofMinutes(1));
        assertThat(claim(store, key)).isNotNull().isNotEqualTo(first);
    }

    private static String claim(IdempotencyStore store, IdempotencyKey key) {
        return store.claim(key).await().indefinitely().claim();
    }

    private static ToolCall call() {
        return ToolCall.of("reserve_item", new Caller("chatgpt", Optional.empty()), new JsonObject());
    }

    private static ToolConfig withTimeLimit(String limit) {
        return new SmallRyeConfigBuilder()
                .withMapping(ToolConfig.class)
                .withDefaultValue("earshot.tool.time-limit", limit)
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(ToolConfig.class);
    }
}
