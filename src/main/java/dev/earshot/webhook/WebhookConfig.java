package dev.earshot.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Webhooks: further destinations of events. Without an endpoint there are none, and nothing is done for them. */
@ConfigMapping(prefix = "earshot.webhook")
public interface WebhookConfig {

    /**
     * Whether an endpoint may have a private or local address, such as one of the cluster. Without it, deliveries to a
     * name that resolves to one are held.
     */
    @WithDefault("false")
    boolean privateAddresses();

    /**
     * Endpoints by the name of their destination, 1 to 40 small letters, digits, - and _, neither netmera nor kafka:
     * {@code earshot.webhook.endpoint.crm.url=https://crm.example/hooks}.
     */
    Map<String, Endpoint> endpoint();

    /** An endpoint. */
    interface Endpoint {
        /** Where its events are posted: an http or https address without user, password and fragment. */
        String url();

        /**
         * The secrets that sign, 1 to 4, each {@code whsec_} and 24 to 64 bytes in Base64; give a reference to an
         * environment variable, {@code ${CRM_WEBHOOK_SECRET}}. While a secret is replaced, name the new and the old
         * one: each message has a signature by each.
         */
        List<String> secrets();

        /**
         * The events that it gets, by their names in the taxonomy, and {@code profile} for the attributes of customers;
         * without it all events and no profiles. Erasures are always sent.
         */
        Optional<Set<String>> events();

        /** How long a message may take, with its answer. */
        @WithDefault("10s")
        @DurationMin(millis = 100)
        @DurationMax(minutes = 5)
        Duration timeout();

        /** Most messages at the same time, per replica. */
        @WithDefault("16")
        @Min(1)
        @Max(256)
        int concurrency();
    }
}
