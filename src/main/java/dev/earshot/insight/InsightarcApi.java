package dev.earshot.insight;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Insightarc's API and its wire. Every field may be missing; an unknown customer or session is a 404, which is no failure. */
@RegisterRestClient(configKey = "insightarc")
interface InsightarcApi {

    @GET
    @Path("/context/history/{customerId}")
    Uni<History> history(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
            @RestPath String customerId,
            @RestQuery int limit,
            @RestQuery("time_range") String timeRange,
            @RestQuery("sessions_limit") Integer sessionsLimit);

    @GET
    @Path("/context/realtime/{sessionId}")
    Uni<Realtime> realtime(@HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, @RestPath String sessionId);

    @JsonIgnoreProperties(ignoreUnknown = true)
    record History(Stats stats, List<WireIntent> intents) {
        static final History EMPTY = new History(null, null);
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Realtime(
            Stats stats, @JsonProperty("current_intent") WireIntent currentIntent) {
        static final Realtime EMPTY = new Realtime(null, null);
    }

    /** {@code typeOfSignal} is drop, reg or after_buy; {@code engagementRate} a percentage. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Stats(
            Boolean bought,
            @JsonProperty("engagement_rate") Double engagementRate,
            @JsonProperty("type_of_signal") String typeOfSignal,
            @JsonProperty("avg_see_page") Double avgSeePage,
            @JsonProperty("is_bot") Boolean isBot) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record WireIntent(
            String url,
            String name,
            String category,
            @JsonProperty("price_amount") BigDecimal priceAmount,
            @JsonProperty("price_cur") String priceCurrency,
            String timestamp) {}
}
