package dev.earshot.shipping.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * The types that one class hands to what makes JSON, or asks what reads JSON for: read off its byte code, since no list
 * that is kept by hand stays true.
 */
final class JsonCalls {
    private static final Set<String> WRITING = Set.of(
            "encode",
            "encodePrettily",
            "encodeToBuffer",
            "mapFrom",
            "put",
            "add",
            "entity",
            "ok",
            "writeValueAsString",
            "writeValueAsBytes",
            "writeValue",
            "valueToTree",
            "convertValue",
            "addJsonObject");
    private static final Set<String> READING =
            Set.of("mapTo", "decodeValue", "readValue", "readerFor", "readEntity", "treeToValue", "convertValue");
    private static final List<String> LIBRARIES = List.of(
            "io/vertx/core/json/", "com/fasterxml/jackson/", "jakarta/ws/rs/core/", "org/jboss/resteasy/reactive/");

    private final ClassLoader loader;
    private final ClassNode type = new ClassNode();
    private final Set<Type> found = new HashSet<>();

    private JsonCalls(ClassLoader loader) {
        this.loader = loader;
    }

    static Set<Type> in(Path file, ClassLoader loader) {
        JsonCalls calls = new JsonCalls(loader);
        try {
            new ClassReader(Files.readAllBytes(file)).accept(calls.type, ClassReader.SKIP_DEBUG);
            for (MethodNode method : calls.type.methods) {
                calls.look(method);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (AnalyzerException e) {
            throw new IllegalStateException(e);
        }
        return calls.found;
    }

    private void look(MethodNode method) throws AnalyzerException {
        List<MethodInsnNode> calls = Stream.of(method.instructions.toArray())
                .filter(MethodInsnNode.class::isInstance)
                .map(MethodInsnNode.class::cast)
                .filter(call -> LIBRARIES.stream().anyMatch(call.owner::startsWith))
                .toList();
        if (calls.stream().anyMatch(call -> READING.contains(call.name))) {
            addLiterals(method);
        }
        List<MethodInsnNode> writing =
                calls.stream().filter(call -> WRITING.contains(call.name)).toList();
        if (!writing.isEmpty()) {
            Frame<SourceValue>[] frames = new Analyzer<>(new SourceInterpreter()).analyze(type.name, method);
            writing.forEach(call -> addArguments(method, frames, call));
        }
    }

    private void addLiterals(MethodNode method) {
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof LdcInsnNode literal && literal.cst instanceof org.objectweb.asm.Type named) {
                found.add(load(named));
            }
        }
    }

    private void addArguments(MethodNode method, Frame<SourceValue>[] frames, MethodInsnNode call) {
        Frame<SourceValue> frame = frames[method.instructions.indexOf(call)];
        int arguments = org.objectweb.asm.Type.getArgumentCount(call.desc);
        for (int i = 1; frame != null && i <= arguments; i++) {
            addSources(method, frames, frame.getStack(frame.getStackSize() - i), new HashSet<>());
        }
    }

    /**
     * Where a value may have come from says more of its type than the stack does: generic types live on in signatures.
     */
    private void addSources(
            MethodNode method, Frame<SourceValue>[] frames, SourceValue value, Set<AbstractInsnNode> seen) {
        for (AbstractInsnNode source : value.insns) {
            if (!seen.add(source)) {
                continue;
            }
            if (source instanceof MethodInsnNode call) {
                found.addAll(returned(call));
            } else if (source instanceof FieldInsnNode field) {
                found.add(fieldType(field));
            } else if (source instanceof TypeInsnNode made) {
                found.add(load(org.objectweb.asm.Type.getObjectType(made.desc)));
            } else if (source instanceof VarInsnNode variable && variable.getOpcode() == Opcodes.ALOAD) {
                Frame<SourceValue> frame = frames[method.instructions.indexOf(variable)];
                SourceValue local = frame.getLocal(variable.var);
                if (local.insns.isEmpty()) {
                    found.add(parameter(method, variable.var));
                }
                addSources(method, frames, local, seen);
            } else if (source instanceof VarInsnNode stored && stored.getOpcode() == Opcodes.ASTORE) {
                Frame<SourceValue> frame = frames[method.instructions.indexOf(stored)];
                addSources(method, frames, frame.getStack(frame.getStackSize() - 1), seen);
            }
        }
    }

    private List<Type> returned(MethodInsnNode call) {
        Class<?> owner = load(org.objectweb.asm.Type.getObjectType(call.owner));
        List<Type> types = new ArrayList<>();
        if (call.owner.startsWith("dev/earshot/")) {
            Stream.of(owner.getDeclaredMethods())
                    .filter(method -> method.getName().equals(call.name))
                    .filter(method ->
                            org.objectweb.asm.Type.getMethodDescriptor(method).equals(call.desc))
                    .forEach(method -> types.add(method.getGenericReturnType()));
        }
        types.add(load(org.objectweb.asm.Type.getReturnType(call.desc)));
        return types;
    }

    private Type fieldType(FieldInsnNode field) {
        try {
            return load(org.objectweb.asm.Type.getObjectType(field.owner))
                    .getDeclaredField(field.name)
                    .getGenericType();
        } catch (NoSuchFieldException e) {
            return load(org.objectweb.asm.Type.getType(field.desc));
        }
    }

    private Type parameter(MethodNode method, int variable) {
        boolean isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
        if (variable == 0 && !isStatic) {
            return load(org.objectweb.asm.Type.getObjectType(type.name));
        }
        org.objectweb.asm.Type[] types = org.objectweb.asm.Type.getArgumentTypes(method.desc);
        int slot = isStatic ? 0 : 1;
        for (int i = 0; i < types.length; i++) {
            if (slot == variable) {
                return generic(method, i, types[i]);
            }
            slot += types[i].getSize();
        }
        throw new IllegalStateException(type.name + "." + method.name + " has no parameter at " + variable);
    }

    private Type generic(MethodNode method, int index, org.objectweb.asm.Type erased) {
        Class<?> owner = load(org.objectweb.asm.Type.getObjectType(type.name));
        return Stream.<Executable>of(owner.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(method.name))
                .filter(candidate -> candidate.getGenericParameterTypes().length == candidate.getParameterCount())
                .filter(candidate -> org.objectweb.asm.Type.getMethodDescriptor((java.lang.reflect.Method) candidate)
                        .equals(method.desc))
                .map(candidate -> candidate.getGenericParameterTypes()[index])
                .findFirst()
                .orElseGet(() -> load(erased));
    }

    private Class<?> load(org.objectweb.asm.Type named) {
        return switch (named.getSort()) {
            case org.objectweb.asm.Type.OBJECT -> named(named.getClassName());
            case org.objectweb.asm.Type.ARRAY -> load(named.getElementType()).arrayType();
            default -> Object.class;
        };
    }

    private Class<?> named(String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
