package dev.earshot.tool;

import dev.earshot.web.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;

/** One thing that an AI platform can ask for. It knows neither HTTP nor MCP. */
interface Tool {

    /** As in {@code tools.json}, whose schema the arguments have been checked by. */
    String name();

    Uni<Answer> call(Caller caller, JsonObject arguments);
}
