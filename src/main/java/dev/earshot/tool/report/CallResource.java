package dev.earshot.tool.report;

import dev.earshot.http.Envelope;
import dev.earshot.http.PageCursor;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** Tool calls and their results, for operators. */
@Path("/admin/calls")
@RolesAllowed("admin")
public class CallResource {
    private final CallHistory history;

    CallResource(CallHistory history) {
        this.history = history;
    }

    /** Latest first; {@code nextCursor} is for the next page. */
    @GET
    public Uni<Envelope<List<CallHistory.Entry>>> list(
            @RestQuery @Size(max = 100) String session,
            @RestQuery @Size(max = 100) String cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
        PageCursor before = PageCursor.of(cursor, "call_");
        return history.list(Optional.ofNullable(session), before, limit)
                .map(calls -> Envelope.page(calls, calls.size() < limit ? null : next(calls)));
    }

    private static String next(List<CallHistory.Entry> calls) {
        CallHistory.Entry last = calls.get(calls.size() - 1);
        return new PageCursor(last.at(), last.id()).cursor();
    }
}
