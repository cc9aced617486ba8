package dev.earshot.postgres;

import io.vertx.pgclient.SslMode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The database's address and how to connect to it: {@code EARSHOT_DB}, a connection URI with the parameters of libpq.
 *
 * @param sslMode libpq's default is {@code prefer}; with a root certificate, {@code require} verifies it as {@code
 *     verify-ca} does
 * @param rootCertificate verifies the server's certificate; {@code system} means the certificates that Java trusts
 * @param certificate the client's certificate, with its {@code key}
 */
public record DatabaseUrl(
        String host,
        int port,
        String database,
        SslMode sslMode,
        Optional<String> rootCertificate,
        Optional<String> certificate,
        Optional<String> key,
        int connectTimeoutSeconds,
        Optional<String> applicationName) {
    static final String FORM = "of the form postgresql://host:port/database, without user and password";
    static final String SYSTEM = "system";

    private static final int DEFAULT_PORT = 5432;
    private static final String DEFAULT_CONNECT_TIMEOUT = "3";
    private static final Set<String> PARAMETERS =
            Set.of("sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout", "application_name");

    private static final int LARGEST_PORT = 65_535;

    /** @throws IllegalArgumentException with what it must be, as a phrase that does not repeat the value */
    public static DatabaseUrl parse(String text) {
        URI uri = uri(text);
        Map<String, String> parameters = parameters(uri);
        DatabaseUrl url = new DatabaseUrl(
                uri.getHost(),
                uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                uri.getPath().substring(1),
                sslMode(parameters),
                Optional.ofNullable(parameters.get("sslrootcert")),
                Optional.ofNullable(parameters.get("sslcert")),
                Optional.ofNullable(parameters.get("sslkey")),
                seconds(parameters.getOrDefault("connect_timeout", DEFAULT_CONNECT_TIMEOUT)),
                Optional.ofNullable(parameters.get("application_name")));
        url.mustMakeSense();
        return url;
    }

    /** Whether the server must prove its identity. */
    boolean verifies() {
        return sslMode == SslMode.VERIFY_CA || sslMode == SslMode.VERIFY_FULL;
    }

    List<Path> files() {
        return List.of(rootCertificate, certificate, key).stream()
                .flatMap(Optional::stream)
                .filter(name -> !name.equals(SYSTEM))
                .map(Path::of)
                .toList();
    }

    /** libpq's name of the mode, which is JDBC's too. */
    String sslModeName() {
        return sslMode.value;
    }

    private void mustMakeSense() {
        if (verifies() && rootCertificate.isEmpty()) {
            throw new IllegalArgumentException(
                    "given sslrootcert too, since sslmode=" + sslModeName() + " checks the server's certificate");
        }
        if (rootCertificate.filter(SYSTEM::equals).isPresent() && sslMode != SslMode.VERIFY_FULL) {
            throw new IllegalArgumentException("given sslmode=verify-full, since sslrootcert=system trusts many");
        }
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException("given both sslcert and sslkey, or neither");
        }
        for (Path file : files()) {
            if (!Files.isReadable(file)) {
                throw new IllegalArgumentException("given certificates that can be read, which " + file + " can't");
            }
        }
    }

    private static URI uri(String text) {
        try {
            URI uri = URI.create(text);
            boolean isDatabase = ("postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getPort() <= LARGEST_PORT
                    && uri.getUserInfo() == null
                    && uri.getFragment() == null
                    && uri.getPath() != null
                    && uri.getPath().matches("/[^/\\s]+");
            if (isDatabase) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // As invalid as any other.
        }
        throw new IllegalArgumentException(FORM);
    }

    private static Map<String, String> parameters(URI uri) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (uri.getRawQuery() != null) {
            for (String parameter : uri.getRawQuery().split("&")) {
                String[] parts = parameter.split("=", 2);
                if (parts.length < 2 || !PARAMETERS.contains(parts[0])) {
                    throw new IllegalArgumentException("given no parameters but sslmode, sslrootcert, sslcert, sslkey,"
                            + " connect_timeout and application_name");
                }
                parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    private static SslMode sslMode(Map<String, String> parameters) {
        String mode = parameters.getOrDefault("sslmode", SslMode.PREFER.value);
        SslMode known = Arrays.stream(SslMode.values())
                .filter(one -> one.value.equals(mode))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "given sslmode disable, allow, prefer, require, verify-ca or verify-full"));
        boolean checks = known == SslMode.REQUIRE && parameters.containsKey("sslrootcert");
        return checks ? SslMode.VERIFY_CA : known;
    }

    private static int seconds(String text) {
        if (!text.matches("[1-9][0-9]{0,2}")) {
            throw new IllegalArgumentException("given a connect_timeout of 1 to 999 seconds");
        }
        return Integer.parseInt(text);
    }
}
