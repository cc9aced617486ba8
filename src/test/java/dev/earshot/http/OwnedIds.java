package dev.earshot.http;

import dev.earshot.testing.Api;
import dev.earshot.testing.Visit;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/** Resources that belong to Ann, to chatgpt or to an admin. A new resource says here whose ids it has. */
final class OwnedIds {
    private static final JsonObject RULE = new JsonObject("{\"all\":[{\"any\":[\"loc_ca\"]}]}");

    private OwnedIds() {}

    /**
     * An id of each resource, by the path that it stands behind.
     *
     * @param secret stands in those that are made for this
     */
    static Map<String, String> of(String secret, JsonObject document) {
        Map<String, String> ids = new TreeMap<>();
        JsonObject reply = new JsonObject(Api.planner("ann")
                        .body(new JsonObject()
                                .put("content", "Hikers " + secret)
                                .encode())
                        .post("/chat/messages")
                        .then()
                        .statusCode(201)
                        .extract()
                        .asString())
                .getJsonObject("data");
        ids.put("/chat/conversations", reply.getString("conversationId"));
        ids.put("/chat/ui", reply.getString("conversationId"));
        ids.put("/chat/ag-ui", reply.getString("conversationId"));
        ids.put("/v1/models", "earshot");
        ids.put("/chat/messages", reply.getString("id"));
        Visit.of("user_" + secret);
        ids.put("/admin/customers", "user_" + secret);
        JsonArray deliveries = new JsonObject(Api.admin()
                        .get("/admin/deliveries?customer=user_" + secret)
                        .asString())
                .getJsonArray("data");
        ids.put("/admin/deliveries", deliveries.getJsonObject(0).getString("id"));
        ids.put(
                "/admin/api-keys",
                Api.admin()
                        .body("{\"platform\":\"gemini\",\"name\":\"" + secret + "\"}")
                        .post("/admin/api-keys")
                        .path("data.id"));
        ids.put("/admin/test-events", ids.get("/admin/deliveries"));
        ids.put("/taxonomy/signals", "loc_ca");
        ids.put("/admin/items", "tent-1");
        if (document.getJsonObject("paths").containsKey("/audiences")) {
            JsonObject audience = new JsonObject().put("name", secret).put("rule", RULE);
            ids.put(
                    "/audiences",
                    Api.planner("ann")
                            .body(audience.encode())
                            .post("/audiences")
                            .path("data.id"));
        }
        return ids;
    }
}
