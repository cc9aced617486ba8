package dev.earshot.tool.report;

import static dev.earshot.customer.IdleSessionCloser.COUNTED_BY;

import dev.earshot.common.ApiException;
import dev.earshot.http.Envelope;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import org.jboss.resteasy.reactive.RestQuery;

/** From query over view and save to conversion, over time. */
@Path("/admin/funnel")
@RolesAllowed("admin")
public class FunnelResource {
    private static final Duration USUAL = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(92);

    private final Funnel funnel;
    private final InstantSource clock;

    FunnelResource(Funnel funnel, InstantSource clock) {
        this.funnel = funnel;
        this.clock = clock;
    }

    /**
     * From and to are times in ISO 8601, at most 92 days apart; without them, the last seven days. Sessions are counted
     * by spans of ten minutes, so the answer begins and ends with a whole one.
     */
    @GET
    public Uni<Envelope<Funnel.Picture>> funnel(@RestQuery String from, @RestQuery String to) {
        Instant end = to == null ? endOfSpan(clock.instant()) : moment("to", to);
        Instant start = from == null ? end.minus(USUAL) : moment("from", from);
        if (!start.isBefore(end) || Duration.between(start, end).compareTo(LONGEST) > 0) {
            throw ApiException.invalid("INVALID_INPUT", "from", "must be before `to`, and by 92 days at most");
        }
        return funnel.of(startOfSpan(start), endOfSpan(end)).map(Envelope::of);
    }

    private static Instant startOfSpan(Instant moment) {
        return Instant.ofEpochSecond(
                Math.floorDiv(moment.getEpochSecond(), COUNTED_BY.toSeconds()) * COUNTED_BY.toSeconds());
    }

    private static Instant endOfSpan(Instant moment) {
        Instant start = startOfSpan(moment);
        return start.equals(moment) ? start : start.plus(COUNTED_BY);
    }

    private static Instant moment(String field, String text) {
        try {
            Instant moment = Instant.parse(text);
            if (moment.isBefore(Instant.EPOCH) || moment.isAfter(Instant.parse("9999-01-01T00:00:00Z"))) {
                throw ApiException.invalid("INVALID_INPUT", field, "must be a time between 1970 and 9999");
            }
            return moment;
        } catch (DateTimeParseException e) {
            throw ApiException.invalid("INVALID_INPUT", field, "must be a time such as 2026-01-31T08:00:00Z");
        }
    }
}
