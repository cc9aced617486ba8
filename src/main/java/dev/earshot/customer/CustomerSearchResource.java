package dev.earshot.customer;

import dev.earshot.http.Envelope;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;

/** Customers, for a support desk. */
@Path("/admin/customers")
@RolesAllowed("admin")
public class CustomerSearchResource {
    private final CustomerSearch search;

    CustomerSearchResource(CustomerSearch search) {
        this.search = search;
    }

    /**
     * Those whose id, name, e-mail address, phone number or other attribute begins with the words of {@code q}, or that
     * a session id belongs to; without it, all.
     */
    @GET
    public Uni<Envelope<List<CustomerSearch.Found>>> search(
            @RestQuery @Size(max = 255) String q,
            @RestQuery @Size(max = 1000) String cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return search.page(q, cursor, limit);
    }
}
