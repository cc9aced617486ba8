package dev.earshot.netmera;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.common.Ids;
import dev.earshot.customer.CustomerId;
import dev.earshot.outbox.Delivery;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PayloadEncoderTest {
    private static final Instant THEN = Instant.parse("2026-03-01T08:00:00.040Z");

    @Test
    void an_event_says_when_it_happened_however_late_it_leaves() {
        assertThat(event(Map.of()))
                .containsEntry("eventTime", "2026-03-01T08:00:00.040Z")
                .containsEntry("itemId", "tent-1");
    }

    @Test
    void the_attribute_may_be_called_otherwise_or_be_left_out() {
        assertThat(event(Map.of("earshot.netmera.event-time", "occurredAt")))
                .containsEntry("occurredAt", "2026-03-01T08:00:00.040Z")
                .doesNotContainKey("eventTime");
        assertThat(event(Map.of("earshot.netmera.event-time", "")))
                .containsOnlyKeys("extId", "name", "eventId", "itemId");
    }

    private static Map<String, Object> event(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("earshot.netmera.url", "http://localhost");
        all.put("earshot.netmera.api-key", "key");
        NetmeraConfig config = new SmallRyeConfigBuilder()
                .withMapping(NetmeraConfig.class)
                .withDefaultValues(all)
                .build()
                .getConfigMapping(NetmeraConfig.class);
        Delivery delivery = new Delivery(
                "dlv_1",
                new CustomerId("ann"),
                1,
                0,
                Ids.make("evt", THEN),
                "ai_item_saved",
                new JsonObject().put("item_id", "tent-1"),
                THEN.plusSeconds(3600),
                Optional.empty());
        NameMapping names = new NameMapping(NameMapping.Style.CAMEL, Map.of(), Map.of());
        String body =
                new PayloadEncoder(names, config).body(new RequestBatch(RequestBatch.Kind.EVENTS, List.of(delivery)));
        return new JsonArray(body).getJsonObject(0).getMap();
    }
}
