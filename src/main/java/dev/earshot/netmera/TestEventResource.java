package dev.earshot.netmera;

import dev.earshot.customer.CustomerId;
import dev.earshot.http.Envelope;
import dev.earshot.http.StrictJsonReader;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Tests the data flow: sends one marked event of a customer through everything, and reports its progress. */
@Path("/admin/test-events")
@CustomDeserialization(StrictJsonReader.class)
@RolesAllowed("admin")
public class TestEventResource {
    private final TestEvents events;

    TestEventResource(TestEvents events) {
        this.events = events;
    }

    /** The customer of the event: best one of your own, because journeys may start. Not an anonymous id. */
    public record Test(@NotNull String customerId) {}

    /**
     * Answers at once, 201, with the first report; {@code Location} gives the next ones. An opted-out customer: 409.
     */
    @POST
    public Uni<RestResponse<Envelope<TestEventReport>>> send(@NotNull @Valid Test test) {
        return events.send(CustomerId.known("customerId", test.customerId()))
                .chain(events::report)
                .map(report -> RestResponse.ResponseBuilder.<Envelope<TestEventReport>>created(
                                URI.create("/admin/test-events/" + report.id()))
                        .entity(Envelope.of(report))
                        .build());
    }

    /** Its progress; ask again while {@code status} is {@code waiting}. */
    @GET
    @Path("/{id}")
    public Uni<Envelope<TestEventReport>> report(@RestPath String id) {
        return events.report(id).map(Envelope::of);
    }
}
