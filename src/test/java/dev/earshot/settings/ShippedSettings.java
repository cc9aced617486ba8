package dev.earshot.settings;

import dev.earshot.testing.Mappings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidatorImpl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** As in production: what is shipped, the defaults of all mappings, and what an operator sets. */
final class ShippedSettings {
    private static final int OVERRIDING = 500;

    private ShippedSettings() {}

    /** Without the bounds of single settings. */
    static SmallRyeConfig with(Map<String, String> settings) {
        return builder(settings).build();
    }

    static SmallRyeConfig checked(Map<String, String> settings) {
        return builder(settings)
                .withValidator(new BeanValidationConfigValidatorImpl())
                .build();
    }

    private static SmallRyeConfigBuilder builder(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        List.of(
                        "EARSHOT_DB",
                        "EARSHOT_DB_USER",
                        "EARSHOT_DB_PASSWORD",
                        "EARSHOT_NETMERA_API_KEY",
                        "EARSHOT_INSIGHTARC_API_KEY")
                .forEach(name -> all.put(name, "x"));
        try {
            SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .addDiscoveredConverters()
                    .withProfile("prod")
                    .withSources(
                            new PropertiesConfigSource(Path.of("src", "main", "resources", "application.properties")
                                    .toUri()
                                    .toURL()))
                    .withSources(new PropertiesConfigSource(all, "operator", OVERRIDING));
            Mappings.all().forEach(builder::withMapping);
            return builder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
