package dev.earshot.shipping.image;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Makes a class tell {@link LookupRecorder} of what it looks up. Calls are changed where they stand, and not the JDK,
 * so that each is known by its caller, and what the JVM looks up to link classes is none of them.
 */
final class LookupSites extends ClassVisitor {
    private static final String RECORDER = "dev/earshot/shipping/image/LookupRecorder";
    private static final String CLASS = "java/lang/Class";
    private static final String LOADER = "java/lang/ClassLoader";
    private static final String LOOKUP = "java/lang/invoke/MethodHandles$Lookup";
    private static final String SERVICES = "java/util/ServiceLoader";
    private static final String BUNDLES = "java/util/ResourceBundle";
    private static final String PROXY = "java/lang/reflect/Proxy";
    private static final Set<String> OWNERS = Set.of(CLASS, LOADER, LOOKUP, SERVICES, BUNDLES, PROXY);
    private static final String TEXT = "(Ljava/lang/String;)";

    /** Calls that the recorder makes in their stead, by owner, name and parameters. */
    private static final Set<String> REPLACED = Set.of(
            CLASS + ".forName(Ljava/lang/String;ZLjava/lang/ClassLoader;)",
            CLASS + ".getMethod(Ljava/lang/String;[Ljava/lang/Class;)",
            CLASS + ".getDeclaredMethod(Ljava/lang/String;[Ljava/lang/Class;)",
            CLASS + ".getResource" + TEXT,
            CLASS + ".getResourceAsStream" + TEXT,
            LOADER + ".getResource" + TEXT,
            LOADER + ".getResourceAsStream" + TEXT,
            LOADER + ".getResources" + TEXT,
            LOOKUP + ".findVirtual(Ljava/lang/Class;Ljava/lang/String;Ljava/lang/invoke/MethodType;)",
            LOOKUP + ".findStatic(Ljava/lang/Class;Ljava/lang/String;Ljava/lang/invoke/MethodType;)",
            LOOKUP + ".findVarHandle(Ljava/lang/Class;Ljava/lang/String;Ljava/lang/Class;)",
            LOOKUP + ".findStaticVarHandle(Ljava/lang/Class;Ljava/lang/String;Ljava/lang/Class;)",
            BUNDLES + ".getBundle(Ljava/lang/String;Ljava/util/Locale;Ljava/lang/ClassLoader;)",
            PROXY
                    + ".newProxyInstance(Ljava/lang/ClassLoader;[Ljava/lang/Class;"
                    + "Ljava/lang/reflect/InvocationHandler;)");

    /** Calls before which the recorder gets the top of the stack: the text or the class. */
    private static final Map<String, String> TOP = new HashMap<>();

    /** The same for what lies below one argument. */
    private static final Map<String, String> BELOW = new HashMap<>();

    private static final String NAME = "name";
    private static final String SERVICE = "service";
    private static final String BUNDLE = "bundle";

    static {
        TOP.put(CLASS + ".forName" + TEXT, NAME);
        TOP.put(LOADER + ".loadClass" + TEXT, NAME);
        TOP.put(LOOKUP + ".findClass" + TEXT, NAME);
        TOP.put(SERVICES + ".load(Ljava/lang/Class;)", SERVICE);
        TOP.put(BUNDLES + ".getBundle" + TEXT, BUNDLE);
        TOP.put(CLASS + ".newInstance()", "Constructors");
        BELOW.put(SERVICES + ".load(Ljava/lang/Class;Ljava/lang/ClassLoader;)", SERVICE);
        BELOW.put(BUNDLES + ".getBundle(Ljava/lang/String;Ljava/util/Locale;)", BUNDLE);
        BELOW.put(LOOKUP + ".findConstructor(Ljava/lang/Class;Ljava/lang/invoke/MethodType;)", "Constructors");
        for (String declared : Set.of("", "Declared")) {
            for (String what : Set.of("Constructors", "Methods", "Fields")) {
                TOP.put(CLASS + ".get" + declared + what + "()", what);
            }
            BELOW.put(CLASS + ".get" + declared + "Constructor([Ljava/lang/Class;)", "Constructors");
            BELOW.put(CLASS + ".get" + declared + "Field" + TEXT, "Fields");
        }
    }

    private String type;

    private LookupSites(ClassVisitor next) {
        super(Opcodes.ASM9, next);
    }

    /** The class as it shall be; {@code null} when it looks up nothing. */
    static byte[] changed(byte[] original) {
        ClassReader reader = new ClassReader(original);
        if (!looksUp(reader)) {
            return null;
        }
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new LookupSites(writer), 0);
        return writer.toByteArray();
    }

    private static boolean looksUp(ClassReader reader) {
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            if (at > 0 && reader.readByte(at - 1) == 7 && OWNERS.contains(reader.readUTF8(at, buffer))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
        type = name.replace('/', '.');
        super.visit(version, access, name, signature, parent, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String shape, String signature, String[] thrown) {
        return new Calls(super.visitMethod(access, name, shape, signature, thrown), type + "#" + name);
    }

    static final class Calls extends MethodVisitor {
        private final String caller;

        Calls(MethodVisitor next, String caller) {
            super(Opcodes.ASM9, next);
            this.caller = caller;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String shape, boolean isInterface) {
            String call = owner + "." + name + shape.substring(0, shape.indexOf(')') + 1);
            if (opcode != Opcodes.INVOKESPECIAL && REPLACED.contains(call)) {
                replace(opcode, owner, name, shape);
                return;
            }
            if (opcode != Opcodes.INVOKESPECIAL && TOP.containsKey(call)) {
                super.visitInsn(Opcodes.DUP);
                tell(TOP.get(call));
            } else if (opcode != Opcodes.INVOKESPECIAL && BELOW.containsKey(call)) {
                super.visitInsn(Opcodes.DUP2);
                super.visitInsn(Opcodes.POP);
                tell(BELOW.get(call));
            }
            super.visitMethodInsn(opcode, owner, name, shape, isInterface);
        }

        private void replace(int opcode, String owner, String name, String shape) {
            super.visitLdcInsn(caller);
            String arguments = shape.substring(1, shape.indexOf(')'));
            String receiver = opcode == Opcodes.INVOKESTATIC ? "" : "L" + owner + ";";
            String recorded = "(" + receiver + arguments + "Ljava/lang/String;)"
                    + Type.getReturnType(shape).getDescriptor();
            super.visitMethodInsn(Opcodes.INVOKESTATIC, RECORDER, name, recorded, false);
        }

        private void tell(String what) {
            boolean isMember = Character.isUpperCase(what.charAt(0));
            if (isMember) {
                super.visitLdcInsn(what);
            }
            super.visitLdcInsn(caller);
            String of = isMember
                    ? "(Ljava/lang/Class;Ljava/lang/String;Ljava/lang/String;)V"
                    : what.equals(SERVICE)
                            ? "(Ljava/lang/Class;Ljava/lang/String;)V"
                            : "(Ljava/lang/String;Ljava/lang/String;)V";
            super.visitMethodInsn(Opcodes.INVOKESTATIC, RECORDER, isMember ? "members" : what, of, false);
        }
    }
}
