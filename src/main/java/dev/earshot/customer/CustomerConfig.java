package dev.earshot.customer;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What is read out of a customer's profile. */
@ConfigMapping(prefix = "earshot.customer")
public interface CustomerConfig {
    /**
     * The profile attribute by which a platform tells of consent, such as {@code marketing_consent}: {@code false}, {@code "false"}, {@code "no"}
     * or {@code "denied"} denies it, any other value grants it. Without one, only the argument {@code consent} does.
     */
    Optional<String> consentAttribute();
}
