package dev.earshot.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.earshot.shipping.SettingMethods.Setting;
import dev.earshot.testing.Mappings;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidatorImpl;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No number and no duration can be set to what makes no sense: each has bounds, and what is outside of them is refused
 * by name.
 */
class SettingBoundsTest {
    private static final Map<String, String> NEEDED = Map.of(
            "earshot.database.url", "postgresql://localhost/earshot",
            "earshot.netmera.url", "http://localhost/rest/3.0",
            "earshot.netmera.api-key", "n",
            "earshot.insight.url", "http://localhost",
            "earshot.insight.api-key", "i",
            "earshot.webhook.endpoint.*.url", "http://localhost",
            "earshot.webhook.endpoint.*.secrets", "s");
    /** Read where they are injected; their bounds are said in the check of settings at the start. */
    private static final Set<String> BOUNDED_ELSEWHERE =
            Set.of("quarkus.shutdown.delay", "quarkus.datasource.reactive.max-size");

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^:}]+):([^}]+)}");

    static Stream<Setting> bounded() {
        return SettingMethods.all().stream().filter(Setting::isBounded);
    }

    @Test
    void every_number_and_every_duration_has_a_least_and_a_greatest_value() {
        assertThat(bounded()).hasSizeGreaterThan(40);
        assertThat(bounded().filter(setting -> setting.bounds().isEmpty()).map(Setting::name))
                .isEmpty();
    }

    @Test
    void no_duration_hides_in_a_text() {
        assertThat(SettingMethods.all().stream()
                        .filter(setting -> !setting.isBounded())
                        .filter(setting -> setting.value()
                                .filter(value -> value.matches("\\d+(ms|[smhd])"))
                                .isPresent())
                        .map(Setting::name))
                .containsExactly("earshot.insight.time-range");
    }

    @ParameterizedTest
    @MethodSource("bounded")
    void what_is_outside_of_its_bounds_is_refused_by_name(Setting setting) {
        refuses(setting.name(), below(setting));
        refuses(setting.name(), setting.isDuration() ? "36500d" : "1000000000");
    }

    @ParameterizedTest
    @CsvSource({"earshot.insight.budget,0ms", "earshot.session.idle,-PT5M", "earshot.outbox.keep-settled,-P1D"})
    void what_was_once_believed_is_refused(String name, String value) {
        refuses(name, value);
    }

    /**
     * What is done at intervals is done at bounded ones: the expression names a setting that is a duration, with its
     * default.
     */
    @Test
    void every_schedule_is_a_bounded_setting() {
        Map<String, String> durations = bounded()
                .filter(Setting::isDuration)
                .collect(Collectors.toMap(
                        Setting::name, setting -> setting.value().orElse("")));
        List<String> schedules = Mappings.classes()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(Scheduled.class))
                .map(method -> method.getAnnotationOfType(Scheduled.class).every())
                .toList();
        assertThat(schedules).isNotEmpty().allSatisfy(every -> {
            Matcher expression = EXPRESSION.matcher(every);
            assertThat(expression.matches()).as(every).isTrue();
            assertThat(durations).containsEntry(expression.group(1), expression.group(2));
        });
    }

    @Test
    void no_number_and_no_duration_is_injected_past_its_bounds() {
        assertThat(Mappings.classes()
                        .map(JavaClass::reflect)
                        .flatMap(type -> Stream.of(type.getDeclaredConstructors()))
                        .flatMap(SettingBoundsTest::injected)
                        .filter(name -> !BOUNDED_ELSEWHERE.contains(name)))
                .isEmpty();
    }

    private static Stream<String> injected(Executable constructor) {
        return Stream.of(constructor.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(ConfigProperty.class))
                .filter(SettingBoundsTest::isNumeric)
                .map(parameter -> parameter.getAnnotation(ConfigProperty.class).name());
    }

    private static boolean isNumeric(Parameter parameter) {
        return parameter
                .getParameterizedType()
                .getTypeName()
                .matches(".*(int|long|double|Integer|Long|Double|OptionalInt|OptionalLong|Duration)>?");
    }

    private static String below(Setting setting) {
        return setting.isDuration()
                ? "-1s"
                : new BigDecimal(setting.least().orElseThrow())
                        .subtract(BigDecimal.ONE)
                        .toPlainString();
    }

    private static void refuses(String name, String value) {
        Map<String, String> settings = new HashMap<>(NEEDED);
        settings.put(name, value);
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withValidator(new BeanValidationConfigValidatorImpl())
                .withSources(new PropertiesConfigSource(settings, "test", 500));
        Mappings.all().forEach(builder::withMapping);
        assertThatThrownBy(builder::build)
                .as("%s=%s", name, value)
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining(name + " must be");
    }
}
