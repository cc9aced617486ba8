package dev.earshot.webhook;

import dev.earshot.common.StartRefusal;
import dev.earshot.outbox.Destination;
import dev.earshot.outbox.DestinationRules;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The endpoints of the configuration. A senseless one stops the start; a message names settings and never a value. */
@Singleton
class WebhookEndpoints {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,39}");
    private static final List<String> TAKEN = List.of(Destination.PRIMARY, Destination.KAFKA);
    private static final int MOST_SECRETS = 4;

    private final DestinationRules rules;
    private final List<String> faults = new ArrayList<>();
    private final List<WebhookEndpoint> all = new ArrayList<>();

    @Inject
    WebhookEndpoints(WebhookConfig config, DestinationRules rules) {
        this(config.endpoint(), rules);
    }

    WebhookEndpoints(Map<String, WebhookConfig.Endpoint> configured, DestinationRules rules) {
        this.rules = rules;
        configured.forEach(this::read);
        StartRefusal.ifAny(faults);
    }

    List<WebhookEndpoint> all() {
        return List.copyOf(all);
    }

    private void read(String name, WebhookConfig.Endpoint endpoint) {
        String at = "earshot.webhook.endpoint." + name;
        List<WebhookSecret> secrets = endpoint.secrets().stream()
                .flatMap(text -> WebhookSecret.parse(text).stream())
                .toList();
        must(
                NAME.matcher(name).matches() && !TAKEN.contains(name),
                at + " must be named by 1 to 40 small letters, digits, - and _, and not " + String.join(" or ", TAKEN));
        must(isHttp(endpoint.url()), at + ".url must be an http or https address without user, password and fragment");
        must(
                secrets.size() == endpoint.secrets().size() && !secrets.isEmpty() && secrets.size() <= MOST_SECRETS,
                at + ".secrets must be 1 to 4 secrets: whsec_ and 24 to 64 bytes in Base64");
        faults.addAll(rules.faults(at, endpoint.events(), endpoint.timeout()));
        if (faults.isEmpty()) {
            all.add(new WebhookEndpoint(
                    name,
                    URI.create(endpoint.url()),
                    secrets,
                    endpoint.events().map(Set::copyOf),
                    endpoint.timeout(),
                    endpoint.concurrency()));
        }
    }

    private void must(boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }

    private static boolean isHttp(String text) {
        try {
            URI url = URI.create(text);
            return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                    && url.getHost() != null
                    && url.getPort() <= 65_535
                    && url.getRawUserInfo() == null
                    && url.getRawFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
