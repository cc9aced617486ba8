package dev.earshot.shipping.image;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.cache.CacheResult;
import io.quarkus.cache.runtime.caffeine.CaffeineCacheImpl;
import io.quarkus.cache.runtime.caffeine.CaffeineCacheInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The classes that Caffeine picks for our caches, by names which it puts together from what a cache is to do. Each
 * cache is really made: the calls of the builder are read off the byte code and repeated, and those of the framework
 * are made of their settings.
 */
final class CacheClasses {
    private static final String BUILDER = Type.getInternalName(Caffeine.class);
    private static final String SETTING = "quarkus.cache.caffeine.\"%s\".%s";

    private final Map<String, Set<String>> found = new TreeMap<>();
    private final Properties settings = new Properties();

    private CacheClasses() {}

    /** By the method that builds a cache, or the name of the framework's cache. */
    static Map<String, Set<String>> byCache(Path classes) {
        CacheClasses caches = new CacheClasses();
        try (Stream<Path> files = Files.walk(classes);
                InputStream properties = Files.newInputStream(classes.resolve("application.properties"))) {
            caches.settings.load(properties);
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".class")).toList()) {
                caches.look(Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        return caches.found;
    }

    private void look(byte[] file) throws ReflectiveOperationException {
        ClassNode type = new ClassNode();
        new ClassReader(file).accept(type, ClassReader.SKIP_DEBUG);
        for (MethodNode method : type.methods) {
            List<MethodInsnNode> calls = Stream.of(method.instructions.toArray())
                    .filter(MethodInsnNode.class::isInstance)
                    .map(MethodInsnNode.class::cast)
                    .filter(call -> call.owner.equals(BUILDER))
                    .toList();
            if (!calls.isEmpty()) {
                repeat(type.name.replace('/', '.') + "." + method.name, calls);
            }
            List<org.objectweb.asm.tree.AnnotationNode> annotations =
                    method.visibleAnnotations == null ? List.of() : method.visibleAnnotations;
            for (var annotation : annotations) {
                if (annotation.desc.equals(Type.getDescriptor(CacheResult.class))) {
                    String name = (String) annotation.values.get(annotation.values.indexOf("cacheName") + 1);
                    add("the cache " + name, new CaffeineCacheImpl(info(name), false));
                }
            }
        }
    }

    private void repeat(String where, List<MethodInsnNode> calls) throws ReflectiveOperationException {
        Object builder = null;
        for (MethodInsnNode call : calls) {
            Type[] types = Type.getArgumentTypes(call.desc);
            Class<?>[] classes = new Class<?>[types.length];
            Object[] values = new Object[types.length];
            for (int i = 0; i < types.length; i++) {
                classes[i] = load(types[i]);
                values[i] = any(classes[i]);
            }
            Object made = Caffeine.class.getMethod(call.name, classes).invoke(builder, values);
            if (made instanceof Caffeine<?, ?>) {
                builder = made;
            } else {
                add(where, made);
                builder = null;
            }
        }
        if (builder != null) {
            throw new AssertionError(where + " begins a cache that is built elsewhere, which is not looked for");
        }
    }

    private void add(String where, Object cache) throws ReflectiveOperationException {
        Object inner = cache;
        while (hasField(inner, "cache")) {
            inner = field(inner, "cache");
        }
        Set<String> classes = found.computeIfAbsent(where, none -> new TreeSet<>());
        if (hasField(inner, "nodeFactory")) {
            classes.add(inner.getClass().getName());
            classes.add(field(inner, "nodeFactory").getClass().getName());
        }
    }

    private CaffeineCacheInfo info(String name) {
        CaffeineCacheInfo info = new CaffeineCacheInfo();
        info.name = name;
        info.maximumSize = isSet(name, "maximum-size") ? Long.valueOf(1) : null;
        info.initialCapacity = isSet(name, "initial-capacity") ? Integer.valueOf(1) : null;
        info.expireAfterWrite = isSet(name, "expire-after-write") ? Duration.ofMinutes(1) : null;
        info.expireAfterAccess = isSet(name, "expire-after-access") ? Duration.ofMinutes(1) : null;
        return info;
    }

    private boolean isSet(String cache, String what) {
        return settings.containsKey(SETTING.formatted(cache, what));
    }

    private static Class<?> load(Type type) throws ClassNotFoundException {
        return switch (type.getSort()) {
            case Type.LONG -> long.class;
            case Type.INT -> int.class;
            default -> Class.forName(type.getClassName());
        };
    }

    /** Caffeine asks only whether there is a limit, and not which. */
    private static Object any(Class<?> type) {
        if (type == long.class) {
            return 1L;
        }
        if (type == int.class) {
            return 1;
        }
        return type == Duration.class
                ? Duration.ofMinutes(1)
                : Proxy.newProxyInstance(
                        type.getClassLoader() == null ? CacheClasses.class.getClassLoader() : type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> null);
    }

    private static boolean hasField(Object owner, String name) {
        return declaring(owner.getClass(), name) != null;
    }

    private static Object field(Object owner, String name) throws ReflectiveOperationException {
        Field field = declaring(owner.getClass(), name).getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }

    private static Class<?> declaring(Class<?> type, String name) {
        for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
            if (Stream.of(owner.getDeclaredFields())
                    .anyMatch(field -> field.getName().equals(name))) {
                return owner;
            }
        }
        return null;
    }
}
