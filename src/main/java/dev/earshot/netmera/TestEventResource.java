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

/** Does my data flow work? Sends one marked event of a customer through everything, and says how far it has got. */
@Path("/admin/test-events")
@CustomDeserialization(StrictJsonReader.class)
@RolesAllowed("admin")
public class TestEventResource {
    private final TestEvents events;

    TestEventResource(TestEvents events) {
        this.events = events;
    }

    /** Whose event it is to be: best somebody who belongs to the house, since journeys may start. Not an anonymous id. */
    public record Test(@NotNull String customerId) {}

    /** Answers at once, 201, with the first report; {@code Location} gives the next ones. A customer who denied consent: 409. */
    @POST
    public Uni<RestResponse<Envelope<TestEventReport>>> send(@NotNull @Valid Test test) {
        return events.send(CustomerId.known("customerId", test.customerId()))
                .chain(events::report)
                .map(report -> RestResponse.ResponseBuilder.<Envelope<TestEventReport>>created(
                                URI.create("/admin/test-events/" + report.id()))
                        .entity(Envelope.of(report))
                        .build());
    }

    /** How far it has got; worth asking again while {@code status} is {@code waiting}. */
    @GET
    @Path("/{id}")
    public Uni<Envelope<TestEventReport>> report(@RestPath String id) {
        return events.report(id).map(Envelope::of);
    }
}
