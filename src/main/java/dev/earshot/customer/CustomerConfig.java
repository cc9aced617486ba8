package dev.earshot.customer;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What is read from a customer's profile. */
@ConfigMapping(prefix = "earshot.customer")
public interface CustomerConfig {
    /**
     * The profile attribute in which a platform reports consent, such as {@code marketing_consent}. The values {@code
     * false}, {@code "false"}, {@code "no"} and {@code "denied"} deny it, all others grant it. Without this setting,
     * only the argument {@code consent} counts.
     */
    Optional<String> consentAttribute();
}
