package dev.earshot.http.parquet;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Flat rows as an Apache Parquet file, a group of rows at a time: {@link #begin()}, any number of {@link
 * #group(List)}, {@link #end()}. Of the groups before, only their places are kept.
 *
 * <p>Values are neither compressed nor put into dictionaries (encoding {@code PLAIN}); a group has one page for each
 * column. See <a href="https://parquet.apache.org/docs/file-format/">the format</a>.
 */
public final class ParquetWriter {
    /** The media type of a file. */
    public static final String MEDIA_TYPE = "application/vnd.apache.parquet";

    /** The places after the point of a decimal; finer ones are rounded. */
    static final int SCALE = 18;

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int PRECISION = 38;
    private static final int DECIMAL_BYTES = 16;
    private static final int REQUIRED = 0;
    private static final int OPTIONAL = 1;
    private static final int UTF8 = 0;
    private static final int DECIMAL = 5;
    private static final int PLAIN = 0;
    private static final int RLE = 3;
    private static final int UNCOMPRESSED = 0;
    private static final int DATA_PAGE = 0;

    private final List<Column> columns;
    private final List<ThriftStruct> groups = new ArrayList<>();
    private long position;
    private long rows;

    /** What the values of a column are; its number in Parquet. */
    public enum Type {
        /** A {@link Boolean}. */
        BOOLEAN(0),
        /** A {@link Long}. */
        INTEGER(2),
        /** A {@link String}. */
        TEXT(6),
        /** A {@link BigDecimal} of at most twenty digits before the point. */
        DECIMAL(7);

        private final int number;

        Type(int number) {
            this.number = number;
        }
    }

    /** @param optional whether a value may be {@code null} */
    public record Column(String name, Type type, boolean optional) {}

    public ParquetWriter(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    public byte[] begin() {
        position = MAGIC.length;
        return MAGIC.clone();
    }

    /** @param group rows, each with a value for every column */
    public byte[] group(List<List<Object>> group) {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        List<ThriftStruct> chunks = new ArrayList<>();
        for (int at = 0; at < columns.size(); at++) {
            int place = at;
            List<Object> values = new ArrayList<>(group.size());
            group.forEach(row -> values.add(row.get(place)));
            byte[] chunk = chunk(columns.get(at), values);
            chunks.add(described(columns.get(at), values.size(), position + written.size(), chunk.length));
            written.writeBytes(chunk);
        }
        groups.add(new ThriftStruct().structs(1, chunks).i64(2, written.size()).i64(3, group.size()));
        position += written.size();
        rows += group.size();
        return written.toByteArray();
    }

    public byte[] end() {
        List<ThriftStruct> schema = new ArrayList<>();
        schema.add(new ThriftStruct().text(4, "schema").i32(5, columns.size()));
        columns.forEach(column -> schema.add(schema(column)));
        byte[] footer = new ThriftStruct()
                .i32(1, VERSION)
                .structs(2, schema)
                .i64(3, rows)
                .structs(4, groups)
                .text(6, "Earshot")
                .bytes();
        return ByteBuffer.allocate(footer.length + Integer.BYTES + MAGIC.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(footer)
                .putInt(footer.length)
                .put(MAGIC)
                .array();
    }

    private static ThriftStruct schema(Column column) {
        ThriftStruct element = new ThriftStruct().i32(1, column.type().number);
        if (column.type() == Type.DECIMAL) {
            element.i32(2, DECIMAL_BYTES);
        }
        element.i32(3, column.optional() ? OPTIONAL : REQUIRED).text(4, column.name());
        if (column.type() == Type.TEXT) {
            element.i32(6, UTF8);
        } else if (column.type() == Type.DECIMAL) {
            element.i32(6, DECIMAL).i32(7, SCALE).i32(8, PRECISION);
        }
        return element;
    }

    private static ThriftStruct described(Column column, int values, long place, int length) {
        ThriftStruct about = new ThriftStruct()
                .i32(1, column.type().number)
                .i32s(2, List.of(PLAIN, RLE))
                .texts(3, List.of(column.name()))
                .i32(4, UNCOMPRESSED)
                .i64(5, values)
                .i64(6, length)
                .i64(7, length)
                .i64(9, place);
        return new ThriftStruct().i64(2, place).struct(3, about);
    }

    private static byte[] chunk(Column column, List<Object> values) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        if (column.optional()) {
            byte[] present = present(values);
            data.writeBytes(little(Integer.BYTES).putInt(present.length).array());
            data.writeBytes(present);
        }
        List<Object> there = values.stream().filter(Objects::nonNull).toList();
        if (column.type() == Type.BOOLEAN) {
            data.writeBytes(bits(there));
        } else {
            there.forEach(value -> write(data, column.type(), value));
        }
        ThriftStruct page = new ThriftStruct()
                .i32(1, values.size())
                .i32(2, PLAIN)
                .i32(3, RLE)
                .i32(4, RLE);
        byte[] header = new ThriftStruct()
                .i32(1, DATA_PAGE)
                .i32(2, data.size())
                .i32(3, data.size())
                .struct(5, page)
                .bytes();
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.writeBytes(header);
        chunk.writeBytes(data.toByteArray());
        return chunk.toByteArray();
    }

    /** Which values there are, as runs: twice a length, then 1 for values and 0 for {@code null}. */
    private static byte[] present(List<Object> values) {
        ByteArrayOutputStream runs = new ByteArrayOutputStream();
        int begin = 0;
        while (begin < values.size()) {
            boolean some = values.get(begin) != null;
            int end = begin;
            while (end < values.size() && (values.get(end) != null) == some) {
                end++;
            }
            ThriftStruct.varint(runs, (long) (end - begin) << 1);
            runs.write(some ? 1 : 0);
            begin = end;
        }
        return runs.toByteArray();
    }

    private static void write(ByteArrayOutputStream data, Type type, Object value) {
        switch (type) {
            case INTEGER ->
                data.writeBytes(little(Long.BYTES).putLong((Long) value).array());
            case TEXT -> {
                byte[] text = ((String) value).getBytes(StandardCharsets.UTF_8);
                data.writeBytes(little(Integer.BYTES).putInt(text.length).array());
                data.writeBytes(text);
            }
            case DECIMAL -> data.writeBytes(decimal((BigDecimal) value));
            case BOOLEAN -> throw new IllegalArgumentException("Eight of them are one byte");
        }
    }

    /** Eight to a byte, the first in its lowest bit. */
    private static byte[] bits(List<Object> values) {
        byte[] bytes = new byte[(values.size() + Byte.SIZE - 1) / Byte.SIZE];
        for (int at = 0; at < values.size(); at++) {
            if ((Boolean) values.get(at)) {
                bytes[at / Byte.SIZE] |= (byte) (1 << at % Byte.SIZE);
            }
        }
        return bytes;
    }

    /** In two's complement, the highest byte first. */
    private static byte[] decimal(BigDecimal value) {
        byte[] digits =
                value.setScale(SCALE, RoundingMode.HALF_EVEN).unscaledValue().toByteArray();
        byte[] bytes = new byte[DECIMAL_BYTES];
        Arrays.fill(bytes, (byte) (value.signum() < 0 ? -1 : 0));
        System.arraycopy(digits, 0, bytes, DECIMAL_BYTES - digits.length, digits.length);
        return bytes;
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
