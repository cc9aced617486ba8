package dev.earshot.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import dev.earshot.ProgramClasses;
import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.stream.Stream;

/** The groups of settings of the compiled application. */
public final class Mappings {
    private static final JavaClasses CLASSES = ProgramClasses.ALL;

    private static final List<Class<?>> MAPPINGS = CLASSES.stream()
            .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
            .<Class<?>>map(JavaClass::reflect)
            .toList();

    private Mappings() {}

    public static Stream<Class<?>> all() {
        return MAPPINGS.stream();
    }

    /** The classes of the application, without those of its tests. */
    public static Stream<JavaClass> classes() {
        return CLASSES.stream();
    }
}
