package dev.earshot.tool.backend;

import dev.earshot.tool.backend.client.Backend;
import dev.earshot.tool.backend.file.Section;
import dev.earshot.tool.backend.file.ToolsFileFault;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the backends of the file. */
final class BackendReader {
    static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,39}");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_.-]*)(?::([^}]*))?}");
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    /** The client writes these itself. */
    private static final Set<String> OF_THE_CLIENT =
            Set.of("host", "content-length", "transfer-encoding", "connection", "content-type", "accept-encoding");

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Function<String, Optional<String>> settings;
    private final Duration timeLimit;

    /**
     * @param settings gives the setting or environment variable that {@code ${NAME}} refers to
     * @param timeLimit of a tool's call, within which a backend must answer
     */
    BackendReader(Function<String, Optional<String>> settings, Duration timeLimit) {
        this.settings = settings;
        this.timeLimit = timeLimit;
    }

    Map<String, Backend> read(Map<String, Section> sections) {
        Map<String, Backend> backends = new LinkedHashMap<>();
        sections.forEach((name, section) -> {
            if (!NAME.matcher(name).matches()) {
                throw new ToolsFileFault(
                        section.path(), "must be named by a small letter, then small letters, digits, - and _");
            }
            backends.put(name, backend(name, section));
        });
        return backends;
    }

    private Backend backend(String name, Section section) {
        URI url = url(section);
        Map<String, String> headers = new LinkedHashMap<>();
        section.section("headers")
                .ifPresent(all -> all.names().forEach(header -> headers.put(header, header(all, header))));
        Duration timeout = section.duration("timeout", Duration.ofSeconds(3), Duration.ofMillis(10), LONGEST);
        if (timeout.compareTo(timeLimit) >= 0) {
            throw section.fault(
                    "timeout", "must be less than earshot.tool.time-limit, which is " + Section.shown(timeLimit));
        }
        String key = section.optionalText("idempotencyHeader").orElse("Idempotency-Key");
        mustBeHeader(section, "idempotencyHeader", key);
        Section breaker = section.section("circuitBreaker").orElseGet(() -> new Section(section.path(), Map.of()));
        Backend backend = new Backend(
                name,
                url,
                Map.copyOf(headers),
                timeout,
                section.number("concurrency", 64, 1, 1000),
                section.number("answerBytes", 262_144, 1, 8_388_608),
                key,
                new Backend.Breaker(
                        breaker.number("calls", 20, 2, 1000),
                        breaker.number("failurePercent", 50, 1, 100),
                        breaker.duration("pause", Duration.ofSeconds(5), Duration.ofMillis(100), LONGEST)));
        breaker.end();
        section.end();
        return backend;
    }

    private URI url(Section section) {
        String text = resolved(section, "url", section.text("url")).replaceFirst("/+\\z", "");
        URI url;
        try {
            url = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw section.fault("url", "must be an http or https address");
        }
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null || url.getPort() > 65_535) {
            throw section.fault("url", "must be an http or https address");
        }
        if (url.getRawUserInfo() != null) {
            throw section.fault("url", "must hold no user and password; a header can");
        }
        if (url.getRawQuery() != null
                || url.getRawFragment() != null
                || !url.normalize().equals(url)) {
            throw section.fault("url", "must have no query, no fragment and no steps such as ..");
        }
        return url;
    }

    private String header(Section headers, String name) {
        mustBeHeader(headers, name, name);
        String value = resolved(headers, name, headers.text(name));
        if (!HttpOperation.HEADER_VALUE.matcher(value).matches()) {
            throw headers.fault(name, "must be of printable ASCII characters");
        }
        return value;
    }

    static void mustBeHeader(Section section, String field, String name) {
        if (!HEADER_NAME.matcher(name).matches() || OF_THE_CLIENT.contains(name.toLowerCase(java.util.Locale.ROOT))) {
            throw section.fault(field, "must be the name of a header that Earshot does not write itself");
        }
    }

    /** A text with its references to settings replaced; a fault names the setting and never its value. */
    private String resolved(Section section, String field, String text) {
        return REFERENCE
                .matcher(text)
                .replaceAll(reference -> Matcher.quoteReplacement(settings.apply(reference.group(1))
                        .or(() -> Optional.ofNullable(reference.group(2)))
                        .orElseThrow(
                                () -> section.fault(field, "refers to " + reference.group(1) + ", which is not set"))));
    }
}
