package dev.earshot.http.limit;

import dev.earshot.http.address.HostConfig;
import dev.earshot.http.address.PublicAddress;
import dev.earshot.http.error.RawProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses requests with a foreign {@code Host}. Otherwise an attacker's page could make its own name resolve to this
 * address (DNS rebinding), have our origin, and read every answer.
 *
 * <p>IP addresses and {@code localhost} can't be rebound, so they are always accepted. Dev mode accepts no other name
 * unless configured; production accepts configured names only. Without any configured name, production refuses requests
 * from a page ({@code Origin}) whose origin equals ours only because their {@code Host} says so.
 */
@Singleton
public class HostCheck {
    /** Before CORS, which takes the host's word for what is of the same origin. */
    private static final int BEFORE_CORS = 500;

    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[?[0-9a-f:.]*:[0-9a-f:.%]*]?");

    private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}|\\[?::1]?");

    /** The verdict on a request's host and origin. */
    enum Verdict {
        OURS,
        UNKNOWN_HOST,
        UNKNOWN_ORIGIN
    }

    private final Set<String> names = new HashSet<>();
    private final boolean ownMachine;
    private final List<String> listedOrigins;
    private final PublicAddress address;

    HostCheck(
            HostConfig config,
            @ConfigProperty(name = "quarkus.http.cors.origins") Optional<List<String>> listedOrigins,
            PublicAddress address) {
        this.address = address;
        this.listedOrigins = listedOrigins.orElse(List.of());
        this.ownMachine = config.ownMachine();
        config.allowed().ifPresent(allowed -> allowed.forEach(name -> names.add(plain(name))));
        address.host().ifPresent(name -> names.add(plain(name)));
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_CORS);
    }

    /** Whether the request calls this machine by a name that only local programs can mean. */
    public static boolean namesThisMachine(HttpServerRequest request) {
        return isLoopback(host(request));
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        String host = host(request);
        switch (judge(host, origin)) {
            case UNKNOWN_HOST ->
                RawProblem.answer(
                        context,
                        421,
                        "UNKNOWN_HOST",
                        "Unknown host; EARSHOT_PUBLIC_URL and EARSHOT_ALLOWED_HOSTS say which hosts are served");
            case UNKNOWN_ORIGIN ->
                RawProblem.answer(
                        context,
                        403,
                        "UNKNOWN_ORIGIN",
                        "Unknown origin; set EARSHOT_PUBLIC_URL to allow pages of this host");
            case OURS -> {
                if (origin != null && address.origin().filter(origin::equals).isPresent()) {
                    // Our own page, which looks foreign behind a proxy that ends TLS.
                    request.headers().remove(HttpHeaders.ORIGIN);
                }
                context.next();
            }
        }
    }

    /** @param host without its port; empty if the request names none */
    Verdict judge(String host, String origin) {
        if (!mayBeOurs(host)) {
            return Verdict.UNKNOWN_HOST;
        }
        boolean onlyByItsWord = names.isEmpty() && origin != null && !isFixed(host) && host.equals(hostOf(origin));
        return onlyByItsWord && !listedOrigins.contains(origin) ? Verdict.UNKNOWN_ORIGIN : Verdict.OURS;
    }

    /** Empty for a request that names none, as HTTP/1.0 allows. */
    private static String host(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        String named = authority == null ? request.getHeader(HttpHeaders.HOST) : authority.host();
        return named == null ? "" : plain(named);
    }

    private boolean mayBeOurs(String host) {
        return isFixed(host) || names.contains(host) || (names.isEmpty() && !ownMachine);
    }

    /** A request without a host does not come from a browser. */
    private static boolean isFixed(String host) {
        return host.isEmpty() || isLoopback(host) || ADDRESS.matcher(host).matches();
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || LOOPBACK.matcher(host).matches();
    }

    private static String hostOf(String origin) {
        try {
            String host = URI.create(origin).getHost();
            return host == null ? "" : plain(host);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Names are the same in any case, and with the dot of the root at their end. */
    private static String plain(String host) {
        String name = host.trim().toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
