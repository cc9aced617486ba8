package dev.earshot.netmera;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.event.EventDefinition;
import dev.earshot.event.ParameterType;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameSettingsTest {
    private static final List<EventDefinition> EVENTS = List.of(
            new EventDefinition(
                    "ai_item_saved",
                    "",
                    Map.of("item_id", ParameterType.TEXT, "item_type", ParameterType.TEXT),
                    Map.of()),
            new EventDefinition("ai_quote", "", Map.of("item_id", ParameterType.TEXT), Map.of()));

    @ParameterizedTest
    @CsvSource({
        "names.ai_item_svaed, ItemSaved, names no event",
        "names.ai_item_saved.item_kind, kind, 'names no event, and no parameter of one'",
        "names.ai_item_saved, Item Saved, must be a name without spaces",
        "names.ai_item_saved.item_id, extId, must not be a name that Netmera interprets",
        "profile.birthday.name, birth date, '.name must be a name without spaces, and not extId'",
        "profile.birthday.name, EXT_ID, '.name must be a name without spaces, and not extId'",
    })
    void a_name_that_could_never_work_is_refused(String setting, String value, String fault) {
        assertThat(faults(Map.of("earshot.netmera." + setting, value)))
                .singleElement()
                .asString()
                .startsWith("earshot.netmera.")
                .contains(fault);
    }

    @Test
    void names_of_the_taxonomy_are_taken_those_of_custom_events_too() {
        assertThat(faults(Map.of(
                        "earshot.netmera.names.ai_item_saved", "ItemSaved",
                        "earshot.netmera.names.ai_item_saved.item_type", "type",
                        "earshot.netmera.names.ai_quote.item_id", "urun",
                        "earshot.netmera.profile.birthday.name", "birthDate")))
                .isEmpty();
    }

    private static List<String> faults(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("earshot.netmera.url", "http://localhost");
        all.put("earshot.netmera.api-key", "n");
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(all, "test", 500))
                .withMapping(NetmeraConfig.class)
                .build();
        return new NameSettings(config.getConfigMapping(NetmeraConfig.class), EVENTS).faults();
    }
}
