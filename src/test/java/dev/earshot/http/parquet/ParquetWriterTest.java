package dev.earshot.http.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.http.parquet.ParquetWriter.Column;
import dev.earshot.http.parquet.ParquetWriter.Type;
import dev.earshot.testing.database.DuckDbRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DuckDB reads what was written. */
class ParquetWriterTest {
    private static final List<Column> COLUMNS = List.of(
            new Column("text", Type.TEXT, true),
            new Column("count", Type.INTEGER, false),
            new Column("amount", Type.DECIMAL, true),
            new Column("known", Type.BOOLEAN, true));

    @TempDir
    Path folder;

    private List<List<String>> read(List<Column> columns, List<List<List<Object>>> groups)
            throws IOException, SQLException {
        ParquetWriter writer = new ParquetWriter(columns);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(writer.begin());
        groups.forEach(group -> file.writeBytes(writer.group(group)));
        file.writeBytes(writer.end());
        Path path = Files.write(folder.resolve("rows.parquet"), file.toByteArray());
        return DuckDbRows.of("select * from read_parquet('" + path + "')");
    }

    private static List<String> texts(List<Object> row) {
        return row.stream()
                .map(value -> value instanceof BigDecimal amount
                        ? amount.setScale(ParquetWriter.SCALE).toPlainString()
                        : value == null ? null : value.toString())
                .toList();
    }

    @Test
    void random_rows_in_groups_of_any_size_are_read_as_they_were_written() throws Exception {
        Random random = new Random(7);
        List<List<List<Object>>> groups = new ArrayList<>();
        for (int size : List.of(1, 2, 63, 5000)) {
            groups.add(IntStream.range(0, size)
                    .mapToObj(n -> Arrays.<Object>asList(
                            random.nextInt(3) == 0 ? null : "ağaç 木 \"" + random.nextInt(),
                            random.nextLong(),
                            random.nextInt(9) == 0 ? null : BigDecimal.valueOf(random.nextLong(), random.nextInt(18)),
                            random.nextInt(4) == 0 ? null : random.nextBoolean()))
                    .toList());
        }
        assertThat(read(COLUMNS, groups))
                .isEqualTo(groups.stream()
                        .flatMap(List::stream)
                        .map(ParquetWriterTest::texts)
                        .toList());
    }

    @Test
    void a_file_without_rows_has_its_columns() throws Exception {
        assertThat(read(COLUMNS, List.of())).isEmpty();
        assertThat(DuckDbRows.of("describe select * from read_parquet('" + folder.resolve("rows.parquet") + "')"))
                .extracting(column -> column.get(0) + " " + column.get(1))
                .containsExactly("text VARCHAR", "count BIGINT", "amount DECIMAL(38,18)", "known BOOLEAN");
    }

    @Test
    void a_group_of_nothing_but_nulls_and_a_file_of_many_columns_are_read_too() throws Exception {
        List<Column> many = IntStream.range(0, 40)
                .mapToObj(n -> new Column("c" + n, Type.TEXT, true))
                .toList();
        List<Object> row = Arrays.asList(new Object[many.size()]);
        assertThat(read(many, List.of(List.of(row, row)))).containsExactly(texts(row), texts(row));
    }

    @Test
    void places_that_a_decimal_cannot_have_are_rounded() throws Exception {
        BigDecimal fine = new BigDecimal("-0.1234567890123456789");
        assertThat(read(COLUMNS, List.of(List.of(Arrays.asList("a", 1L, fine, true)))))
                .containsExactly(List.of("a", "1", "-0.123456789012345679", "true"));
    }
}
