package dev.earshot.http.client;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The proxy for calls to other services, {@code EARSHOT_PROXY} or else {@code HTTPS_PROXY}, and the hosts that are
 * called directly, {@code EARSHOT_NO_PROXY} or else {@code NO_PROXY}, as settings of Quarkus.
 */
public final class ProxySettings {
    private static final String OWN = "EARSHOT_PROXY";
    private static final String NONE = "none";
    private static final String ISSUER = "EARSHOT_OIDC_ISSUER";
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1");

    private final UnaryOperator<String> source;

    /** @param source gives a setting's value, or {@code null} */
    public ProxySettings(UnaryOperator<String> source) {
        this.source = source;
    }

    /** What is wrong with the proxy's address, without the address itself, which may hold a password. */
    public Optional<String> fault() {
        return name().filter(name -> address(name).isEmpty())
                .map(name -> name + " must be of the form http://host:port or http://user:password@host:port");
    }

    /** Settings of Quarkus; none without a proxy. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        name().flatMap(this::address).ifPresent(proxy -> {
            put(proxy, "quarkus.proxy.", settings);
            settings.put("quarkus.proxy.non-proxy-hosts", String.join(",", direct()));
            // The OIDC client does not read the default proxy, and takes no exceptions.
            if (!isDirect(issuer())) {
                put(proxy, "quarkus.oidc.proxy.", settings);
            }
        });
        return settings;
    }

    private String issuer() {
        return isSet(ISSUER)
                ? String.valueOf(URI.create(source.apply(ISSUER).strip()).getHost())
                : "";
    }

    private boolean isDirect(String host) {
        return direct().stream()
                .anyMatch(pattern -> pattern.equals("*")
                        || pattern.equals(host)
                        || pattern.startsWith("*.") && host.endsWith(pattern.substring(1)));
    }

    /** The variable that names a proxy. */
    private Optional<String> name() {
        Optional<String> name =
                Stream.of(OWN, "HTTPS_PROXY", "https_proxy").filter(this::isSet).findFirst();
        return name.filter(found -> !NONE.equals(source.apply(found)));
    }

    private boolean isSet(String name) {
        String value = source.apply(name);
        return value != null && !value.isBlank();
    }

    private Optional<URI> address(String name) {
        try {
            URI uri = URI.create(source.apply(name).strip());
            boolean sound = "http".equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() > 0;
            return sound ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void put(URI proxy, String prefix, Map<String, String> settings) {
        settings.put(prefix + "host", proxy.getHost());
        settings.put(prefix + "port", Integer.toString(proxy.getPort()));
        if (proxy.getRawUserInfo() != null) {
            String[] parts = proxy.getRawUserInfo().split(":", 2);
            settings.put(prefix + "username", decoded(parts[0]));
            settings.put(prefix + "password", parts.length > 1 ? decoded(parts[1]) : "");
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** By convention {@code example.com} includes its subdomains, with or without a leading dot. */
    private List<String> direct() {
        String listed = Stream.of("EARSHOT_NO_PROXY", "NO_PROXY", "no_proxy")
                .filter(this::isSet)
                .findFirst()
                .map(source)
                .orElse("");
        return Stream.concat(
                        LOOPBACK.stream(),
                        Arrays.stream(listed.split("[,\\s]+")).flatMap(ProxySettings::patterns))
                .distinct()
                .toList();
    }

    private static Stream<String> patterns(String entry) {
        String host = entry.replaceFirst("^\\*?\\.", "").replaceFirst(":\\d+\\z", "");
        return host.isEmpty() ? Stream.of() : host.equals("*") ? Stream.of("*") : Stream.of(host, "*." + host);
    }
}
