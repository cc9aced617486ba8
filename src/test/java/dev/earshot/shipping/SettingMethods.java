package dev.earshot.shipping;

import dev.earshot.testing.Mappings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Every setting of every {@code @ConfigMapping}, read off the compiled application. */
final class SettingMethods {
    private static final List<String> NUMBERS = List.of(
            "int", "long", "double", "java.lang.Integer", "java.lang.Long", "java.lang.Double", "java.math.BigDecimal");

    private SettingMethods() {}

    /** A setting, and the method that gives it. */
    record Setting(String name, Method method) {
        /** Whether it is one of several of a kind, each below a name of its own. */
        boolean isNested() {
            return name.contains("*");
        }

        /** Whether it has values by number or by name. */
        boolean isMany() {
            String type = method.getGenericReturnType().getTypeName();
            return type.contains("java.util.Map") || type.contains("java.util.List") || type.contains("java.util.Set");
        }

        boolean isBounded() {
            return isDuration() || isNumber();
        }

        boolean isDuration() {
            return method.getGenericReturnType().getTypeName().contains(Duration.class.getName());
        }

        private boolean isNumber() {
            String type = method.getGenericReturnType().getTypeName();
            return NUMBERS.stream().anyMatch(number -> type.equals(number) || type.contains("<" + number))
                    || type.matches("java\\.util\\.Optional(Int|Long|Double)");
        }

        Optional<String> value() {
            return Optional.ofNullable(method.getAnnotation(WithDefault.class)).map(WithDefault::value);
        }

        /**
         * The least value and the greatest, as they are written in the documentation; none when one of them is not
         * said.
         */
        Optional<String> bounds() {
            return least().flatMap(least -> most().map(most -> least + " to " + most));
        }

        Optional<String> least() {
            DurationMin least = method.getAnnotation(DurationMin.class);
            DecimalMin decimal = method.getAnnotation(DecimalMin.class);
            Min number = method.getAnnotation(Min.class);
            return least != null
                    ? Optional.of(text(least.days(), least.hours(), least.minutes(), least.seconds(), least.millis()))
                    : decimal != null
                            ? Optional.of(decimal.value())
                            : Optional.ofNullable(number).map(min -> Long.toString(min.value()));
        }

        Optional<String> most() {
            DurationMax most = method.getAnnotation(DurationMax.class);
            DecimalMax decimal = method.getAnnotation(DecimalMax.class);
            Max number = method.getAnnotation(Max.class);
            return most != null
                    ? Optional.of(text(most.days(), most.hours(), most.minutes(), most.seconds(), most.millis()))
                    : decimal != null
                            ? Optional.of(decimal.value())
                            : Optional.ofNullable(number).map(max -> Long.toString(max.value()));
        }

        private static String text(long days, long hours, long minutes, long seconds, long millis) {
            return days > 0
                    ? days + "d"
                    : hours > 0
                            ? hours + "h"
                            : minutes > 0 ? minutes + "m" : seconds > 0 ? seconds + "s" : millis + "ms";
        }
    }

    static List<Setting> all() {
        return Mappings.all().flatMap(SettingMethods::settings).toList();
    }

    private static Stream<Setting> settings(Class<?> mapping) {
        String prefix = mapping.getAnnotation(ConfigMapping.class).prefix();
        return Stream.concat(
                Stream.of(mapping.getMethods())
                        .map(method -> new Setting(prefix + "." + kebab(method.getName()), method)),
                Stream.of(mapping.getClasses())
                        .filter(Class::isInterface)
                        .flatMap(nested -> Stream.of(nested.getMethods())
                                .map(method -> new Setting(
                                        prefix + "." + keyed(mapping, nested) + ".*." + kebab(method.getName()),
                                        method))));
    }

    /** The setting that has such a group by each name. */
    private static String keyed(Class<?> mapping, Class<?> group) {
        return Stream.of(mapping.getMethods())
                .filter(method -> method.getGenericReturnType().getTypeName().contains(group.getName()))
                .map(method -> kebab(method.getName()))
                .findFirst()
                .orElseThrow();
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
