package dev.earshot.shipping.image;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the code that {@link LookupSites} has changed calls instead of the JDK, or before it: writes down each look-up
 * once, at once, since the process may be killed. It runs in the application and knows nothing but the JDK.
 */
public final class LookupRecorder {
    static volatile OutputStream out;
    private static final StackWalker STACK = StackWalker.getInstance();
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    private LookupRecorder() {}

    static void writeTo(String file) throws IOException {
        out = new FileOutputStream(file, true);
    }

    /**
     * Initializers that are under way belong to it: most of them run while an image is built, with all that they look
     * up.
     */
    private static void record(String kind, String target, String detail, String caller) {
        String initializers = STACK.walk(
                frames -> frames.filter(frame -> frame.getMethodName().equals("<clinit>"))
                        .map(StackWalker.StackFrame::getClassName)
                        .distinct()
                        .collect(Collectors.joining(",")));
        String line = String.join("\t", kind, target, detail, caller, initializers) + "\n";
        if (SEEN.add(line)) {
            try {
                out.write(line.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static void name(String name, String caller) {
        if (name != null) {
            record("class", name, "", caller);
        }
    }

    public static void members(Class<?> type, String what, String caller) {
        if (type != null && !type.isArray() && !type.isPrimitive() && !type.isHidden()) {
            record("members", type.getName(), what, caller);
        }
    }

    public static void service(Class<?> type, String caller) {
        record("service", type.getName(), "", caller);
    }

    public static void bundle(String name, String caller) {
        record("bundle", name, "", caller);
    }

    private static <T> T found(T resource, Class<?> type, String name, String caller) {
        if (resource != null) {
            String folder = type.getPackageName().replace('.', '/') + "/";
            record("resource", name.startsWith("/") ? name.substring(1) : folder + name, "", caller);
        }
        return resource;
    }

    private static <T> T found(T resource, String name, String caller) {
        if (resource != null) {
            record("resource", name, "", caller);
        }
        return resource;
    }

    public static Class<?> forName(String name, boolean initialize, ClassLoader loader, String caller)
            throws ClassNotFoundException {
        name(name, caller);
        return Class.forName(name, initialize, loader);
    }

    public static Method getMethod(Class<?> type, String name, Class<?>[] types, String caller)
            throws NoSuchMethodException {
        members(type, "Methods", caller);
        return type.getMethod(name, types);
    }

    public static Method getDeclaredMethod(Class<?> type, String name, Class<?>[] types, String caller)
            throws NoSuchMethodException {
        members(type, "Methods", caller);
        return type.getDeclaredMethod(name, types);
    }

    public static MethodHandle findVirtual(Lookup lookup, Class<?> type, String name, MethodType shape, String caller)
            throws NoSuchMethodException, IllegalAccessException {
        members(type, "Methods", caller);
        return lookup.findVirtual(type, name, shape);
    }

    public static MethodHandle findStatic(Lookup lookup, Class<?> type, String name, MethodType shape, String caller)
            throws NoSuchMethodException, IllegalAccessException {
        members(type, "Methods", caller);
        return lookup.findStatic(type, name, shape);
    }

    public static VarHandle findVarHandle(Lookup lookup, Class<?> type, String name, Class<?> of, String caller)
            throws NoSuchFieldException, IllegalAccessException {
        members(type, "Fields", caller);
        return lookup.findVarHandle(type, name, of);
    }

    public static VarHandle findStaticVarHandle(Lookup lookup, Class<?> type, String name, Class<?> of, String caller)
            throws NoSuchFieldException, IllegalAccessException {
        members(type, "Fields", caller);
        return lookup.findStaticVarHandle(type, name, of);
    }

    public static Object newProxyInstance(
            ClassLoader loader, Class<?>[] interfaces, InvocationHandler handler, String caller) {
        String names = Stream.of(interfaces).map(Class::getName).collect(Collectors.joining(","));
        record("proxy", names, "", caller);
        return Proxy.newProxyInstance(loader, interfaces, handler);
    }

    public static ResourceBundle getBundle(String name, Locale locale, ClassLoader loader, String caller) {
        bundle(name, caller);
        return ResourceBundle.getBundle(name, locale, loader);
    }

    public static URL getResource(Class<?> type, String name, String caller) {
        return found(type.getResource(name), type, name, caller);
    }

    public static InputStream getResourceAsStream(Class<?> type, String name, String caller) {
        return found(type.getResourceAsStream(name), type, name, caller);
    }

    public static URL getResource(ClassLoader loader, String name, String caller) {
        return found(loader.getResource(name), name, caller);
    }

    public static InputStream getResourceAsStream(ClassLoader loader, String name, String caller) {
        return found(loader.getResourceAsStream(name), name, caller);
    }

    public static Enumeration<URL> getResources(ClassLoader loader, String name, String caller) throws IOException {
        Enumeration<URL> resources = loader.getResources(name);
        found(resources.hasMoreElements() ? resources : null, name, caller);
        return resources;
    }
}
