package dev.earshot.tool.report;

import static dev.earshot.customer.IdleSessionCloser.COUNTED_BY;

import dev.earshot.event.EventTaxonomy;
import dev.earshot.http.Envelope;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.resteasy.reactive.RestQuery;

/** From query over view and save to conversion, over time; or the steps that a caller names, in their order. */
@Path("/admin/funnel")
@RolesAllowed("admin")
public class FunnelResource {
    private final Funnel funnel;
    private final StepFunnel ordered;
    private final EventTaxonomy events;
    private final InstantSource clock;

    FunnelResource(Funnel funnel, StepFunnel ordered, EventTaxonomy events, InstantSource clock) {
        this.funnel = funnel;
        this.ordered = ordered;
        this.events = events;
        this.clock = clock;
    }

    /**
     * From and to are times in ISO 8601, at most 92 days apart; without them, the last seven days. Sessions are counted
     * by spans of ten minutes, so the answer begins and ends with a whole one. Any other parameter asks for ordered
     * steps, in the very period.
     */
    @GET
    public Uni<Envelope<Funnel.Picture>> funnel(
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery @Size(max = 600) String steps,
            @RestQuery @Size(max = 20) String across,
            @RestQuery @Size(max = 40) String within,
            @RestQuery @Size(max = 100) String platform,
            @RestQuery @Size(max = 200) String category) {
        if (steps == null && across == null && within == null && platform == null && category == null) {
            ReportPeriod period = ReportPeriod.of(from, to, endOfSpan(clock.instant()));
            return funnel.of(startOfSpan(period.from()), endOfSpan(period.to())).map(Envelope::of);
        }
        ReportPeriod period = ReportPeriod.of(from, to, clock.instant());
        StepFunnel.Journey journey = StepFunnel.Journey.of(steps, across, within, platform, category, events);
        return ordered.of(period, journey)
                .map(result -> Envelope.of(new Funnel.Picture(period.from(), period.to(), null, null, null, result)));
    }

    private static Instant startOfSpan(Instant moment) {
        return Instant.ofEpochSecond(
                Math.floorDiv(moment.getEpochSecond(), COUNTED_BY.toSeconds()) * COUNTED_BY.toSeconds());
    }

    private static Instant endOfSpan(Instant moment) {
        Instant start = startOfSpan(moment);
        return start.equals(moment) ? start : start.plus(COUNTED_BY);
    }
}
