package dev.earshot.http.address;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The address of this application from outside: {@code EARSHOT_PUBLIC_URL}, with its path prefix if it has one. */
@Singleton
public class PublicAddress {
    private final Optional<URI> url;

    public PublicAddress(@ConfigProperty(name = "earshot.public-url") Optional<String> url) {
        this.url = url.map(PublicAddress::withoutSlash).map(URI::create);
    }

    public static String withoutSlash(String url) {
        return url.replaceAll("/+\\z", "");
    }

    /** The public URL without a slash at its end; without the setting, the host that the request names. */
    public String base(RoutingContext context) {
        return url.map(URI::toString).orElseGet(() -> asNamedBy(context.request()));
    }

    /** A path of ours as an address. */
    public URI of(String path, RoutingContext context) {
        return URI.create(base(context) + path);
    }

    /** Begins with a slash and does not end with one; empty at the root of a host. */
    public String prefix() {
        return url.map(URI::getRawPath).orElse("");
    }

    public Optional<String> host() {
        return url.map(URI::getHost);
    }

    /** What browsers name as the origin of the page that is served there. */
    public Optional<String> origin() {
        return url.map(set -> set.getScheme() + "://" + set.getAuthority());
    }

    /** What a client may name as the resource that it wants a token for (RFC 8707). */
    public Optional<String> resource() {
        return url.map(URI::toString);
    }

    private static String asNamedBy(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        return request.scheme() + "://" + (authority == null ? "localhost" : authority);
    }
}
