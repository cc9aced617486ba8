package dev.earshot.http.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A struct in Thrift's compact protocol, in which Parquet describes itself. Fields are added in their order. */
final class ThriftStruct {
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;

    /** From this length on, that of a list is written apart from its type. */
    private static final int LONG_LIST = 15;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int last;

    ThriftStruct i32(int field, int value) {
        field(field, I32);
        zigzag(value);
        return this;
    }

    ThriftStruct i64(int field, long value) {
        field(field, I64);
        zigzag(value);
        return this;
    }

    ThriftStruct text(int field, String value) {
        field(field, BINARY);
        text(value);
        return this;
    }

    ThriftStruct struct(int field, ThriftStruct value) {
        field(field, STRUCT);
        out.writeBytes(value.bytes());
        return this;
    }

    ThriftStruct i32s(int field, List<Integer> values) {
        list(field, I32, values.size());
        values.forEach(this::zigzag);
        return this;
    }

    ThriftStruct texts(int field, List<String> values) {
        list(field, BINARY, values.size());
        values.forEach(this::text);
        return this;
    }

    ThriftStruct structs(int field, List<ThriftStruct> values) {
        list(field, STRUCT, values.size());
        values.forEach(value -> out.writeBytes(value.bytes()));
        return this;
    }

    /** All fields, and the end. */
    byte[] bytes() {
        byte[] fields = out.toByteArray();
        return Arrays.copyOf(fields, fields.length + 1);
    }

    private void field(int field, int type) {
        out.write(field - last << 4 | type);
        last = field;
    }

    private void list(int field, int type, int size) {
        field(field, LIST);
        if (size < LONG_LIST) {
            out.write(size << 4 | type);
        } else {
            out.write(LONG_LIST << 4 | type);
            varint(out, size);
        }
    }

    private void text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        varint(out, bytes.length);
        out.writeBytes(bytes);
    }

    /** Small numbers of either sign are short. */
    private void zigzag(long value) {
        varint(out, value << 1 ^ value >> 63);
    }

    /** Seven bits to a byte, the lowest first; the highest bit says that more follow. */
    static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
