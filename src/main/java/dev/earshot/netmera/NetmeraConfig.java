package dev.earshot.netmera;

import dev.earshot.event.ParameterType;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import java.util.Optional;

/**
 * Netmera's address and its spelling of names. The address is the setting {@code EARSHOT_NETMERA_URL}, the key {@code
 * EARSHOT_NETMERA_API_KEY}.
 */
@ConfigMapping(prefix = "earshot.netmera")
public interface NetmeraConfig {

    /** The base of the REST API, with its version: {@code https://restapi.netmera.com/rest/3.0}. */
    @NotBlank
    String url();

    /** The REST API key; it is sent in the header {@code X-netmera-api-key} and appears nowhere else. */
    @NotBlank
    String apiKey();

    /**
     * The spelling of event and parameter names on the wire. It must match the panel: a mismatch silently stops
     * journeys.
     */
    @WithDefault("CAMEL")
    NameMapping.Style naming();

    /**
     * Exceptions to the naming style: a taxonomy name ({@code ai_item_saved}), or one with its parameter ({@code
     * ai_item_saved.item_type}), and its spelling on the wire.
     */
    Map<String, String> names();

    /**
     * The attribute of an event that holds the time it happened, in UTC and ISO 8601 to the millisecond ({@code
     * 2026-11-26T19:15:27.042Z}), so that an event that arrives late is not dated by its arrival; none if empty.
     */
    @WithDefault("eventTime")
    Optional<@Pattern(regexp = "[A-Za-z][A-Za-z0-9_]{0,63}") String> eventTime();

    /**
     * Profile attributes by the name that {@code identify_customer} receives, if the panel has another name for them or
     * should be checked before the first one is sent: {@code earshot.netmera.profile.birthday.name=birthDate}, {@code
     * ….type=date}.
     */
    Map<String, Attribute> profile();

    /** An attribute of a profile. */
    interface Attribute {
        /** Its code in the panel; without one it is sent under its own name. */
        Optional<String> name();

        /** What its values are: text, number, integer, boolean or date. */
        @WithDefault("TEXT")
        ParameterType type();
    }
}
