package dev.earshot.http.address;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Makes every {@code Location} an address that works from outside, whatever a proxy does to host and path. */
class LocationFilter {
    private final PublicAddress address;

    LocationFilter(PublicAddress address) {
        this.address = address;
    }

    @ServerResponseFilter
    void complete(ContainerResponseContext response, RoutingContext context) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        Object location = headers.getFirst(HttpHeaders.LOCATION);
        if (location != null) {
            URI uri = URI.create(location.toString());
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            headers.putSingle(HttpHeaders.LOCATION, address.of(uri.getRawPath() + query, context));
        }
    }
}
