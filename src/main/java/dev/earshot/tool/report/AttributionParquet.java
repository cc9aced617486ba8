package dev.earshot.tool.report;

import dev.earshot.http.parquet.ParquetWriter;
import dev.earshot.http.parquet.ParquetWriter.Column;
import dev.earshot.http.parquet.ParquetWriter.Type;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A whole attribution as Parquet, page by page as it is read; texts are as they were written. */
@Singleton
class AttributionParquet {
    private final Attribution attribution;

    AttributionParquet(Attribution attribution) {
        this.attribution = attribution;
    }

    Multi<byte[]> of(AttributionQuery query) {
        return attribution.export(query, pages -> {
            ParquetWriter file = new ParquetWriter(columns(query));
            return Multi.createBy()
                    .concatenating()
                    .streams(
                            Multi.createFrom().item(file.begin()),
                            pages.map(page -> file.group(
                                    page.stream().map(sum -> row(query, sum)).toList())),
                            Uni.createFrom().item(file::end).toMulti());
        });
    }

    private static List<Column> columns(AttributionQuery query) {
        List<Column> columns = new ArrayList<>(List.of(
                new Column(AttributionQuery.named(query.by()), Type.TEXT, true),
                new Column("conversions", Type.INTEGER, false),
                new Column("attributed", Type.INTEGER, false),
                new Column("revenue", Type.DECIMAL, false)));
        if (hasCurrencyApart(query)) {
            columns.add(1, new Column("currency", Type.TEXT, true));
        }
        return columns;
    }

    private static List<Object> row(AttributionQuery query, Attribution.Sum sum) {
        List<Object> row =
                new ArrayList<>(Arrays.asList(sum.key(), sum.conversions(), sum.attributed(), sum.revenue()));
        if (hasCurrencyApart(query)) {
            row.add(1, sum.currency());
        }
        return row;
    }

    /** No two columns have one name. */
    private static boolean hasCurrencyApart(AttributionQuery query) {
        return query.by() != AttributionQuery.By.CURRENCY;
    }
}
