package dev.earshot.shipping.image;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LdcInsnNode;

/** The texts and class names that stand in a method. */
final class Literals {
    private Literals() {}

    static Set<String> in(byte[] type, String method) {
        ClassNode node = new ClassNode();
        new ClassReader(type).accept(node, ClassReader.SKIP_DEBUG);
        Set<String> found = new HashSet<>();
        node.methods.stream()
                .filter(one -> one.name.equals(method))
                .flatMap(one -> Stream.of(one.instructions.toArray()))
                .filter(LdcInsnNode.class::isInstance)
                .map(instruction -> ((LdcInsnNode) instruction).cst)
                .forEach(literal ->
                        found.add(literal instanceof Type named ? named.getClassName() : literal.toString()));
        return found;
    }
}
