package dev.earshot.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.stream.Stream;

/** The groups of settings of the compiled application. */
public final class Mappings {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.earshot");

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
